// Puts one editor into one setting: `/page?editor=quill&setting=dialog`.
import type { Block, Mount, Mounted } from "./note.ts";

export const NOTE: Block[] = [
  { kind: "paragraph", runs: ["Kickoff held. Moving faster because of the outbreak. #covid19"] },
  { kind: "paragraph", runs: [] },
  { kind: "item", runs: ["first step"] },
  { kind: "item", runs: ["second step \u{1F469}\u200D\u{1F469}\u200D\u{1F467} e\u0301"] },
  { kind: "paragraph", runs: ["Thanks ", { mention: "Ana" }, " and\u00A0all"] },
];

interface Page {
  editor: Mounted | null;
  ready: boolean;
  /** The shadow root that holds the editor: a test cannot look into a closed one itself. */
  root: ShadowRoot | null;
  mountNote(note: Block[]): Promise<void>;
}

declare global {
  interface Window {
    notes: Page;
  }
}

export async function open(mount: Mount): Promise<void> {
  const parameters = new URLSearchParams(parent.location.search);
  const setting = parameters.get("setting") ?? "plain";
  const inFrame = window !== parent;
  const page: Page = {
    editor: null,
    ready: false,
    root: null,
    mountNote: async (note) => {
      await page.editor?.destroy();
      page.editor = await mount(place, note);
    },
  };
  window.notes = page;
  const place = inFrame ? body() : placeFor(setting);
  const root = place?.getRootNode();
  page.root = root instanceof ShadowRoot ? root : null;
  if (place) {
    await page.mountNote(NOTE);
    page.ready = true;
  }
}

function body(): HTMLElement {
  return document.body.appendChild(document.createElement("main"));
}

/** Where the editor goes, or null if a frame is to hold it. */
function placeFor(setting: string): HTMLElement | null {
  const main = body();
  const editor = new URLSearchParams(location.search).get("editor") ?? "";
  switch (setting) {
    case "open-shadow":
    case "closed-shadow": {
      const root = main.attachShadow({ mode: setting === "open-shadow" ? "open" : "closed" });
      for (const link of document.querySelectorAll("link")) root.append(link.cloneNode());
      return root.appendChild(document.createElement("div"));
    }
    case "frame":
      return frame(main, (element) => {
        element.src = `/page?editor=${editor}&setting=frame`;
      });
    case "srcdoc-frame":
      return frame(main, (element) => {
        element.srcdoc = `<!doctype html>${document.head.outerHTML}<body></body>`;
      });
    case "blank-frame":
      return frame(main, (element) => {
        const inner = element.contentDocument;
        if (!inner) return;
        for (const node of document.head.children) {
          const copy = inner.createElement(node.localName);
          for (const { name, value } of node.attributes) copy.setAttribute(name, value);
          inner.head.append(copy);
        }
      });
    case "scroller": {
      const scroller = main.appendChild(document.createElement("div"));
      scroller.className = "scroller";
      const space = () => {
        scroller.appendChild(document.createElement("div")).className = "space";
      };
      space();
      const place = scroller.appendChild(document.createElement("div"));
      space();
      scroller.scrollTop = 300;
      return place;
    }
    case "dialog": {
      const dialog = main.appendChild(document.createElement("dialog"));
      const place = dialog.appendChild(document.createElement("div"));
      dialog.showModal();
      return place;
    }
    case "zoom-67":
      document.documentElement.style.setProperty("zoom", "0.67");
      return main;
    case "zoom-200":
      document.documentElement.style.setProperty("zoom", "2");
      return main;
    case "rtl":
      document.documentElement.dir = "rtl";
      return main;
    default:
      return main;
  }
}

function frame(main: HTMLElement, fill: (element: HTMLIFrameElement) => void): null {
  const element = document.createElement("iframe");
  element.width = "600";
  element.height = "400";
  main.append(element);
  fill(element);
  return null;
}
