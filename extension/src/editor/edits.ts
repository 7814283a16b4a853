// Asks an editor to replace a stretch of its text, in the ways that editors listen to.
//
// Editors with a model of their own take a `beforeinput` event with target ranges, as the
// browser's own spell checker sends it, and prevent the default. Editors that follow the DOM
// take what `execCommand` does, which also puts it on the browser's undo stack. The DOM is
// never written to directly: a model would not hear of it, or undo would skip it.

/** How long an editor may take to show an edit: Draft.js needs about 60 ms. */
const PATIENCE_MS = 400;

/** Sends the event of a spell checker's replacement. True if the editor took charge of it. */
export function sendReplacement(element: HTMLElement, range: Range, text: string): boolean {
  const view = element.ownerDocument.defaultView;
  if (!view) return false;
  const dataTransfer = new view.DataTransfer();
  dataTransfer.setData("text/plain", text);
  const event = new view.InputEvent("beforeinput", {
    bubbles: true,
    cancelable: true,
    composed: true,
    inputType: text === "" ? "deleteContentBackward" : "insertReplacementText",
    data: text === "" ? null : text,
    dataTransfer: text === "" ? null : dataTransfer,
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

/** Has the browser type over the selection. */
export function typeOver(document: Document, text: string): boolean {
  return text === ""
    ? document.execCommand("delete")
    : document.execCommand("insertText", false, text);
}

/** Resolves when `met`, asked after each change of the element, or false when patience ends. */
export function settles(element: HTMLElement, met: () => boolean): Promise<boolean> {
  if (met()) return Promise.resolve(true);
  const { MutationObserver, setTimeout, clearTimeout } = element.ownerDocument
    .defaultView as Window & typeof globalThis;
  return new Promise((resolve) => {
    const finish = (result: boolean) => {
      observer.disconnect();
      clearTimeout(timer);
      resolve(result);
    };
    const observer = new MutationObserver(() => {
      if (met()) finish(true);
    });
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    const timer = setTimeout(() => finish(met()), PATIENCE_MS);
  });
}
