import $ from "jquery";
import { add, asHtml, island, type Mount } from "./note.ts";

declare global {
  interface Window {
    jQuery: typeof $;
  }
}

export const mount: Mount = async (place, note) => {
  window.jQuery = $;
  await import("summernote/dist/summernote-lite.js");
  const holder = add(place, "div");
  const box = add(holder, "div");
  box.innerHTML = asHtml(note, island);
  const summernote = $(box) as unknown as { summernote(...args: unknown[]): string };
  summernote.summernote({ toolbar: [], airMode: false });
  // The place to edit the source in, which is not in sight.
  for (const area of holder.querySelectorAll("textarea")) area.hidden = true;
  const lines = () =>
    Array.from(holder.querySelectorAll(".note-editable p, .note-editable li"), (line) => line.textContent ?? "").join("\n");
  return {
    model: lines,
    saved: () => summernote.summernote("code"),
    destroy: () => {
      summernote.summernote("destroy");
      holder.remove();
    },
  };
};
