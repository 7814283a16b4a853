// When a finding may be shown. What is wrong shows at once; what is missing waits until the author
// pauses or leaves the field: nobody is told of a missing hashtag in the middle of a sentence.
import type { Finding } from "../protocol/note.ts";

/** How long no key is pressed before typing counts as paused, in milliseconds. */
export const PAUSE = 700;

export class Pause {
  #typedAt = Number.NEGATIVE_INFINITY;
  #told = new Set<string>();

  /** The author has changed the text. */
  typed(now: number): void {
    this.#typedAt = now;
  }

  /** The author has left the field, or is about to save: there is nothing to wait for. */
  ended(): void {
    this.#typedAt = Number.NEGATIVE_INFINITY;
  }

  /** The findings to show now. One that was shown stays while it holds, or it would flicker. */
  visible(findings: readonly Finding[], now: number): Finding[] {
    const paused = this.#paused(now);
    const visible = findings.filter(
      (finding) => paused || !finding.missing || this.#told.has(keyOf(finding)),
    );
    this.#told = new Set(visible.filter((finding) => finding.missing).map(keyOf));
    return visible;
  }

  /** When to look again, in milliseconds from now; null where nothing is held back by time. */
  wait(now: number): number | null {
    return this.#paused(now) ? null : this.#typedAt + PAUSE - now;
  }

  #paused(now: number): boolean {
    return now - this.#typedAt >= PAUSE;
  }
}

const keyOf = (finding: Finding) => `${finding.policy} ${finding.rule} ${finding.section ?? ""}`;
