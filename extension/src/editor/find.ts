// Which editable element an event is about.

/** Opens the shadow root of an element; extensions can open closed ones as well. */
export type OpenShadow = (host: Element) => ShadowRoot | null;

const EDITABLE =
  "[contenteditable='' i], [contenteditable='true' i], [contenteditable='plaintext-only' i]";
const TEXT_INPUTS = new Set(["text", "search"]);

/** The outermost editable element that holds an event's target, or null if none is editable. */
export function findEditable(
  target: Element,
  openShadow: OpenShadow = (host) => host.shadowRoot,
): HTMLElement | null {
  let inner = target;
  for (let root = openShadow(inner); root; root = openShadow(inner)) {
    const active = root.activeElement;
    if (!active) break;
    inner = active;
  }
  if (isTextControl(inner)) return isWritable(inner) ? inner : null;
  const document = inner.ownerDocument;
  if (document.designMode === "on") return document.body;
  const hosts: HTMLElement[] = [];
  for (
    let host = inner.closest(EDITABLE);
    host;
    host = host.parentElement?.closest(EDITABLE) ?? null
  )
    hosts.push(host as HTMLElement);
  const outermost = hosts.at(-1) ?? null;
  const isPage = outermost === document.body || outermost === document.documentElement;
  // A page may make all of its body editable; in a frame the body is the editor.
  const isTop = document.defaultView === document.defaultView?.parent;
  return isPage && isTop && hosts.length > 1 ? (hosts.at(-2) as HTMLElement) : outermost;
}

export function isTextControl(element: Element): element is HTMLTextAreaElement | HTMLInputElement {
  if (element.localName === "textarea") return true;
  return element.localName === "input" && TEXT_INPUTS.has((element as HTMLInputElement).type);
}

/** In these a control out of sight catches the keys, and holds some lines of the text at most. */
const DRAWS_TEXT_ELSEWHERE = ".CodeMirror, .ace_editor, .monaco-editor";

/** Not for us: what cannot be edited, and codes, which are nobody's notes. */
function isWritable(control: HTMLTextAreaElement | HTMLInputElement): boolean {
  return (
    !control.closest(DRAWS_TEXT_ELSEWHERE) &&
    !control.readOnly &&
    !control.disabled &&
    !/\b(one-time-code|current-password|new-password|cc-\w+)/.test(control.autocomplete)
  );
}
