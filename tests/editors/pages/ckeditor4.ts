// CKEditor 4 loads its parts from its own folder, so it is served whole and not bundled.
import { add, asHtml, island, type Mount } from "./note.ts";

interface Instance {
  getData(): string;
  setData(html: string, done: () => void): void;
  destroy(): void;
  editable(): { $: HTMLElement };
  document: { $: Document };
  on(event: string, listener: () => void): void;
}

interface Ckeditor {
  replace(element: HTMLElement, options: Record<string, unknown>): Instance;
}

declare global {
  interface Window {
    CKEDITOR?: Ckeditor;
    CKEDITOR_BASEPATH?: string;
  }
}

async function load(): Promise<Ckeditor> {
  if (!window.CKEDITOR) {
    window.CKEDITOR_BASEPATH = `${parent.location.origin}/ckeditor4/`;
    const script = document.createElement("script");
    script.src = `${parent.location.origin}/ckeditor4/ckeditor.js`;
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  return window.CKEDITOR as unknown as Ckeditor;
}

export const mount: Mount = async (place, note) => {
  const ckeditor = await load();
  const holder = add(place, "div");
  const textarea = add(holder, "textarea");
  textarea.value = asHtml(note, island);
  const editor = ckeditor.replace(textarea, {
    versionCheck: false,
    customConfig: "",
    stylesSet: false,
    allowedContent: true,
    removePlugins: "elementspath,scayt,wsc",
    height: 180,
    contentsCss: `${parent.location.origin}/ckeditor4/contents.css`,
  });
  await new Promise<void>((resolve) => editor.on("instanceReady", resolve));
  const lines = () => {
    const parsed = new DOMParser().parseFromString(editor.getData(), "text/html");
    return Array.from(parsed.querySelectorAll("p, li"), (line) =>
      (line.textContent ?? "").replace(/^\u00A0$/, ""),
    ).join("\n");
  };
  return {
    model: lines,
    saved: () => editor.getData(),
    destroy: () => {
      editor.destroy();
      holder.remove();
    },
  };
};
