import suneditor from "suneditor";
import "suneditor/css/editor";
import { add, asHtml, island, type Mount } from "./note.ts";

export const mount: Mount = async (place, note) => {
  const holder = add(place, "div");
  const area = add(holder, "textarea");
  const editor = await new Promise<ReturnType<typeof suneditor.create>>((resolve) => {
    const created = suneditor.create(area, {
      buttonList: [],
      value: asHtml(note, island),
      historyStackDelayTime: 0,
      events: { onload: () => resolve(created) },
    });
  });
  // The places to edit the source in, which are not in sight.
  for (const other of holder.querySelectorAll("textarea")) other.hidden = true;
  const lines = () =>
    Array.from(holder.querySelectorAll("[contenteditable=true] :is(p, li)"), (line) => line.textContent ?? "")
      .join("\n")
      .replaceAll("\u200B", "");
  return {
    model: lines,
    saved: () => editor.$.html.get(),
    destroy: () => {
      editor.destroy();
      holder.remove();
    },
  };
};
