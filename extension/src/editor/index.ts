// Reading, underlining and editing the text of one editable element, whatever editor owns it.
// Field in, findings in, edits out: nothing here knows of CRMs, policies or the extension API.
// Offsets are UTF-16 code units of `text()`.
import { isTextControl } from "./find.ts";
import { Layer } from "./layer.ts";
import { openRichText } from "./richtext.ts";
import { openTextControl } from "./textarea.ts";

export type Tone = "error" | "warning" | "info";

export interface Underline {
  start: number;
  end: number;
  tone: Tone;
}

export interface Edit {
  start: number;
  end: number;
  text: string;
}

export type Applied =
  /** The editor took the edit; its model, its undo stack and the page agree. */
  | "applied"
  /** The text is no longer the one that the edit was made for. Nothing was changed. */
  | "stale"
  /** The editor did not take the edit. Nothing was changed: offer to copy it instead. */
  | "refused";

export interface EditorField {
  /** The editable root: a textarea, or the outermost contenteditable element. */
  readonly element: HTMLElement;
  /**
   * The text as its author sees it; paragraphs and line breaks are "\n". While an input method
   * composes, the text from before.
   */
  text(): string;
  /** Calls back after each change of the text by anybody, at most once per animation frame, never amid IME composition. */
  onChange(changed: () => void): void;
  /** Replaces all underlines. Nothing is inserted in or beside the editor. */
  underline(underlines: readonly Underline[]): void;
  /** The offset of the character under a point of the viewport, or null. */
  offsetAt(x: number, y: number): number | null;
  /** Where a range is painted, in viewport coordinates of the top document of the field. */
  rects(start: number, end: number): DOMRect[];
  /**
   * Applies edits (ascending, not overlapping); `expected` is the text that they were made for.
   * One undo step, save for edits in several paragraphs of an editor that keeps a step for each.
   */
  apply(edits: readonly Edit[], expected: string): Promise<Applied>;
  /** Puts the caret back where it was when the field last had it. */
  focus(): void;
}

export { findEditable, type OpenShadow } from "./find.ts";
export { removeOldHighlights } from "./highlight.ts";
export { isLayerName } from "./layer.ts";

/**
 * Underlines of text controls lie in the top layer. Calls back when they have come to its top, so
 * that what must stay above them can follow.
 */
export function onOverlayRaised(raised: () => void, signal: AbortSignal): void {
  Layer.onRaised(raised, signal);
}

/** Opens an editable element. When the signal aborts, nothing of ours is left in its document. */
export function openField(element: HTMLElement, signal: AbortSignal): EditorField {
  return isTextControl(element) ? openTextControl(element, signal) : openRichText(element, signal);
}
