// Events between the page and our element. The page's own listeners (focus traps, "click outside
// closes the dialog", hot keys) must not see what is done in the panel, and forged events must do
// nothing. So we listen first, on the window, take every event whose target is our element out of
// the page's sight, and hand on to the panel only those that the browser itself made.

/** Kept from the page when they happen in our element. */
const KEPT = [
  "pointerdown", "pointerup", "pointermove", "pointerover", "pointerout", "pointercancel",
  "mousedown", "mouseup", "mousemove", "mouseover", "mouseout", "click", "dblclick", "auxclick",
  "contextmenu", "wheel", "touchstart", "touchmove", "touchend", "keydown", "keypress", "keyup",
  "focus", "blur", "focusin", "focusout", "beforeinput", "input", "change", "selectstart",
  "dragstart", "copy", "cut", "paste",
] as const; // biome-ignore format: a list to read

export interface Shielded {
  /** Our element, or null while it is not in the page. */
  element(): Element | null;
  /** Whether Escape, pressed anywhere, is ours: the panel is open. */
  takesEscape(): boolean;
  click(event: MouseEvent): void;
  key(event: KeyboardEvent): void;
}

export function shield(shielded: Shielded, signal: AbortSignal): void {
  const keep = (event: Event) => {
    const own = event.target === shielded.element();
    // This runs at every event of the page: what costs more is asked of keys alone.
    if (!own && !event.type.startsWith("key")) return;
    const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
    if (!own && !(isEscape && event.isTrusted && shielded.takesEscape())) return;
    event.stopImmediatePropagation();
    if (!event.isTrusted) return event.preventDefault();
    switch (event.type) {
      case "mousedown":
        // The caret stays in the note.
        return event.preventDefault();
      case "click":
        return shielded.click(event as MouseEvent);
      case "keydown":
        return shielded.key(event as KeyboardEvent);
    }
  };
  for (const type of KEPT) {
    // Scrolling must not wait for us.
    const passive = type === "wheel" || type.startsWith("touch");
    window.addEventListener(type, keep, { capture: true, passive, signal });
  }
}
