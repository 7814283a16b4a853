// Walking a page as one tree: through shadow roots, open and closed, and same-origin frames.

interface Openers {
  chrome?: { dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null } };
}

/** The shadow root of an element, also where the page keeps it closed. */
export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  // Firefox gives it to extensions as a property of the element, Chromium as an API.
  const own = (element as { openOrClosedShadowRoot?: ShadowRoot | null }).openOrClosedShadowRoot;
  if (own !== undefined) return own;
  const { chrome } = globalThis as Openers;
  if (!chrome?.dom || !isHTMLElement(element)) return null;
  try {
    return chrome.dom.openOrClosedShadowRoot(element);
  } catch {
    // The extension was updated or switched off: the next message to it ends this script.
    return null;
  }
}

/** The document in a frame, or null where another origin keeps it from us. */
export function documentOf(frame: Element): Document | null {
  if (frame.localName !== "iframe") return null;
  try {
    return (frame as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** The frame element that holds a document, where it is of the same origin. */
export function frameOf(document: Document): Element | null {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** The parent as a person sees it: out of shadow roots and frames too. */
export function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  const parent = element.parentNode;
  if (!parent) return null;
  if (parent.nodeType === Node.ELEMENT_NODE) return parent as Element;
  if (parent.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return (parent as ShadowRoot).host ?? null;
  return parent.nodeType === Node.DOCUMENT_NODE ? frameOf(parent as Document) : null;
}

/** An element and its ancestors, outermost last. */
export function* upwards(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = parentOf(at)) yield at;
}

/** The element that has the focus, however deep it lies. */
export function deepestFocus(document: Document): Element | null {
  let focus = document.activeElement;
  while (focus) {
    const inner: DocumentOrShadowRoot | null = shadowOf(focus) ?? documentOf(focus);
    const deeper = inner?.activeElement;
    if (!deeper || deeper === focus) break;
    focus = deeper;
  }
  return focus;
}

/** All elements below a root in document order, at most `budget.left` of them. */
export function* below(
  root: Node,
  skip: Node | null,
  budget: { left: number },
): Generator<Element> {
  const children = root.nodeType === Node.ELEMENT_NODE ? insides(root as Element) : [root];
  for (const parent of children) {
    for (let child = parent.firstChild; child; child = child.nextSibling) {
      if (child.nodeType !== Node.ELEMENT_NODE || child === skip) continue;
      if (--budget.left < 0) return;
      yield child as Element;
      yield* below(child, skip, budget);
    }
  }
}

/** Where the children of an element lie: in itself, its shadow root, its frame's document. */
function insides(element: Element): Node[] {
  const inner = documentOf(element);
  if (inner) return [inner];
  const shadow = mayHaveShadow(element) ? shadowOf(element) : null;
  return shadow ? [shadow, element] : [element];
}

// https://dom.spec.whatwg.org/#valid-shadow-host-name; headings are left out on purpose.
const HOSTS = new Set("article aside body div footer header main nav p section span".split(" "));

const mayHaveShadow = (element: Element) =>
  element.localName.includes("-") || HOSTS.has(element.localName);

/** `instanceof` knows only the elements of its own window; a frame has others. */
export function isHTMLElement(element: Element): element is HTMLElement {
  return element.namespaceURI === "http://www.w3.org/1999/xhtml";
}

export function isConnectedInPage(element: Element, document: Document): boolean {
  for (const at of upwards(element)) {
    if (at === document.documentElement) return true;
  }
  return false;
}
