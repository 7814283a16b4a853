// A content script that lets a test use the editor library as the extension does: in a world
// of its own, beside the page. The test sends commands as DOM events and gets JSON back.
import {
  type Edit,
  type EditorField,
  findEditable,
  openField,
  type Underline,
} from "../../../extension/src/editor/index.ts";

type Chromium = typeof globalThis & {
  chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
};
type Firefox = Element & { openOrClosedShadowRoot?: ShadowRoot | null };

const openShadow = (element: Element): ShadowRoot | null =>
  (element as Firefox).openOrClosedShadowRoot ??
  (globalThis as Chromium).chrome?.dom?.openOrClosedShadowRoot(element) ??
  null;

/** The element with the focus, in shadow roots and in frames that hold no script of ours. */
function deepest(root: Document | ShadowRoot): Element | null {
  const active = root.activeElement;
  if (!active) return null;
  const frame = active.localName === "iframe" ? (active as HTMLIFrameElement) : null;
  const inner = frame ? frame.contentDocument : openShadow(active);
  return (inner && deepest(inner)) ?? active;
}

let field: EditorField | null = null;
let controller = new AbortController();
let changes = 0;

/** What each animation frame of the library took, in milliseconds, while `measure` is on. */
let costs: number[] | null = null;
const frame = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (run) =>
  frame((time) => {
    const start = performance.now();
    run(time);
    costs?.push(performance.now() - start);
  });

const commands = {
  measure(): void {
    costs = [];
  },
  costs: () => costs ?? [],
  open(): string {
    controller.abort();
    controller = new AbortController();
    const active = deepest(document);
    const element = active && findEditable(active, openShadow);
    if (!element) throw new Error(`nothing editable in ${active?.nodeName}`);
    changes = 0;
    field = openField(element, controller.signal);
    field.onChange(() => {
      changes += 1;
    });
    return element.nodeName;
  },
  text: () => opened().text(),
  changes: () => changes,
  underline: (underlines: Underline[]) => opened().underline(underlines),
  rects: (start: number, end: number) => opened().rects(start, end),
  offsetAt: (x: number, y: number) => opened().offsetAt(x, y),
  apply: (edits: Edit[], expected: string) => opened().apply(edits, expected),
  focus: () => opened().focus(),
  close: () => controller.abort(),
};

type Command = keyof typeof commands;

function opened(): EditorField {
  if (!field) throw new Error("no field is open");
  return field;
}

document.addEventListener("drive", async (event) => {
  const { id, command, args } = JSON.parse((event as CustomEvent<string>).detail) as {
    id: number;
    command: Command;
    args: never[];
  };
  let answer: { id: number; result?: unknown; error?: string };
  try {
    const run = commands[command] as (...args: never[]) => unknown;
    answer = { id, result: await run(...args) };
  } catch (error) {
    answer = {
      id,
      error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
    };
  }
  document.dispatchEvent(new CustomEvent("driven", { detail: JSON.stringify(answer) }));
});
