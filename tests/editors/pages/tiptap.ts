import { Editor } from "@tiptap/core";
import Mention from "@tiptap/extension-mention";
import StarterKit from "@tiptap/starter-kit";
import { add, asHtml, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const box = add(place, "div");
  const editor = new Editor({
    element: box,
    extensions: [StarterKit, Mention],
    content: asHtml(
      note,
      (name) => `<span data-type="mention" data-id="${name}" data-label="${name}"></span>`,
    ).replaceAll("<br>", ""),
  });
  const lines = () => {
    const found: string[] = [];
    editor.state.doc.descendants((node) => {
      if (node.isTextblock)
        found.push(node.textBetween(0, node.content.size, "", (leaf) => `@${leaf.attrs.label}`));
    });
    return found.join("\n");
  };
  return {
    model: lines,
    saved: () => editor.getHTML(),
    destroy: () => {
      editor.destroy();
      box.remove();
    },
  };
};
