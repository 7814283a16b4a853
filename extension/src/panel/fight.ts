// A page that keeps undoing our element is not argued with: after a few rounds we give way.

/** More reverts than this … */
export const MOST_REVERTS = 5;
/** … within this many milliseconds is a fight. */
export const WITHIN = 5_000;

export class Fight {
  #reverts: number[] = [];

  /** The page has undone something of ours. True where that makes it a fight. */
  reverted(now: number): boolean {
    this.#reverts = this.#reverts.filter((at) => now - at < WITHIN);
    this.#reverts.push(now);
    return this.#reverts.length > MOST_REVERTS;
  }
}
