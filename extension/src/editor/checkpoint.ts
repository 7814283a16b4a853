// Editors that keep their undo stack as snapshots of the page take one when a person presses
// certain keys. An edit that no key announced would be lost on them, or would be undone
// together with what was typed before it. So they are told before and after, each by the event
// that it takes for "the text has changed other than by typing".

interface Family {
  is(element: HTMLElement): boolean;
  tell(element: HTMLElement, view: Window & typeof globalThis): Event | null;
}

const FAMILIES: readonly Family[] = [
  {
    // TinyMCE listens to what a browser's spell checker sends.
    is: (element) => element.matches(".mce-content-body"),
    tell: (_element, view) =>
      new view.InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }),
  },
  {
    // CKEditor 4 compares its snapshot with the page at each key-up of a key that types.
    is: (element) => element.matches(".cke_editable"),
    tell: () => null,
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
    tell: (_element, view) =>
      new view.CompositionEvent("compositionend", { bubbles: true, data: "" }),
  },
];

/** Asks the editor to put the present state on its undo stack. */
export function checkpoint(element: HTMLElement): void {
  const view = element.ownerDocument.defaultView;
  const event = view && FAMILIES.find((family) => family.is(element))?.tell(element, view);
  if (event) element.dispatchEvent(event);
}
