// Asks an editor to replace a stretch of its text, in the ways that editors listen to.
//
// Editors with a model of their own take a `beforeinput` event with target ranges, as the
// browser's own spell checker sends it, and prevent the default. Editors that follow the DOM
// take what `execCommand` does, which also puts it on the browser's undo stack. The DOM is
// never written to directly: a model would not hear of it, or undo would skip it.

/** How long an editor may take to show an edit: Draft.js needs about 60 ms. */
const PATIENCE_MS = 400;

/** How an editor is to be asked; "none" where whatever it showed would not be in its model. */
export type Way = "event" | "typing" | "none";

export function wayOf(element: HTMLElement): Way {
  const inShadow = "host" in element.getRootNode();
  // Draft.js looks for its selection in the document, where that of a shadow root is not.
  if (inShadow && element.matches(".public-DraftEditor-content")) return "none";
  // So does Quill when Ctrl+Z is pressed: there it undoes only if the browser has something to.
  if (inShadow && element.matches(".ql-editor")) return "typing";
  // CodeMirror 5 draws its own text over an edit, later than anybody would look again.
  if (element.matches(".CodeMirror *")) return "none";
  // Froala replaces the whole word at the caret, whatever the event's target is.
  if (element.matches(".fr-element")) return "typing";
  // Trix reads the text off a `DataTransfer`, which in Firefox cannot be sent along.
  const view = element.ownerDocument.defaultView;
  if (view && hidesTransfers(view) && element.matches("trix-editor")) return "typing";
  return "event";
}

/**
 * How long an editor has to have been at rest before an edit, in milliseconds, or else its undo
 * would take back what was typed just before as well: Quill joins what is less than 1 s apart,
 * Syncfusion keeps a state 300 ms after the last key.
 */
export function restOf(element: HTMLElement): number {
  if (element.matches(".ql-editor")) return 1000;
  return element.matches(".e-richtexteditor *") ? 350 : 0;
}

/** Sends the event of a spell checker's replacement. True if the editor took charge of it. */
export function sendReplacement(element: HTMLElement, range: Range, text: string): boolean {
  const view = element.ownerDocument.defaultView;
  if (!view) return false;
  const event = new view.InputEvent("beforeinput", {
    bubbles: true,
    cancelable: true,
    composed: true,
    inputType: text === "" ? deletion(element) : "insertReplacementText",
    data: text === "" ? null : text,
    dataTransfer: text === "" ? null : transferOf(view, text),
    targetRanges: [
      new view.StaticRange({
        startContainer: range.startContainer,
        startOffset: range.startOffset,
        endContainer: range.endContainer,
        endOffset: range.endOffset,
      }),
    ],
  });
  return !element.dispatchEvent(event);
}

/** In Firefox a page cannot read what an extension puts into a `DataTransfer`. */
const hidesTransfers = (view: Window) => "wrappedJSObject" in view;

/** A browser sends the text this way too. */
function transferOf(view: Window & typeof globalThis, text: string): DataTransfer | null {
  if (hidesTransfers(view)) return null;
  const transfer = new view.DataTransfer();
  transfer.setData("text/plain", text);
  return transfer;
}

/** Slate heeds target ranges for those deletions only that are not a key's; CKEditor 5 for those alone. */
function deletion(element: HTMLElement): string {
  return element.matches("[data-slate-editor]") ? "deleteByCut" : "deleteContentBackward";
}

/** Has the browser type over the selection. */
export function typeOver(document: Document, text: string): boolean {
  return text === ""
    ? document.execCommand("delete")
    : document.execCommand("insertText", false, text);
}

/** Presses Ctrl+Z for the editor, or asks the browser if no editor listens to that. */
export function undo(element: HTMLElement): void {
  const { ownerDocument } = element;
  const view = ownerDocument.defaultView;
  if (!view) return;
  const isMac = view.navigator.platform.startsWith("Mac");
  const pressed = new view.KeyboardEvent("keydown", {
    bubbles: true,
    cancelable: true,
    composed: true,
    key: "z",
    code: "KeyZ",
    keyCode: 90,
    ctrlKey: !isMac,
    metaKey: isMac,
  });
  if (element.dispatchEvent(pressed)) ownerDocument.execCommand("undo");
}

/**
 * Resolves when `met` holds and still does two frames later, for a model may draw over what the
 * browser typed; or to false when patience ends.
 */
export async function settles(element: HTMLElement, met: () => boolean): Promise<boolean> {
  const view = element.ownerDocument.defaultView;
  if (!view) return false;
  const end = view.performance.now() + PATIENCE_MS;
  for (let held = 0; held < 2; held = met() ? held + 1 : 0) {
    if (!met() && view.performance.now() > end) return false;
    await new Promise((resolve) => view.requestAnimationFrame(resolve));
  }
  return true;
}
