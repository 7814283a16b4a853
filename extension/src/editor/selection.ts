// The selection of a document or of a shadow root, which browsers still answer differently.

export interface Selected {
  anchor: { node: Node; offset: number };
  focus: { node: Node; offset: number };
}

type Chromium = ShadowRoot & { getSelection?: () => Selection | null };

function selectionOf(element: Element): Selection | null {
  const root = element.getRootNode() as Chromium;
  // Only Chromium has a selection per shadow root; elsewhere the document's reaches inside.
  return root.getSelection?.() ?? element.ownerDocument.getSelection();
}

/** The selection, if both its ends are within the element. */
export function readSelection(element: Element): Selected | null {
  const selection = selectionOf(element);
  if (!selection || selection.rangeCount === 0) return null;
  let { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!anchorNode || !focusNode || !element.contains(anchorNode)) {
    const root = element.getRootNode();
    if (!("host" in root) || !("getComposedRanges" in selection)) return null;
    const range = selection.getComposedRanges({ shadowRoots: [root as ShadowRoot] })[0];
    if (!range) return null;
    anchorNode = range.startContainer;
    anchorOffset = range.startOffset;
    focusNode = range.endContainer;
    focusOffset = range.endOffset;
  }
  if (!element.contains(anchorNode) || !element.contains(focusNode)) return null;
  return {
    anchor: { node: anchorNode, offset: anchorOffset },
    focus: { node: focusNode, offset: focusOffset },
  };
}

/** How long a busy page may take to tell of a selection, in milliseconds. */
const TELLING_MS = 150;

/** Selects, and resolves when every listener of the page has heard of it. */
export async function select(element: Element, wanted: Selected): Promise<void> {
  const { ownerDocument } = element;
  const view = ownerDocument.defaultView;
  const selection = selectionOf(element);
  if (!selection || !view) return;
  const { anchor, focus } = wanted;
  const now = readSelection(element);
  if (now && isSame(now.anchor, anchor) && isSame(now.focus, focus)) return;
  const told = new Promise<void>((resolve) => {
    const timer = view.setTimeout(resolve, TELLING_MS);
    // A task later, the page's own listeners have run as well.
    const heard = () => {
      view.clearTimeout(timer);
      view.setTimeout(resolve);
    };
    ownerDocument.addEventListener("selectionchange", heard, { once: true, capture: true });
  });
  selection.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  await told;
}

function isSame(one: Selected["anchor"], other: Selected["anchor"]): boolean {
  return one.node === other.node && one.offset === other.offset;
}

/** The element that has the focus in the document or shadow root of another one. */
export function hasFocus(element: HTMLElement): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  const active = root.activeElement;
  return element.ownerDocument.hasFocus() && !!active && element.contains(active);
}
