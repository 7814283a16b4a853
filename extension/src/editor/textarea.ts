// A textarea or a one-line text input: its value is its text, its letters cannot be reached.
import {
  areInOrder,
  areSame,
  asOneEdit,
  carry,
  carryOffset,
  changeBetween,
  withEdits,
} from "./changes.ts";
import { typeOver } from "./edits.ts";
import { FieldClock } from "./field-clock.ts";
import { toTopViewport, watchPlace } from "./geometry.ts";
import type { Applied, Edit, EditorField, Underline } from "./index.ts";
import { Mirror } from "./mirror.ts";
import { hasFocus } from "./selection.ts";

const REST_MS = 100;

export type TextControl = HTMLTextAreaElement | HTMLInputElement;

export function openTextControl(element: TextControl, signal: AbortSignal): EditorField {
  return new TextControlField(element, signal);
}

class TextControlField implements EditorField {
  private seen: string;
  private underlines: readonly Underline[] = [];
  private readonly listeners: (() => void)[] = [];
  private readonly clock: FieldClock;
  private mirror: Mirror | null = null;
  private following: AbortController | null = null;
  private placing = 0;

  constructor(
    readonly element: TextControl,
    private readonly signal: AbortSignal,
  ) {
    this.seen = element.value;
    this.clock = new FieldClock(element, () => this.look(), signal);
    const capture = { capture: true, signal };
    // `input` is missing when a script sets the value: the next focus or key finds out.
    for (const type of ["input", "change", "focus", "keyup"])
      element.addEventListener(type, () => this.clock.request(), capture);
    element.form?.addEventListener("reset", () => this.clock.request(), { signal });
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  text(): string {
    // What an input method shows is not yet the author's.
    return this.clock.isComposing ? this.seen : this.element.value;
  }

  onChange(changed: () => void): void {
    this.listeners.push(changed);
  }

  underline(underlines: readonly Underline[]): void {
    if (areSame(this.underlines, underlines)) return;
    this.underlines = [...underlines];
    this.paint();
  }

  offsetAt(x: number, y: number): number | null {
    const { length } = this.text();
    const mirror = this.measured();
    // Halve the text down to the line, then look at its characters one by one.
    let low = 0;
    let high = length;
    while (high - low > 64) {
      const middle = (low + high) >> 1;
      const box = mirror.range(middle, middle + 1)?.getBoundingClientRect();
      if (!box || box.bottom < y || (box.top <= y && box.right < x)) low = middle;
      else high = middle + 1;
    }
    for (let offset = low; offset < Math.min(high + 1, length); offset += 1)
      for (const box of mirror.range(offset, offset + 1)?.getClientRects() ?? [])
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return offset;
    return null;
  }

  rects(start: number, end: number): DOMRect[] {
    const mirror = this.measured();
    const shown = mirror.shown();
    const boxes = Array.from(mirror.range(start, end)?.getClientRects() ?? []).filter(
      (box) => box.width > 0 && box.bottom > shown.top && box.top < shown.bottom,
    );
    return toTopViewport(this.element, boxes);
  }

  async apply(edits: readonly Edit[], expected: string): Promise<Applied> {
    const { element } = this;
    if (!hasFocus(element) && !element.disabled) {
      element.focus({ preventScroll: true });
      await styled(element);
    }
    return this.applyNow(edits, expected);
  }

  focus(): void {
    // A text control keeps its selection while it is out of focus.
    this.element.focus({ preventScroll: true });
  }

  private applyNow(edits: readonly Edit[], expected: string): Applied {
    const { element } = this;
    if (element.value !== expected) return "stale";
    if (!areInOrder(edits, expected.length) || this.clock.isComposing) return "refused";
    if (element.readOnly || element.disabled) return "refused";
    const wanted = withEdits(expected, edits);
    if (wanted === expected) return "applied";
    const { maxLength } = element;
    if (maxLength >= 0 && wanted.length > maxLength) return "refused";
    const { selectionStart, selectionEnd, scrollTop, scrollLeft } = element;
    const edit = asOneEdit(expected, edits);
    if (!hasFocus(element)) element.focus({ preventScroll: true });
    element.setSelectionRange(edit.start, edit.end);
    typeOver(element.ownerDocument, edit.text);
    const done = element.value === wanted;
    // Typing over the selection is one step of the undo stack, so this takes it all back.
    if (!done && element.value !== expected) element.ownerDocument.execCommand("undo");
    const caret = (offset: number | null) =>
      done ? carryOffset(offset ?? 0, edits) : (offset ?? 0);
    element.setSelectionRange(caret(selectionStart), caret(selectionEnd));
    element.scrollTop = scrollTop;
    element.scrollLeft = scrollLeft;
    return done ? "applied" : "refused";
  }

  private look(): void {
    const text = this.text();
    if (text === this.seen) return;
    this.underlines = carry(this.underlines, changeBetween(this.seen, text));
    this.seen = text;
    this.paint();
    for (const listener of this.listeners) listener();
  }

  private paint(): void {
    if (this.signal.aborted) return;
    if (this.underlines.length === 0) {
      this.unfollow();
      return;
    }
    this.follow();
    this.mirror ??= new Mirror(this.element);
    this.mirror.draw(this.text(), this.underlines);
    if (this.mirror.isPlaced) this.placeSoon();
    else this.mirror.place();
  }

  /**
   * To measure amid a frame makes the browser lay out a long text for us alone. What moves a control
   * has events of its own, so only a change of style waits for the rest after a key.
   */
  private placeSoon(): void {
    const view = this.element.ownerDocument.defaultView;
    if (!view) return;
    view.clearTimeout(this.placing);
    this.placing = view.setTimeout(() => this.mirror?.place(), REST_MS);
  }

  /** A mirror that is up to date, drawn if nothing was underlined so far. */
  private measured(): Mirror {
    this.mirror ??= new Mirror(this.element);
    this.mirror.draw(this.text(), this.underlines);
    this.mirror.place();
    if (!this.following) this.follow();
    return this.mirror;
  }

  private follow(): void {
    if (this.following) return;
    this.following = new AbortController();
    const { signal } = this.following;
    watchPlace(this.element, () => this.mirror?.place(), signal);
    // A popover or dialog of the page has come or gone: nothing is underlined on top of it.
    this.element.ownerDocument.addEventListener("toggle", () => this.mirror?.place(), {
      capture: true,
      signal,
    });
    this.element.ownerDocument.fonts.addEventListener("loadingdone", () => this.mirror?.place(), {
      signal,
    });
  }

  private unfollow(): void {
    this.element.ownerDocument.defaultView?.clearTimeout(this.placing);
    this.following?.abort();
    this.following = null;
    this.mirror?.hide();
    this.mirror = null;
  }

  private close(): void {
    this.unfollow();
    this.listeners.length = 0;
  }
}

/**
 * Resolves once the page has dressed an element that got the focus. Where that gives the control
 * another box, as in Fluent UI, Firefox throws its undo stack away: an edit must come after it.
 */
function styled(element: HTMLElement): Promise<void> {
  const view = element.ownerDocument.defaultView;
  return new Promise((resolve) => {
    if (!view) return resolve();
    view.requestAnimationFrame(() => view.requestAnimationFrame(() => resolve()));
  });
}
