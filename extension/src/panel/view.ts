// The in-page UI: one chip and one panel in one element. It draws a model and calls actions; it
// knows nothing of CRMs, of the engine or of the editor.
import { upwards } from "../content/tree.ts";
import { watchPlace } from "../editor/geometry.ts";
import { onOverlayRaised } from "../editor/index.ts";
import type { Fix } from "../protocol/note.ts";
import { say, sayCount } from "../strings.ts";
import { findingCard, type MakeButton } from "./card.ts";
import { chipFace, doneFace, summary } from "./chip.ts";
import { copyText } from "./copy.ts";
import { icon, make } from "./dom.ts";
import { Guard, isRootDimmed, isUncovered, topLayerOver } from "./guard.ts";
import { Host, homeFor } from "./host.ts";
import { moveFocus } from "./keys.ts";
import { nothingToShow, type PanelActions, type PanelModel, type ShownFinding } from "./model.ts";
import { visibleBox } from "./place.ts";
import { questionCard, readingLine } from "./reading.ts";
import { severityIcon, worstOf } from "./severity.ts";
import type { Shielded } from "./shield.ts";

/** How long "Done" stays on the chip, in milliseconds. */
const DONE_FOR = 4_000;

const CROSS =
  "M3.5 2.4 8 6.9l4.5-4.5 1.1 1.1L9.1 8l4.5 4.5-1.1 1.1L8 9.1l-4.5 4.5-1.1-1.1L6.9 8 2.4 3.5z";

export class View {
  readonly #host: Host;
  readonly #guard = new Guard();
  readonly #signal: AbortSignal;
  /** Lies where the note field is in sight, and is what the chip and the panel are anchored to. */
  readonly #field = make("div", { class: "field" });
  readonly #chip = make("button", { class: "chip", type: "button", "aria-expanded": "false" });
  readonly #panel = make("section", { class: "panel", role: "dialog", hidden: true });
  readonly #live = make("div", { class: "live", role: "status", "aria-live": "polite" });
  readonly #presses = new WeakMap<Element, () => void>();
  #model: PanelModel | null = null;
  #actions: PanelActions | null = null;
  #anchor: HTMLElement | null = null;
  #attached = new AbortController();
  #notice: { said: string; copy: string | null } | null = null;
  #choosing = false;
  #drawn = "";
  #said: string | null = null;
  #done: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;

  /** What `shield` keeps from the page. */
  readonly shielded: Shielded = {
    element: () => this.#host.element,
    takesEscape: () => this.isOpen,
    click: (event) => this.#clicked(event),
    key: (event) => this.#key(event),
  };

