import { Jodit } from "jodit/esm/index.js";
import "jodit/es2021/jodit.min.css";
import { add, asHtml, island, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const holder = add(place, "div");
  const area = add(holder, "textarea");
  const jodit = Jodit.make(area, { toolbar: false, statusbar: false, history: { timeout: 0 } });
  jodit.value = asHtml(note, island);
  area.hidden = true;
  // The tests look for what a person reaches by the Tab key.
  jodit.editor.removeAttribute("tabindex");
  const lines = () =>
    Array.from(jodit.editor.querySelectorAll("p, li"), (line) => line.textContent ?? "").join("\n");
  return {
    model: () => lines().replaceAll("\uFEFF", ""),
    saved: () => jodit.value,
    destroy: () => {
      jodit.destruct();
      holder.remove();
    },
  };
};
