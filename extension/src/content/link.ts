// The way to the background. It may be asleep (a question wakes it) or gone for good, after an
// update or when the extension is switched off: then the script removes itself without trace.
import { api } from "../browser.ts";
import type { Answer, Answers, Question } from "../protocol/messages.ts";

/** How long after the port is cut the browser surely knows whether the extension is gone, in ms. */
const KNOWN_AFTER = 200;

export class Link {
  readonly #gone: () => void;
  #port: chrome.runtime.Port | null = null;

  constructor(gone: () => void, signal: AbortSignal) {
    this.#gone = gone;
    signal.addEventListener("abort", () => {
      this.#port?.disconnect();
      this.#port = null;
    });
  }

  async ask<C extends keyof Answers>(question: Question & { command: C }): Promise<Answers[C]> {
    this.hold();
    let answer: Answer<C> | undefined;
    try {
      answer = (await api.runtime.sendMessage(question)) as Answer<C> | undefined;
    } catch (error) {
      if (!this.alive()) this.#gone();
      throw error;
    }
    if (!answer) throw new Error("The extension did not understand its own message.");
    if (!answer.ok) throw new Error(answer.error);
    return answer.value;
  }

  /** Whether the extension that this script belongs to is still there. */
  alive(): boolean {
    try {
      return api.runtime.id !== undefined;
    } catch {
      return false;
    }
  }

  /** Holds a port, by which the browser tells us that the extension is gone. */
  hold(): void {
    if (this.#port) return;
    try {
      const port = api.runtime.connect();
      this.#port = port;
      port.onDisconnect.addListener(() => {
        this.#port = null;
        // The background was only put to sleep, or the page is kept for going back: hold no new port
        // until there is something to ask. A removed extension is known as such a moment later.
        setTimeout(() => {
          if (!this.alive()) this.#gone();
        }, KNOWN_AFTER);
      });
    } catch {
      this.#gone();
    }
  }
}
