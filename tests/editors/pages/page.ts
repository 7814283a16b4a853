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
  /** Why the editor does not run in this setting. */
  failure: string | null;
  /** The shadow root that holds the editor: a test cannot look into a closed one itself. */
  root: ShadowRoot | null;
  mountNote(note: Block[]): Promise<void>;
  /** Opens the editor anew with a note of about so many characters. */
  mountLong(characters: number): Promise<void>;
}

declare global {
  interface Window {
    notes: Page;
    openPanel?: () => Promise<HTMLElement>;
  }
}

export async function open(mount: Mount): Promise<void> {
  const parameters = new URLSearchParams(parent.location.search);
  const setting = parameters.get("setting") ?? "plain";
  const inFrame = window !== parent;
  const page: Page = {
    editor: null,
    ready: false,
    failure: null,
    root: null,
    mountLong: async () => {},
    mountNote: async (note) => {
      await page.editor?.destroy();
      if (place) page.editor = await mount(place, note);
    },
  };
  page.mountLong = (characters) => {
    const line = "The pilot group met and asked for help with the move of its mail. ".repeat(3);
    const count = Math.ceil(characters / line.length);
    return page.mountNote(
      Array.from({ length: count }, () => ({ kind: "paragraph", runs: [line.trim()] })),
    );
  };
  window.notes = page;
  const place = inFrame ? body() : await placeFor(setting);
  const root = place?.getRootNode();
  page.root = root instanceof ShadowRoot ? root : null;
  if (place) {
    // Some editors tell of their failure by an uncaught error alone.
    const failed = (event: ErrorEvent) => {
      page.failure = event.message;
    };
    window.addEventListener("error", failed);
    try {
      await page.mountNote(NOTE);
      page.ready = true;
    } catch (error) {
      page.failure = String(error);
    }
    window.removeEventListener("error", failed);
  }
}

function body(): HTMLElement {
  return document.body.appendChild(document.createElement("main"));
}

/** Where the editor goes, or null if a frame is to hold it. */
function placeFor(setting: string): HTMLElement | null | Promise<HTMLElement> {
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
        inner?.open();
        inner?.write(`<!doctype html>${document.head.outerHTML}<body></body>`);
        inner?.close();
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
    case "panel":
      return panel();
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

async function panel(): Promise<HTMLElement> {
  const script = document.createElement("script");
  script.src = "/pages/panel-setting.js";
  await new Promise((resolve) => {
    script.addEventListener("load", resolve);
    document.head.append(script);
  });
  if (!window.openPanel) throw new Error("the panel's script did not run");
  return window.openPanel();
}

function frame(main: HTMLElement, fill: (element: HTMLIFrameElement) => void): null {
  const element = document.createElement("iframe");
  element.width = "600";
  element.height = "400";
  main.append(element);
  fill(element);
  return null;
}
