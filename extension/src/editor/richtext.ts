// A contenteditable element, whichever editor keeps its model behind it.
import { Blocks, TELLING } from "./blocks.ts";
import {
  areInOrder,
  areSame,
  asOneEdit,
  carry,
  carryOffset,
  changeBetween,
  withEdits,
} from "./changes.ts";
import { checkpoint } from "./checkpoint.ts";
import { restOf, sendReplacement, settles, typeOver, undo, wayOf } from "./edits.ts";
import { FieldClock } from "./field-clock.ts";
import { toTopViewport } from "./geometry.ts";
import { Highlights, type Mark } from "./highlight.ts";
import type { Applied, Edit, EditorField, Underline } from "./index.ts";
import { readText } from "./read-text.ts";
import { hasFocus, readSelection, select } from "./selection.ts";
import type { TextMap } from "./text-map.ts";

const WATCHED = {
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: TELLING,
  subtree: true,
};

const MOST_UNDOS = 3;

/** A caret or selection in offsets of the text, so that it outlives a re-render. */
interface Caret {
  anchor: number;
  focus: number;
}

export function openRichText(element: HTMLElement, signal: AbortSignal): EditorField {
  return new RichText(element, signal);
}

class RichText implements EditorField {
  private map: TextMap | null = null;
  private seen: string;
  private underlines: readonly Underline[] = [];
  private readonly listeners: (() => void)[] = [];
  private readonly blocks = new Blocks();
  private readonly observer: MutationObserver;
  private readonly clock: FieldClock;
  private readonly highlights: Highlights;
  private caret: Caret | null = null;
  private typedAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly element: HTMLElement,
    private readonly signal: AbortSignal,
  ) {
    const { ownerDocument } = element;
    const view = ownerDocument.defaultView as Window & typeof globalThis;
    this.highlights = Highlights.of(ownerDocument);
    this.clock = new FieldClock(element, () => this.look(), signal);
    this.observer = new view.MutationObserver((records) => this.changed(records));
    this.observer.observe(element, WATCHED);
    element.addEventListener("input", () => this.typed(), { capture: true, signal });
    element.addEventListener("blur", () => this.rememberCaret(), { capture: true, signal });
    element.addEventListener("focus", () => this.readAnew(), { capture: true, signal });
    signal.addEventListener("abort", () => this.close(), { once: true });
    this.seen = this.text();
  }

  text(): string {
    // What an input method shows is not yet the author's.
    return this.clock.isComposing ? this.seen : this.read().text;
  }

  onChange(changed: () => void): void {
    this.listeners.push(changed);
  }

  underline(underlines: readonly Underline[]): void {
    this.text();
    // `look` paints after each change: what is painted still stands.
    if (areSame(this.underlines, underlines)) return;
    this.underlines = [...underlines];
    this.paint();
  }

  offsetAt(x: number, y: number): number | null {
    const root = this.element.getRootNode();
    const shadowRoots = "host" in root ? [root as ShadowRoot] : [];
    const found = this.element.ownerDocument.caretPositionFromPoint(x, y, { shadowRoots });
    if (!found || !this.element.contains(found.offsetNode)) return null;
    const map = this.read();
    const caret = map.offset(found.offsetNode, found.offset);
    // The position is the nearest gap between characters: say which side of it the point is on.
    for (const offset of [caret - 1, caret])
      if (offset >= 0 && this.boxes(offset, offset + 1).some((box) => contains(box, x, y)))
        return offset;
    return null;
  }

  rects(start: number, end: number): DOMRect[] {
    return toTopViewport(this.element, this.boxes(start, end));
  }

  async apply(edits: readonly Edit[], expected: string): Promise<Applied> {
    this.readAnew();
    if (this.text() !== expected) return "stale";
    if (!areInOrder(edits, expected.length) || this.clock.isComposing) return "refused";
    if (wayOf(this.element) === "none") return "refused";
    let caret = this.currentCaret();
    const hadFocus = hasFocus(this.element);
    if (!hadFocus) this.element.focus({ preventScroll: true });
    // An editor that was told keeps its state as late as after a key.
    if (checkpoint(this.element, "before")) this.typed();
    if (await this.rest()) {
      if (this.text() !== expected) return "stale";
      if (hadFocus) caret = this.currentCaret();
    }
    const applied = await this.takeSteps(expected, this.steps(edits));
    checkpoint(this.element, "after");
    this.typed();
    if (caret)
      await this.placeCaret({
        anchor: applied ? carryOffset(caret.anchor, edits) : caret.anchor,
        focus: applied ? carryOffset(caret.focus, edits) : caret.focus,
      });
    return applied ? "applied" : "refused";
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
    if (this.caret) void this.placeCaret(this.caret);
  }

  /** Waits until the editor has been at rest for as long as it needs; whether that took any time. */
  private async rest(): Promise<boolean> {
    const view = this.element.ownerDocument.defaultView;
    if (!view) return false;
    const rest = restOf(this.element) - (view.performance.now() - this.typedAt);
    if (rest > 0) await new Promise((resolve) => view.setTimeout(resolve, rest));
    return rest > 0;
  }

  /** Edits within one run of text become one, which is one step for every undo stack. */
  private steps(edits: readonly Edit[]): Edit[] {
    const text = this.text();
    const one = asOneEdit(text, edits);
    const range = edits.length > 1 && this.read().range(one.start, one.end);
    return range && range.startContainer === range.endContainer && !one.text.includes("\n")
      ? [one]
      : [...edits];
  }

  /** All of the edits or none: where one is refused, those before it are undone. */
  private async takeSteps(expected: string, steps: readonly Edit[]): Promise<boolean> {
    let text = expected;
    for (const edit of [...steps].reverse()) {
      const wanted = withEdits(text, [edit]);
      if (wanted === text) continue;
      if (!(await this.replace(edit, wanted))) {
        if (text !== expected) await this.takeBack(expected);
        return false;
      }
      text = wanted;
    }
    return true;
  }

  private async replace(asked: Edit, wanted: string): Promise<boolean> {
    const edit = this.needsRange() ? this.widened(asked) : asked;
    if (this.read().touchesIsland(edit.start, edit.end)) return false;
    const before = this.text();
    const arrived = () => this.text() === wanted;
    let range = this.read().range(edit.start, edit.end);
    if (!range) return false;
    await this.selectRange(range);
    // Selecting may have made the editor draw its text anew.
    range = this.read().range(edit.start, edit.end);
    if (!range || this.text() !== before) return false;
    const byEvent = wayOf(this.element) === "event";
    const taken = byEvent && sendReplacement(this.element, range, edit.text);
    if (!taken) typeOver(this.element.ownerDocument, edit.text);
    if (await settles(this.element, arrived)) return true;
    if (this.text() !== before) return this.takeBack(before);
    range = this.read().range(edit.start, edit.end);
    if (!range) return false;
    await this.selectRange(range);
    typeOver(this.element.ownerDocument, edit.text);
    if (await settles(this.element, arrived)) return true;
    if (this.text() !== before) return this.takeBack(before);
    return false;
  }

  /**
   * CKEditor 5 leaves plain insertions to the browser and reads them off the page, which in
   * Firefox it does not do for ours. A replacement it carries out itself.
   */
  private needsRange(): boolean {
    return this.element.matches(".ck-editor__editable");
  }

  /** Makes an insertion the replacement of a letter beside it. */
  private widened(edit: Edit): Edit {
    if (edit.start !== edit.end) return edit;
    const letter = /[\p{L}\p{N}\p{P}]/u;
    const before = this.text()[edit.start - 1] ?? "";
    if (letter.test(before)) return { ...edit, start: edit.start - 1, text: before + edit.text };
    const after = this.text()[edit.end] ?? "";
    if (letter.test(after)) return { ...edit, end: edit.end + 1, text: edit.text + after };
    return edit;
  }

  /** The editor made something else of the edit: undo until nothing is changed. */
  private async takeBack(before: string): Promise<false> {
    for (let times = 0; times < MOST_UNDOS && this.text() !== before; times += 1) {
      undo(this.element);
      if (await settles(this.element, () => this.text() === before)) break;
    }
    return false;
  }

  private async selectRange(range: Range): Promise<void> {
    await select(this.element, {
      anchor: { node: range.startContainer, offset: range.startOffset },
      focus: { node: range.endContainer, offset: range.endOffset },
    });
  }

  private async placeCaret(caret: Caret): Promise<void> {
    const map = this.read();
    const place = (offset: number) => map.caret(Math.min(offset, map.text.length));
    await select(this.element, { anchor: place(caret.anchor), focus: place(caret.focus) });
  }

  private currentCaret(): Caret | null {
    this.rememberCaret();
    return this.caret;
  }

  private rememberCaret(): void {
    const selected = readSelection(this.element);
    if (!selected) return;
    const map = this.read();
    this.caret = {
      anchor: map.offset(selected.anchor.node, selected.anchor.offset),
      focus: map.offset(selected.focus.node, selected.focus.offset),
    };
  }

  private boxes(start: number, end: number): DOMRect[] {
    const range = this.read().range(start, end);
    return range ? Array.from(range.getClientRects()).filter((box) => box.width > 0) : [];
  }

  private read(): TextMap {
    const records = this.observer.takeRecords();
    if (records.length > 0) this.changed(records);
    this.map ??= readText(this.element, this.blocks);
    return this.map;
  }

  private typed(): void {
    this.typedAt = this.element.ownerDocument.defaultView?.performance.now() ?? this.typedAt;
  }

  private readAnew(): void {
    this.blocks.clear();
    this.map = null;
  }

  private changed(records: readonly MutationRecord[]): void {
    this.blocks.changed(records);
    this.map = null;
    this.clock.request();
  }

  private look(): void {
    const text = this.text();
    if (text !== this.seen) {
      const change = changeBetween(this.seen, text);
      this.seen = text;
      this.underlines = carry(this.underlines, change);
      if (this.caret) this.caret = null;
      for (const listener of this.listeners) listener();
    }
    this.paint();
  }

  private paint(): void {
    if (this.signal.aborted) return;
    const map = this.read();
    const marks: Mark[] = [];
    for (const { start, end, tone } of this.underlines) {
      const range = end > start && end <= map.text.length ? map.range(start, end) : null;
      if (range) marks.push({ range, tone });
    }
    const root = this.element.getRootNode();
    if (root.nodeType !== 9 && !("host" in root)) {
      this.highlights.clear(this);
      return;
    }
    this.highlights.paint(this, root as Document | ShadowRoot, marks);
  }

  private close(): void {
    this.observer.disconnect();
    this.highlights.clear(this);
    this.listeners.length = 0;
    this.map = null;
  }
}

function contains(box: DOMRect, x: number, y: number): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
