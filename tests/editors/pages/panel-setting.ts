// A Fluent panel, with its layer, its focus trap and its scrolling content.
import { initializeIcons, Panel } from "@fluentui/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

declare global {
  interface Window {
    openPanel?: () => Promise<HTMLElement>;
  }
}

initializeIcons("/pages/", { disableWarnings: true });

window.openPanel = () =>
  new Promise((resolve) => {
    const holder = document.body.appendChild(document.createElement("div"));
    const content = createElement("div", {
      ref: (place: HTMLElement | null) => {
        if (place) resolve(place);
      },
    });
    createRoot(holder).render(
      createElement(
        Panel,
        { isOpen: true, headerText: "Add a note", customWidth: "600px", type: 7 },
        content,
      ),
    );
  });