  constructor(fought: () => void, signal: AbortSignal) {
    this.#signal = signal;
    this.#host = new Host({ fought }, signal);
    this.#host.shadow.append(this.#field, this.#chip, this.#panel, this.#live);
    onOverlayRaised(() => this.#host.raise(), signal);
    this.#presses.set(this.#chip, () => (this.isOpen ? this.close() : this.open()));
    const follow = () => this.#follow();
    for (const type of ["scroll", "resize"]) {
      window.addEventListener(type, follow, { capture: true, passive: true, signal });
    }
    signal.addEventListener("abort", () => {
      clearTimeout(this.#done);
      cancelAnimationFrame(this.#frame);
      this.#attached.abort();
    });
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  /** Shows a model at a note field. The panel, where it is open, is drawn anew. */
  show(anchor: HTMLElement, model: PanelModel, actions: PanelActions): void {
    if (this.#anchor !== anchor) this.#attach(anchor);
    const before = this.#live.textContent;
    this.#model = model;
    this.#actions = actions;
    if (nothingToShow(model)) {
      this.close();
      this.#showDone();
      return;
    }
    const now = summary(model);
    // At most keys nothing changes: then nothing is drawn or measured. See `#attach` for moves.
    if (isRootDimmed()) {
      this.close();
      this.#hide();
      return;
    }
    const home = homeFor(upwards(anchor));
    if (now !== before || this.#said !== null || !this.#host.standsIn(home)) {
      this.#drawChip(model);
      this.#live.textContent = now;
      this.#appear();
    }
    if (this.isOpen) this.#drawPanel(model);
  }

  /** The chip says for a moment what was done. */
  done(said: string): void {
    this.#clearDone();
    this.#live.textContent = said;
    this.#said = said;
    this.#done = setTimeout(() => {
      this.#clearDone();
      if (this.#model && nothingToShow(this.#model)) this.#hide();
    }, DONE_FOR);
    if (this.#model && nothingToShow(this.#model)) this.#showDone();
  }

  /** Opens the panel; by the keyboard the first fix gets the focus, by mouse the caret keeps it. */
  open(how: { focus?: boolean; at?: number } = {}): void {
    const model = this.#model;
    if (!model || nothingToShow(model)) return;
    this.#notice = null;
    this.#choosing = false;
    this.#panel.hidden = false;
    this.#chip.setAttribute("aria-expanded", "true");
    this.#drawPanel(model);
    this.#host.raise();
    this.#appear();
    this.#sighted();
    const card = this.#panel.querySelectorAll("li.finding").item(how.at ?? 0);
    card?.scrollIntoView({ block: "nearest" });
    if (!how.focus) return;
    const first = card?.querySelector("button") ?? this.#panel.querySelector("button");
    first?.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    const held = this.#host.shadow.activeElement !== null;
    this.#panel.hidden = true;
    this.#panel.replaceChildren();
    this.#drawn = "";
    this.#chip.setAttribute("aria-expanded", "false");
    this.#guard.hidden();
    if (held) this.#actions?.left();
  }

  /** The note is gone, or another one is being written. */
  clear(): void {
    this.#clearDone();
    this.close();
    this.#model = null;
    this.#actions = null;
    this.#attached.abort();
    this.#anchor = null;
    this.#hide();
  }

  /** Nothing is left to find: the chip says so for a moment after a fix, and goes. */
  #showDone(): void {
    if (this.#said === null) {
      this.#hide();
      return;
    }
    this.#chip.className = "chip ok";
    this.#chip.replaceChildren(...doneFace(this.#said));
    this.#chip.setAttribute("aria-label", this.#said);
    this.#appear();
  }

  /** Whether an event happened in our element. */
  holds(target: EventTarget | null): boolean {
    return target === this.#host.element;
  }

  #attach(anchor: HTMLElement): void {
    this.#attached.abort();
    this.#attached = new AbortController();
    this.#anchor = anchor;
    watchPlace(anchor, () => this.#follow(), this.#attached.signal);
  }

  #appear(): void {
    if (!this.#anchor) return;
    this.#host.show(homeFor(upwards(this.#anchor)));
    this.#place();
  }

  #hide(): void {
    this.#host.hide();
  }

  #clearDone(): void {
    clearTimeout(this.#done);
    this.#done = undefined;
    this.#said = null;
  }

  /** One placing a frame, however many events ask for it. */
  #follow(): void {
    if (!this.#host.shown || this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  }

  #place(): void {
    if (!this.#anchor || this.#signal.aborted) return;
    const box = visibleBox(this.#anchor);
    this.#chip.hidden = box === null;
    if (!box) {
      this.close();
      return;
    }
    const { style } = this.#field;
    style.left = `${box.left}px`;
    style.top = `${box.top}px`;
    style.width = `${box.right - box.left}px`;
    style.height = `${box.bottom - box.top}px`;
    const { classList } = this.#field;
    classList.toggle("rtl", getComputedStyle(this.#anchor).direction === "rtl");
    classList.toggle("low", box.bottom - box.top <= this.#chip.offsetHeight * 2);
  }

  #drawChip(model: PanelModel): void {
    const { class: severity, face } = chipFace(model);
    this.#chip.className = `chip ${severity}`;
    this.#chip.replaceChildren(...face);
    this.#chip.setAttribute("aria-label", `NoteLint. ${summary(model)}`);
  }

  /** Draws the panel, unless it shows the same already: a redrawn button would lose the focus. */
  #drawPanel(model: PanelModel): void {
    const drawn = JSON.stringify([model, this.#notice, this.#choosing]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const focus = this.#focusables().indexOf(this.#host.shadow.activeElement as HTMLElement);
    const answer = (situation: string | null) => {
      this.#choosing = false;
      this.#actions?.answer(situation);
    };
    const choose = () => {
      this.#choosing = true;
      if (this.#model) this.#drawPanel(this.#model);
    };
    const button = this.#button;
    this.#panel.replaceChildren(
      this.#header(model),
      make(
        "div",
        { class: "body" },
        this.#noticeLine(),
        model.trouble && make("p", { class: "trouble" }, model.trouble),
        this.#roleChoice(model),
        questionCard(model, button, answer),
        make(
          "ul",
          { class: "findings" },
          ...model.findings.map((shown, at) =>
            findingCard(shown, at === 0, button, (fix) => this.#fix(shown, fix)),
          ),
        ),
        readingLine(model, this.#choosing, button, answer, choose),
      ),
      make(
        "footer",
        {},
        make("span", { class: "filed" }, model.filedAs),
        make("span", { class: "keys" }, say("keys")),
      ),
    );
    this.#panel.setAttribute("aria-label", summary(model));
    if (focus >= 0) {
      const focusables = this.#focusables();
      focusables[Math.min(focus, focusables.length - 1)]?.focus();
    }
    this.#place();
  }

  #header(model: PanelModel): HTMLElement {
    const worst = worstOf(model.findings.map((shown) => shown.finding));
    const close = this.#button(say("close"), "quiet", () => this.close());
    close.className = "close";
    close.replaceChildren(icon(CROSS, "cross"));
    close.setAttribute("aria-label", say("close"));
    const count = model.findings.length;
    return make(
      "header",
      {},
      worst && severityIcon(worst),
      make("h2", {}, model.roles ? say("chooseRole") : headline(count)),
      close,
    );
  }

  #noticeLine(): Node | null {
    const notice = this.#notice;
    if (!notice) return null;
    const { said, copy } = notice;
    return make(
      "div",
      { class: "notice", role: "alert" },
      make("p", {}, said),
      copy === null
        ? null
        : this.#button(say("copy"), "plain", () => {
            void copyText(copy).then((did) => {
              if (did) this.#tell(say("copied"), null);
              else this.#tell(say("copyYourself", copy), null);
            });
          }),
    );
  }

  #roleChoice(model: PanelModel): Node | null {
    if (!model.roles) return null;
    return make(
      "div",
      { class: "choices" },
      ...model.roles.map(({ id, title }) =>
        this.#button(title, "plain", () => this.#actions?.chooseRole(id)),
      ),
    );
  }

  readonly #button: MakeButton = (label, kind, press) => {
    const button = make("button", { type: "button", class: kind }, label);
    this.#presses.set(button, press);
    return button;
  };

  #fix(shown: ShownFinding, fix: Fix): void {
    void this.#actions?.fix(shown, fix).then((outcome) => {
      if (this.#signal.aborted) return;
      if (!outcome.did) return this.#tell(outcome.said, outcome.copy);
      this.#actions?.left();
      this.done(outcome.said);
    });
  }

  #tell(said: string, copy: string | null): void {
    this.#notice = { said, copy };
    if (this.isOpen && this.#model) this.#drawPanel(this.#model);
  }

  #sighted(): void {
    const own = this.#host.element;
    this.#guard.shown(performance.now(), topLayerOver(this.#panel.getBoundingClientRect(), own));
  }

  /** Whether a press in the panel may be believed (see guard.ts). */
  #mayPress(): boolean {
    const box = this.#panel.getBoundingClientRect();
    const own = this.#host.element;
    if (isRootDimmed()) return false;
    return this.#guard.allows(performance.now(), topLayerOver(box, own), () =>
      isUncovered(box, own),
    );
  }

  #clicked(event: MouseEvent): void {
    const { shadow } = this.#host;
    // A press by the keyboard or by assistive technology has no place, but the focus.
    const byPointer = event.detail > 0;
    const inner = byPointer
      ? shadow.elementFromPoint(event.clientX, event.clientY)
      : shadow.activeElement;
    const pressed = inner?.closest("button");
    if (!pressed) return;
    if (this.#panel.contains(pressed) && pressed.className !== "close" && !this.#mayPress()) {
      // Too soon, or something came over the panel: show it on top and let it be read.
      this.#host.raise();
      this.#sighted();
      return;
    }
    this.#presses.get(pressed)?.();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.isOpen) this.close();
      else this.#actions?.left();
      return;
    }
    moveFocus(event, this.#focusables(), this.#host.shadow.activeElement);
  }

  /** What the arrow keys visit; the close button comes last. */
  #focusables(): HTMLElement[] {
    const all = [...this.#panel.querySelectorAll<HTMLElement>("button, a[href]")];
    return all.sort((a, b) => Number(a.className === "close") - Number(b.className === "close"));
  }
}

function headline(count: number): string {
  return count === 0 ? say("notChecked") : sayCount("findings", count);
}
