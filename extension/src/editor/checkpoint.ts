// Editors that keep their undo stack as snapshots of the page take one when a person presses
// certain keys. An edit that no key announced would be lost on them, or would be undone
// together with what was typed before it. So they are told before and after, each by the event
// that it takes for "the text has changed other than by typing".

interface Family {
  is(element: HTMLElement): boolean;
  tell(view: Window & typeof globalThis, when: "before" | "after"): Event | null;
}

const FAMILIES: readonly Family[] = [
  {
    // TinyMCE listens to what a browser's spell checker sends.
    is: (element) => element.matches(".mce-content-body"),
    tell: (view) =>
      new view.InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }),
  },
  {
    // CKEditor 4 takes one when a key goes down, and counts what was input until it is up.
    is: (element) => element.matches(".cke_editable"),
    tell: (view, when) =>
      new view.KeyboardEvent(when === "before" ? "keydown" : "keyup", {
        bubbles: true,
        key: "PageUp",
        code: "PageUp",
        keyCode: 33,
      }),
  },
  {
    // Summernote takes one when a mouse button is let go.
    is: (element) => element.matches(".note-editable"),
    tell: (view) => new view.MouseEvent("mouseup", { bubbles: true }),
  },
  {
    // Syncfusion takes one 300 ms after the key of a letter is up (see `restOf`).
    is: (element) => element.matches(".e-richtexteditor *"),
    tell: (view) => new view.KeyboardEvent("keyup", { bubbles: true, key: "a", code: "KeyA" }),
  },
  {
    // These keep a model, and hear of every edit.
    is: (element) =>
      element.matches(
        ".ProseMirror, .cm-content, .ck-editor__editable, .ql-editor, [data-lexical-editor], [data-slate-editor], .public-DraftEditor-content",
      ),
    tell: () => null,
  },
  {
    // RoosterJS takes a snapshot when an input method ends. It leaves no mark on its element,
    // so editors that are not known are told as well.
    is: () => true,
    tell: (view) => new view.CompositionEvent("compositionend", { bubbles: true, data: "" }),
  },
];

/**
 * Asks the editor to put the present state on its undo stack, before and after an edit. True if
 * it was told anything.
 */
export function checkpoint(element: HTMLElement, when: "before" | "after"): boolean {
  const view = element.ownerDocument.defaultView;
  const event = view && FAMILIES.find(({ is }) => is(element))?.tell(view, when);
  if (event) element.dispatchEvent(event);
  return !!event;
}
