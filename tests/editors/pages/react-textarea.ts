import { createElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { add, linesOf, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const holder = add(place, "div");
  const root = createRoot(holder);
  let state = "";
  function Note() {
    const [value, setValue] = useState(linesOf(note));
    state = value;
    return createElement("textarea", {
      rows: 8,
      value,
      onChange: (event) => setValue((event.target as HTMLTextAreaElement).value),
    });
  }
  flushSync(() => root.render(createElement(Note)));
  return {
    model: () => state,
    saved: () => state,
    destroy: () => {
      root.unmount();
      holder.remove();
    },
  };
};
