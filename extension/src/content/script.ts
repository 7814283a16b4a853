// The content script's life: inert but for a few listeners until a note field gets the focus.

import { api } from "../browser.ts";
import { shield } from "../panel/shield.ts";
import { View } from "../panel/view.ts";
import { type FrameState, isOpenPanel } from "../protocol/messages.ts";
import type { PolicyInfo, Severity } from "../protocol/note.ts";
import type { SiteProfile } from "../protocol/site.ts";
import { onSettingsChange, readSettings, type Settings, writeSettings } from "../settings.ts";
import { noteFormOf } from "./fields.ts";
import { Link } from "./link.ts";
import { editableAt } from "./locate.ts";
import { deepestFocus, documentOf, frameOf, upwards } from "./tree.ts";
import { NoteWatch, type Surroundings } from "./watch.ts";

const order: readonly Severity[] = ["error", "warning", "info"];

export class Script {
  readonly #life = new AbortController();
  readonly #link = new Link(() => this.stop(), this.#life.signal);
  readonly #watches = new Set<NoteWatch>();
  readonly #documents = new WeakSet<Document>();
  #active: NoteWatch | null = null;
  #view: View | null = null;
  #settings: Settings | null = null;
  #profiles: Promise<SiteProfile[]> | null = null;
  #policy: Promise<PolicyInfo> | null = null;
  #told = "";
  #off = false;

