import { add, linesOf, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const form = add(place, "form");
  const textarea = add(form, "textarea");
  textarea.name = "note";
  textarea.rows = 8;
  textarea.value = linesOf(note);
  return {
    model: () => textarea.value,
    saved: () => String(new FormData(form).get("note")),
    destroy: () => form.remove(),
  };
};
