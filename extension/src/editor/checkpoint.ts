// Editors that keep their undo stack as snapshots of the page take one when a person presses
// certain keys. An edit that no key announced would be lost on them, or would be undone
// together with what was typed before it. So they are told before and after, each by the event
// that it takes for "the text has changed other than by typing".

interface Family {
  is(element: HTMLElement): boolean;
  tell(view: Window & typeof globalThis, when: "before" | "after"): Event | null;
  /** How long the editor takes to keep the state that it was told of, in milliseconds. */
  delay?: number;
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
    // Syncfusion's takes one 300 ms after the key of a letter is up.
    is: (element) => element.matches(".e-richtexteditor *"),
    tell: (view) => new view.KeyboardEvent("keyup", { bubbles: true, key: "a", code: "KeyA" }),
    delay: 350,
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
 * Asks the editor to put the present state on its undo stack, before and after an edit. Resolves
 * when it is there, if that is before the edit: afterwards nothing waits for it.
 */
export async function checkpoint(element: HTMLElement, when: "before" | "after"): Promise<void> {
  const view = element.ownerDocument.defaultView;
  if (!view) return;
  const family = FAMILIES.find(({ is }) => is(element));
  const event = family?.tell(view, when);
  if (event) element.dispatchEvent(event);
  const delay = when === "before" && family?.delay;
  if (delay) await new Promise((resolve) => view.setTimeout(resolve, delay));
}
