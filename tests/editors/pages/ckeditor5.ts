import { Bold, ClassicEditor, Essentials, List, Paragraph } from "ckeditor5";
import "ckeditor5/ckeditor5.css";
import { add, asHtml, type Mount } from "./note.ts";

export const mount: Mount = async (place, note) => {
  const holder = add(place, "div");
  const box = add(holder, "div");
  const editor = await ClassicEditor.create(box, {
    licenseKey: "GPL",
    plugins: [Essentials, Paragraph, Bold, List],
    toolbar: ["bold", "bulletedList", "undo", "redo"],
    initialData: asHtml(note, (name) => `@${name}`).replaceAll("<br>", ""),
  });
  const lines = () => {
    const root = editor.model.document.getRoot();
    const blocks = Array.from(root?.getChildren() ?? []);
    return blocks
      .map((block) =>
        block.is("element")
          ? Array.from(block.getChildren(), (node) => (node.is("$text") ? node.data : "")).join("")
          : "",
      )
      .join("\n");
  };
  return {
    model: lines,
    saved: () => editor.getData(),
    destroy: async () => {
      await editor.destroy();
      holder.remove();
    },
  };
};