  start(): void {
    const { signal } = this.#life;
    this.#listenIn(document);
    // Before there is a panel to shield: a dialog's focus trap must not have listened first.
    shield(
      {
        element: () => this.#view?.shielded.element() ?? null,
        takesEscape: () => this.#view?.shielded.takesEscape() ?? false,
        click: (event) => this.#view?.shielded.click(event),
        key: (event) => this.#view?.shielded.key(event),
      },
      signal,
    );
    const command = (message: unknown, sender: chrome.runtime.MessageSender) => {
      if (sender.id === api.runtime.id && isOpenPanel(message)) this.#openPanel();
    };
    api.runtime.onMessage.addListener(command);
    signal.addEventListener("abort", () => {
      if (this.#link.alive()) api.runtime.onMessage.removeListener(command);
    });
    onSettingsChange((fields) => void this.#reread(fields), signal);
    window.addEventListener(
      "pagehide",
      () => this.#report({ findings: 0, worst: null, off: false }),
      { signal },
    );
    window.addEventListener("pageshow", () => this.#count(), { signal });
    void this.#noticed();
  }

  stop(): void {
    this.#life.abort();
  }

  get running(): boolean {
    return !this.#life.signal.aborted && this.#link.alive();
  }

  /** Listens for the focus in a document: the script's own, or that of a same-origin frame. */
  #listenIn(inner: Document): void {
    if (this.#documents.has(inner) || !inner.defaultView) return;
    this.#documents.add(inner);
    const options = { capture: true, passive: true, signal: this.#life.signal };
    const view = inner.defaultView;
    view.addEventListener("focusin", () => void this.#noticed(), options);
    view.addEventListener("focusout", (event) => this.#leftField(event), options);
    // The focus has gone into a frame, or to another window.
    view.addEventListener(
      "blur",
      (event) => {
        if (event.target === view) setTimeout(() => void this.#noticed());
      },
      options,
    );
    view.addEventListener("click", (event) => this.#clicked(event), options);
    view.addEventListener(
      "pointerdown",
      (event) => {
        if (event.isTrusted && !this.#view?.holds(event.target)) this.#view?.close();
      },
      options,
    );
  }

  async #noticed(): Promise<void> {
    if (this.#off) return;
    if (!this.running) return this.stop();
    const focus = deepestFocus(document);
    if (!focus) return;
    for (const outer of upwards(focus)) {
      const frame = frameOf(outer.ownerDocument);
      if (frame) this.#listenIn(outer.ownerDocument);
      const inner = documentOf(outer);
      if (inner) this.#listenIn(inner);
    }
    const field = editableAt(focus);
    if (!field || field === this.#active?.at) return;
    const known = [...this.#watches].find((watch) => watch.has(field));
    if (known) return this.#enter(known, field);
    const profiles = await this.#profilesHere();
    this.#settings ??= await readSettings();
    // The focus may have moved on, or come twice, while we asked.
    if (deepestFocus(document) !== focus || this.#life.signal.aborted) return;
    if ([...this.#watches].some((watch) => watch.has(field))) return;
    const form = noteFormOf(field, profiles);
    if (!form) return;
    const watch = new NoteWatch(form, this.#around(), this.#life.signal);
    this.#watches.add(watch);
    this.#enter(watch, field);
  }

  #enter(watch: NoteWatch, field: HTMLElement): void {
    if (this.#active && this.#active !== watch) {
      this.#active.leave();
      this.#view?.clear();
    }
    this.#active = watch;
    this.#link.hold();
    watch.enter(field);
  }

  #leftField(event: FocusEvent): void {
    // Into our own panel is not away from the note.
    if (!event.isTrusted || this.#view?.holds(event.relatedTarget)) return;
    this.#active?.leftField();
  }

  #clicked(event: MouseEvent): void {
    const watch = this.#active;
    if (!event.isTrusted || !watch?.hasFindings) return;
    const target = event.composedPath()[0] as Element | undefined;
    const field = target && "localName" in target ? editableAt(target) : null;
    if (!field || !watch.has(field)) return;
    const at = watch.findingAt(field, event.clientX, event.clientY);
    if (at !== null) this.#view?.open({ at });
  }

  #openPanel(): void {
    if (document.hasFocus() && this.#active?.hasFindings) this.#view?.open({ focus: true });
  }

  #profilesHere(): Promise<SiteProfile[]> {
    this.#profiles ??= this.#link.ask({ command: "profiles" }).catch((error: unknown) => {
      this.#profiles = null;
      throw error;
    });
    return this.#profiles;
  }

  async #reread(fields: boolean): Promise<void> {
    this.#settings = await readSettings();
    this.#policy = null;
    if (fields) await this.#lookAgain();
    for (const watch of this.#watches) watch.check();
  }

  /** Other fields are notes now. */
  async #lookAgain(): Promise<void> {
    this.#profiles = null;
    if (this.#watches.size > 0) {
      const profiles = await this.#profilesHere();
      for (const watch of [...this.#watches]) {
        if (!noteFormOf(watch.form.field, profiles)) this.#forget(watch);
      }
    }
    await this.#noticed();
  }

  #around(): Surroundings {
    this.#view ??= new View(() => this.#giveWay(), this.#life.signal);
    return {
      view: this.#view,
      role: () => this.#settings?.role ?? null,
      chooseRole: (role) => void writeSettings({ role }),
      check: (note) => this.#link.ask({ command: "check", note }),
      policy: () => {
        this.#policy ??= this.#link.ask({ command: "policy" }).catch((error: unknown) => {
          this.#policy = null;
          throw error;
        });
        return this.#policy;
      },
      counted: () => this.#count(),
      gone: (watch) => this.#forget(watch),
    };
  }

  #forget(watch: NoteWatch): void {
    watch.stop();
    this.#watches.delete(watch);
    if (this.#active === watch) {
      this.#active = null;
      this.#view?.clear();
    }
    this.#count();
  }

  /** The page fights our element: no more in-page UI here, and the badge says so. */
  #giveWay(): void {
    this.#off = true;
    for (const watch of this.#watches) watch.stop();
    this.#watches.clear();
    this.#active = null;
    this.#count();
  }

  #count(): void {
    const states = [...this.#watches].map((watch) => watch.state());
    this.#report({
      findings: states.reduce((sum, state) => sum + state.findings, 0),
      worst: order.find((severity) => states.some((state) => state.worst === severity)) ?? null,
      off: this.#off,
    });
  }

  #report(state: FrameState): void {
    const told = JSON.stringify(state);
    if (told === this.#told || (this.#told === "" && state.findings === 0 && !state.off)) return;
    this.#told = told;
    if (this.running) void this.#link.ask({ command: "badge", state }).catch(() => undefined);
  }
}

/** Whether the script of an outer frame sees into this one: then that script serves it. */
export function isServedFromOutside(): boolean {
  return frameOf(document) !== null;
}
