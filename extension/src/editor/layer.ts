// The one element of ours in a document: it hangs off the document element, shows itself in
// the top layer so that nothing of the page clips it, and lets every click through.

const PINNED: Record<string, string> = {
  all: "initial",
  position: "fixed",
  inset: "0",
  width: "auto",
  height: "auto",
  margin: "0",
  padding: "0",
  border: "0",
  background: "transparent",
  overflow: "hidden",
  display: "block",
  visibility: "visible",
  opacity: "1",
  filter: "none",
  transform: "none",
  "clip-path": "none",
  "pointer-events": "none",
  "user-select": "none",
  contain: "strict",
};

export const isLayerName = (name: string) => /^x-[a-z]{1,6}$/u.test(name);

export class Layer {
  private static readonly byDocument = new WeakMap<Document, Layer>();
  private static readonly raised = new Set<() => void>();

  static of(document: Document): Layer {
    let known = Layer.byDocument.get(document);
    if (!known) {
      known = new Layer(document);
      Layer.byDocument.set(document, known);
    }
    return known;
  }

  /** Calls back when a layer has come above whatever stood in the top layer. */
  static onRaised(raised: () => void, signal: AbortSignal): void {
    Layer.raised.add(raised);
    signal.addEventListener("abort", () => Layer.raised.delete(raised), { once: true });
  }

  private host: HTMLElement | null = null;
  private shadow: ShadowRoot | null = null;
  private readonly users = new Set<Element>();

  private constructor(private readonly document: Document) {}

  /** Adds an element to the layer; `above` is what it must not be hidden by. */
  show(element: HTMLElement, above: Element): void {
    const host = this.host ?? this.create();
    if (!host.isConnected) this.document.documentElement.append(host);
    this.users.add(element);
    if (!element.isConnected) this.shadow?.append(element);
    this.raise(host, above);
    this.unzoom(host);
  }

  remove(element: Element): void {
    element.remove();
    this.users.delete(element);
    if (this.users.size > 0) return;
    this.host?.remove();
    this.host = null;
    this.shadow = null;
  }

  private create(): HTMLElement {
    // A name that tells a page nothing and collides with no element of its own.
    const letters = Math.random()
      .toString(36)
      .replace(/[^a-z]/g, "")
      .slice(0, 6);
    const host = this.document.createElement(`x-${letters || "layer"}`);
    this.shadow = host.attachShadow({ mode: "closed" });
    this.zoom = 0;
    host.setAttribute("popover", "manual");
    host.setAttribute("aria-hidden", "true");
    for (const [name, value] of Object.entries(PINNED))
      host.style.setProperty(name, value, "important");
    this.host = host;
    return host;
  }

  /** The top layer is a stack: whoever came last is above. Only a later dialog makes us move. */
  private raise(host: HTMLElement, above: Element): void {
    const over = above.closest("dialog[open], [popover]:popover-open");
    if (host.matches(":popover-open")) {
      if (over === this.over) return;
      host.hidePopover();
    }
    this.over = over;
    host.showPopover();
    for (const raised of Layer.raised) raised();
  }

  private over: Element | null = null;

  /** With a page zoomed by CSS, lengths in the layer would be zoomed twice. */
  private unzoom(host: HTMLElement): void {
    const zoom = 1 / (this.document.documentElement.currentCSSZoom ?? 1);
    if (zoom === this.zoom) return;
    this.zoom = zoom;
    host.style.setProperty("zoom", String(zoom), "important");
  }

  private zoom = 0;

  /**
   * What the page shows in the top layer over a control, be it above the layer or below: nothing
   * of ours may be seen on it.
   */
  covers(control: Element): DOMRect[] {
    const box = control.getBoundingClientRect();
    const shown = this.document.querySelectorAll(":popover-open, dialog:modal");
    return Array.from(shown)
      .filter((element) => element !== this.host && !holds(element, control))
      .map((element) => element.getBoundingClientRect())
      .filter(
        (cover) =>
          cover.left < box.right &&
          cover.right > box.left &&
          cover.top < box.bottom &&
          cover.bottom > box.top,
      );
  }
}

function holds(outer: Element, control: Element): boolean {
  for (let at: Element | null = control; at; ) {
    if (outer.contains(at)) return true;
    const root = at.getRootNode();
    at = "host" in root ? (root as ShadowRoot).host : null;
  }
  return false;
}
