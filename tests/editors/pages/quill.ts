import Quill from "quill";
import "quill/dist/quill.snow.css";
import { add, asHtml, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const holder = add(place, "div");
  const box = add(holder, "div");
  box.innerHTML = asHtml(note, (name) => `@${name}`);
  const quill = new Quill(box, { theme: "snow", modules: { toolbar: false } });
  return {
    model: () => quill.getText().replace(/\n$/, ""),
    saved: () => quill.getSemanticHTML(),
    destroy: () => holder.remove(),
  };
};
