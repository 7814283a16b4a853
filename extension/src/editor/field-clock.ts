// Says when a field's text has to be looked at again: once per animation frame, and never while
// an input method is composing, for its text is not yet its author's.

export class FieldClock {
  private frame = 0;
  private composing = false;
  private waiting = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly look: () => void,
    signal: AbortSignal,
  ) {
    const capture = { capture: true, signal };
    element.addEventListener("compositionstart", () => this.pause(), capture);
    element.addEventListener("compositionend", () => this.resume(), capture);
    // A composition that is broken off by a lost focus need not end with an event.
    element.addEventListener("blur", () => this.resume(), capture);
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  get isComposing(): boolean {
    return this.composing;
  }

  request(): void {
    if (this.composing) this.waiting = true;
    else if (!this.frame) {
      const view = this.element.ownerDocument.defaultView;
      this.frame = view?.requestAnimationFrame(() => this.tick()) ?? 0;
    }
  }

  private tick(): void {
    this.frame = 0;
    if (this.composing) this.waiting = true;
    else this.look();
  }

  private pause(): void {
    this.composing = true;
  }

  private resume(): void {
    this.composing = false;
    if (!this.waiting) return;
    this.waiting = false;
    this.request();
  }

  private stop(): void {
    if (this.frame) this.element.ownerDocument.defaultView?.cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}
