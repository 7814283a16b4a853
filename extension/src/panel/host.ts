// Our one element in the page: off the document element, with a name that says nothing, a closed
// shadow root, and in the top layer. It has no style attribute: `:host` rules marked important
// inside the shadow root outrank whatever the page declares.
import { styleOwn } from "../editor/sheet.ts";
import { Fight } from "./fight.ts";
import style from "./panel.css";

interface HostEvents {
  /** The page undid us more often than can be an accident. */
  fought(): void;
}

export class Host {
  readonly element: HTMLElement;
  readonly shadow: ShadowRoot;
  readonly #events: HostEvents;
  readonly #fight = new Fight();
  readonly #watcher: MutationObserver;
  #home: Element | null = null;
  #measured = "";
  #resize: ((css: string) => void) | null = null;

  constructor(events: HostEvents, signal: AbortSignal) {
    this.#events = events;
    this.element = document.createElement(randomName());
    this.shadow = this.element.attachShadow({ mode: "closed" });
    styleOwn(this.shadow, style);
    this.#watcher = new MutationObserver(() => this.#restore());
    this.element.addEventListener("toggle", () => this.#restore(), { signal });
    signal.addEventListener("abort", () => this.#leave());
  }

  /** Shows the element in the top layer of `home`: the document element, or an open modal dialog. */
  show(home: Element): void {
    if (this.#home === home && this.#stands()) return;
    this.#watcher.disconnect();
    this.#home = home;
    home.append(this.element);
    this.element.setAttribute("popover", "manual");
    this.element.showPopover();
    this.#measure();
    this.#watch();
  }

  /**
   * Lengths in `rem` would follow the page's root: ours follow the reader's own font size. A page
   * that is zoomed by CSS would zoom us too, and our places are those of the viewport.
   */
  #measure(): void {
    const { fontSize } = getComputedStyle(this.element);
    const zoom = 1 / (this.element.parentElement?.currentCSSZoom ?? 1);
    const rules = `:host { --nl-rem: ${fontSize} !important; zoom: ${zoom} !important; }`;
    if (rules === this.#measured) return;
    this.#measured = rules;
    if (this.#resize) this.#resize(rules);
    else this.#resize = styleOwn(this.shadow, rules);
  }

  /** Brings the element above popovers that opened later. */
  raise(): void {
    if (!this.#home) return;
    this.#watcher.disconnect();
    const focus = this.shadow.activeElement;
    if (this.element.matches(":popover-open")) this.element.hidePopover();
    this.element.showPopover();
    // Hiding lets the focus go.
    if (focus && "focus" in focus) (focus as HTMLElement).focus();
    this.#watch();
  }

  get shown(): boolean {
    return this.#home !== null && this.#stands();
  }

  /** Whether the element is in the top layer of `home`. */
  standsIn(home: Element): boolean {
    return this.#home === home && this.#stands();
  }

  hide(): void {
    this.#leave();
  }

  #leave(): void {
    this.#watcher.disconnect();
    this.#home = null;
    this.element.remove();
  }

  #watch(): void {
    if (!this.#home) return;
    this.#watcher.observe(this.#home, { childList: true });
    this.#watcher.observe(this.element, { attributes: true, childList: true });
  }

  #stands(): boolean {
    const { element } = this;
    return (
      element.parentNode === this.#home &&
      element.matches(":popover-open") &&
      element.getAttributeNames().join() === "popover" &&
      element.childNodes.length === 0
    );
  }

  /** The page has moved, hidden, marked or filled the element: put it right, or give way. */
  #restore(): void {
    const home = this.#home;
    if (!home || this.#stands()) return;
    if (!home.isConnected || this.#fight.reverted(performance.now())) {
      const fought = home.isConnected;
      this.#leave();
      if (fought) this.#events.fought();
      return;
    }
    this.#watcher.disconnect();
    for (const name of this.element.getAttributeNames()) {
      if (name !== "popover") this.element.removeAttribute(name);
    }
    this.element.replaceChildren();
    this.#home = null;
    this.show(home);
  }
}

/** A name as of somebody's custom element: letters, a hyphen, letters. */
function randomName(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) =>
    String.fromCharCode(97 + (byte % 26)),
  );
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

export const isOwnName = (name: string) => /^[a-z]{4}-[a-z]{6}$/u.test(name);

/** The nearest modal dialog around a field, outside of which everything is inert, or the page. */
export function homeFor(ancestors: Iterable<Element>): Element {
  for (const element of ancestors) {
    if (element.ownerDocument === document && element.matches("dialog:modal")) return element;
  }
  return document.documentElement;
}
