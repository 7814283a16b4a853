// Paints underlines over other people's text with the CSS Custom Highlight API: no node, no
// attribute and no class is added. One registration per document, shared by all its fields.
import type { Tone } from "./index.ts";
import { adoptSheet, dropSheet, newSheet } from "./sheet.ts";

export interface Mark {
  range: Range;
  tone: Tone;
}

const TONES: readonly Tone[] = ["info", "warning", "error"];

/**
 * Names that nobody else uses, and always the same: a later script takes the place of one that was
 * ended before it could tidy up.
 */
const NAMES: Record<Tone, string> = {
  error: "mark-1-q7x4",
  warning: "mark-2-q7x4",
  info: "mark-3-q7x4",
};

/** Takes away what an older script has painted. */
export function removeOldHighlights(document: Document): void {
  for (const name of Object.values(NAMES)) document.defaultView?.CSS.highlights.delete(name);
}

/** Colours that stand out by 3:1 from white and from near-black; the shape says the rest. */
const LINES: Record<Tone, string> = {
  error: "wavy #d6333f",
  warning: "dashed #b26a00",
  info: "dotted #2b7fd4",
};

const FORCED: Record<Tone, string> = {
  error: "wavy Mark",
  warning: "dashed LinkText",
  info: "dotted LinkText",
};

export class Highlights {
  private static readonly byDocument = new WeakMap<Document, Highlights>();

  static of(document: Document): Highlights {
    let known = Highlights.byDocument.get(document);
    if (!known) {
      known = new Highlights(document);
      Highlights.byDocument.set(document, known);
    }
    return known;
  }

  private readonly painted = new Map<object, Mark[]>();
  private readonly registered = new Map<Tone, Highlight>();
  private readonly roots = new Map<Document | ShadowRoot, CSSStyleSheet>();

  private constructor(private readonly document: Document) {}

  /** Replaces what `owner` has painted. Ranges that are still in place are kept as they are. */
  paint(owner: object, root: Document | ShadowRoot, marks: readonly Mark[]): void {
    if (marks.length === 0) {
      this.clear(owner);
      return;
    }
    const view = this.document.defaultView;
    if (!view) return;
    this.adopt(view, root);
    const old = this.painted.get(owner) ?? [];
    const next = marks.map((mark) => old.find((known) => isSame(known, mark)) ?? mark);
    for (const mark of old)
      if (!next.includes(mark)) this.registered.get(mark.tone)?.delete(mark.range);
    for (const mark of next) this.highlight(view, mark.tone).add(mark.range);
    this.painted.set(owner, next);
  }

  clear(owner: object): void {
    for (const mark of this.painted.get(owner) ?? [])
      this.registered.get(mark.tone)?.delete(mark.range);
    this.painted.delete(owner);
    if (this.painted.size === 0) this.leave();
  }

  private highlight(view: Window & typeof globalThis, tone: Tone): Highlight {
    let highlight = this.registered.get(tone);
    if (!highlight) {
      highlight = new view.Highlight();
      highlight.priority = TONES.indexOf(tone);
      this.registered.set(tone, highlight);
      // In place of what an older script may have left under this name.
      view.CSS.highlights.set(NAMES[tone], highlight);
    }
    // Asked each time: a page may have emptied the registry.
    if (!view.CSS.highlights.has(NAMES[tone])) view.CSS.highlights.set(NAMES[tone], highlight);
    return highlight;
  }

  private adopt(view: Window & typeof globalThis, root: Document | ShadowRoot): void {
    let sheet = this.roots.get(root);
    if (!sheet) {
      sheet = newSheet(view, this.css());
      this.roots.set(root, sheet);
    }
    adoptSheet(root, sheet);
  }

  private css(): string {
    const rules = (lines: Record<Tone, string>) =>
      TONES.map(
        (tone) =>
          `::highlight(${NAMES[tone]}) { text-decoration: underline ${lines[tone]} 2px; text-decoration-skip-ink: none; text-underline-offset: 2px; }`,
      ).join("\n");
    return `${rules(LINES)}\n@media (forced-colors: active) {\n${rules(FORCED)}\n}`;
  }

  private leave(): void {
    const registry = this.document.defaultView?.CSS.highlights;
    for (const name of Object.values(NAMES)) registry?.delete(name);
    for (const [root, sheet] of this.roots) dropSheet(root, sheet);
    this.registered.clear();
    this.roots.clear();
  }
}

function isSame(known: Mark, mark: Mark): boolean {
  return (
    known.tone === mark.tone &&
    known.range.startContainer === mark.range.startContainer &&
    known.range.startOffset === mark.range.startOffset &&
    known.range.endContainer === mark.range.endContainer &&
    known.range.endOffset === mark.range.endOffset
  );
}
