// What the blocks of a text read as, kept from one reading to the next: after a keystroke only the
// block that was typed into, and those around it, are read again.
import type { Piece } from "./text-map.ts";

/** One block, read as if nothing stood before it. Offsets count from its own first character. */
export interface Block {
  text: string;
  pieces: readonly Piece[];
  /** What separates it from what follows. */
  gap: "" | "\t" | "\n";
  /** Whether anything of it can be seen. */
  opened: boolean;
}

/** Attributes by which a page makes text appear, disappear or flow in another way. */
export const TELLING = ["class", "style", "hidden", "contenteditable", "aria-hidden", "alt"];

export class Blocks {
  private known = new WeakMap<Node, Block>();

  of(element: Element): Block | undefined {
    return this.known.get(element);
  }

  keep(element: Element, block: Block): void {
    this.known.set(element, block);
  }

  /** Forgets what has changed, and all that it stands in. */
  changed(records: readonly MutationRecord[]): void {
    const seen = new Set<Node>();
    for (const { target } of records)
      for (let node: Node | null = target; node && !seen.has(node); node = node.parentNode) {
        seen.add(node);
        this.known.delete(node);
      }
  }

  /** Style sheets change without a record: from time to time everything is read anew. */
  clear(): void {
    this.known = new WeakMap();
  }
}
