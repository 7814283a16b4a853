import { add, asHtml, island, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const editor = add(place, "div");
  editor.contentEditable = "true";
  editor.innerHTML = asHtml(note, island);
  const lines = () =>
    Array.from(editor.querySelectorAll("p, li"), (line) => line.textContent ?? "").join("\n");
  return { model: lines, saved: () => editor.innerHTML, destroy: () => editor.remove() };
};
