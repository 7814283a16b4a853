import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { add, linesOf, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const box = add(place, "div");
  const view = new EditorView({
    parent: box,
    root: place.getRootNode() as Document | ShadowRoot,
    state: EditorState.create({
      doc: linesOf(note),
      extensions: [
        history(),
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...historyKeymap]),
      ],
    }),
  });
  return {
    model: () => view.state.doc.toString(),
    saved: () => view.state.doc.toString(),
    destroy: () => {
      view.destroy();
      box.remove();
    },
  };
};
