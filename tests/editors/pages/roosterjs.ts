import { createModelFromHtml, Editor, EditPlugin, exportContent, ShortcutPlugin } from "roosterjs";
import { add, asHtml, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const box = add(place, "div");
  const editor = new Editor(box, {
    plugins: [new EditPlugin(), new ShortcutPlugin()],
    initialModel: createModelFromHtml(asHtml(note, (name) => `@${name}`)),
  });
  return {
    model: () => exportContent(editor, "PlainText").replaceAll("\r\n", "\n"),
    saved: () => exportContent(editor),
    destroy: () => {
      editor.dispose();
      box.remove();
    },
  };
};
