import tinymce from "tinymce";
import "tinymce/icons/default/icons";
import "tinymce/models/dom/model";
import "tinymce/plugins/lists/plugin";
import "tinymce/themes/silver/theme";
import { add, asHtml, type Mount } from "./note.ts";

export const mount: Mount = async (place, note) => {
  const holder = add(place, "div");
  const textarea = add(holder, "textarea");
  textarea.value = asHtml(note, (name) => `<span class="mention mceNonEditable">@${name}</span>`);
  const [editor] = await tinymce.init({
    target: textarea,
    license_key: "gpl",
    base_url: `${parent.location.origin}/tinymce`,
    plugins: "lists",
    menubar: false,
    branding: false,
    promotion: false,
    height: 260,
  });
  if (!editor) throw new Error("TinyMCE did not start");
  const lines = () => {
    const parsed = new DOMParser().parseFromString(editor.getContent(), "text/html");
    return Array.from(parsed.querySelectorAll("p, li"), (line) =>
      (line.textContent ?? "").replace(/^\u00A0$/, ""),
    ).join("\n");
  };
  return {
    model: lines,
    saved: () => editor.getContent(),
    destroy: () => {
      editor.remove();
      holder.remove();
    },
  };
};
