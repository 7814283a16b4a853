// One note while it is being written: reads it, has it checked, shows what was found, carries out
// what the author presses. Everything it holds goes when its signal aborts.
import { type EditorField, openField, type Underline } from "../editor/index.ts";
import type { Outcome, PanelActions, PanelModel, ShownFinding } from "../panel/model.ts";
import { worstFirst, worstOf } from "../panel/severity.ts";
import type { View } from "../panel/view.ts";
import type { FrameState } from "../protocol/messages.ts";
import type { Fix, NoteInput, PolicyInfo, Report } from "../protocol/note.ts";
import { say } from "../strings.ts";
import { controlsOf, isOnPage, type NoteForm, sectionsOf } from "./fields.ts";
import { carryOut, type OpenSection, sectionOf } from "./fixes.ts";
import { editableAt, isTextBox } from "./locate.ts";
import { gatherNote, isEmptyNote, noteTypeOf } from "./note.ts";
import { Pause } from "./pause.ts";
import { chosenIn } from "./value.ts";

/** From this many characters on, a note is not sent at every key … */
const LONG = 4_000;
/** … but after a rest of so many milliseconds … */
const REST = 120;
/** … and at the latest after so many. */
const MOST_WAIT = 600;

/** What a watch needs of the script around it. */
export interface Surroundings {
  view: View;
  role(): string | null;
  chooseRole(id: string): void;
  check(note: NoteInput): Promise<Report>;
  policy(): Promise<PolicyInfo>;
  /** The number of findings has changed. */
  counted(): void;
  /** The note field is gone from the page. */
  gone(watch: NoteWatch): void;
}

/** A report and the texts that its offsets are of. */
interface Checked {
  report: Report;
  sections: OpenSection[];
}

export class NoteWatch {
  readonly form: NoteForm;
  readonly #around: Surroundings;
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #fields = new Map<HTMLElement, EditorField>();
  readonly #pause = new Pause();
  readonly #controls: MutationObserver;
  readonly #sizes: ResizeObserver;
  #observed: Element[] = [];
  #checked: Checked | null = null;
  #shown: ShownFinding[] = [];
  #trouble: string | null = null;
  #policy: PolicyInfo | null = null;
  #answer: string | null = null;
  #active = false;
  #at: HTMLElement;
  #checking = false;
  #again = false;
  #wake: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #waiting: number | null = null;

  constructor(form: NoteForm, around: Surroundings, signal: AbortSignal) {
    this.form = form;
    this.#at = form.field;
    this.#around = around;
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
    this.#controls = new MutationObserver(() => this.check());
    // An element that is taken out of the page loses its size: that is how we learn of it.
    this.#sizes = new ResizeObserver(() => {
      if (!isOnPage(form, document)) around.gone(this);
    });
    this.#signal.addEventListener("abort", () => {
      clearTimeout(this.#wake);
      clearTimeout(this.#rest);
      this.#controls.disconnect();
      this.#sizes.disconnect();
    });
    this.#sizes.observe(form.field);
    const save = form.place.save && form.parts.find(form.place.save);
    for (const type of ["pointerenter", "focus"]) {
      save?.addEventListener(type, () => this.leftField(), { signal: this.#signal });
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  has(field: Element): boolean {
    return this.#fields.has(field as HTMLElement) || this.form.field === field;
  }

  /** The author has come (back) to this note. */
  enter(field: HTMLElement): void {
    this.#active = true;
    this.#at = field;
    this.form.parts.lookAgain();
    this.check();
  }

  /** The section's field in which the author is, or was last. */
  get at(): HTMLElement {
    return this.#at;
  }

  /** The author writes another note now: the chip goes there. */
  leave(): void {
    this.#active = false;
  }

  /** The author has left the field, or is about to save. */
  leftField(): void {
    this.#pause.ended();
    this.#draw();
  }

  state(): FrameState {
    const findings = this.#shown.map((shown) => shown.finding);
    return { findings: findings.length, worst: worstOf(findings), off: false };
  }

  get hasFindings(): boolean {
    return this.#shown.length > 0;
  }

  /** The place in the list of the finding that is underlined at a point, or null. */
  findingAt(field: Element, x: number, y: number): number | null {
    const editor = this.#fields.get(field as HTMLElement);
    const offset = editor?.offsetAt(x, y) ?? null;
    const section = this.#checked?.sections.find((open) => open.field === editor);
    if (offset === null || !section || !this.#checked) return null;
    const at = this.#shown.findIndex((shown) =>
      this.#marks(shown).some(
        (mark) => mark.section === section && mark.start <= offset && offset <= mark.end,
      ),
    );
    return at < 0 ? null : at;
  }

  /** Asks for a check; many askings while one is under way make one more. */
  check(): void {
    if (this.#checking) {
      this.#again = true;
      return;
    }
    this.#checking = true;
    void this.#check().finally(() => {
      this.#checking = false;
      if (!this.#again || this.#signal.aborted) return;
      this.#again = false;
      this.check();
    });
  }

  /** To send a long note at every key would cost more than all else we do: it waits for a rest. */
  #checkSoon(): void {
    const length = [...this.#fields.values()].reduce((sum, field) => sum + field.text().length, 0);
    if (length < LONG) {
      this.check();
      return;
    }
    const now = performance.now();
    this.#waiting ??= now;
    clearTimeout(this.#rest);
    const wait = Math.min(REST, this.#waiting + MOST_WAIT - now);
    this.#rest = setTimeout(() => this.check(), Math.max(0, wait));
  }

  async #check(): Promise<void> {
    clearTimeout(this.#rest);
    this.#waiting = null;
    const sections = this.#openSections();
    this.#observeControls();
    const role = this.#around.role();
    this.#trouble = null;
    if (isEmptyNote(sections.filter((section) => section.field))) {
      // A new note: what was said of the last one does not hold for it.
      this.#answer = null;
      this.#checked = null;
    } else if (role !== null) {
      try {
        this.#policy = await this.#around.policy();
        const told = { role, situation: this.#answer };
        const note = gatherNote(this.form, sections, told, this.#policy);
        this.#checked = { report: await this.#around.check(note), sections };
      } catch (error) {
        this.#checked = null;
        this.#trouble = error instanceof Error ? error.message : String(error);
      }
    } else this.#policy = await this.#around.policy().catch(() => null);
    if (!this.#signal.aborted) this.#draw();
  }

  #openSections(): OpenSection[] {
    const sections = sectionsOf(this.form);
    return sections.map(({ section, element }) => {
      const { name } = section;
      let field = this.#fields.get(element);
      if (!field && !(isTextBox(element) && editableAt(element) === element)) {
        return { name, field: null, text: chosenIn(element, section.field) };
      }
      if (!field) {
        field = openField(element, this.#signal);
        field.onChange(() => {
          this.#pause.typed(performance.now());
          this.#checkSoon();
        });
        this.#fields.set(element, field);
      }
      return { name, field, text: field.text() };
    });
  }

  #observeControls(): void {
    const controls = controlsOf(this.form);
    const same =
      controls.length === this.#observed.length &&
      controls.every((control, at) => control === this.#observed[at]);
    if (same) return;
    this.#controls.disconnect();
    this.#observed = controls;
    for (const control of controls) {
      this.#controls.observe(control, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: ["value", "aria-activedescendant", "aria-checked"],
      });
      for (const type of ["input", "change"]) {
        control.addEventListener(type, () => this.check(), { signal: this.#signal });
      }
    }
  }

  #draw(): void {
    const now = performance.now();
    const findings = worstFirst(this.#checked?.report.findings ?? []);
    const before = this.#shown.length;
    this.#shown = this.#pause.visible(findings, now).map((finding) => ({
      finding,
      offers: finding.fixes.map((fix) => this.#offer(fix)),
    }));
    this.#underline();
    if (this.#active) this.#around.view.show(this.#at, this.#model(), this.#actions);
    if (before !== this.#shown.length) this.#around.counted();
    clearTimeout(this.#wake);
    const wait = this.#pause.wait(now);
    if (wait !== null && findings.length > this.#shown.length) {
      this.#wake = setTimeout(() => this.#draw(), wait);
    }
  }

  #offer(fix: Fix): ShownFinding["offers"][number] {
    if ("action" in fix) return { fix, press: false, text: fix.action };
    if ("note_type" in fix && "fixed" in this.form.place.noteType) {
      return { fix, press: false, text: say("elsewhere", fix.note_type) };
    }
    return { fix, press: true };
  }

  /** What is underlined for a finding: its range, or where something is missing the evidence. */
  #marks({ finding }: ShownFinding) {
    const sections = this.#checked?.sections ?? [];
    const own = finding.range.end > finding.range.start ? [finding.range] : finding.evidence;
    return own.flatMap(({ start, end, section }) => {
      const open = sectionOf(sections, section ?? finding.section);
      return open ? [{ section: open, start, end }] : [];
    });
  }

  #underline(): void {
    const marks = new Map<EditorField, Underline[]>();
    for (const field of this.#fields.values()) marks.set(field, []);
    for (const shown of this.#shown) {
      for (const { section, start, end } of this.#marks(shown)) {
        if (section.field)
          marks.get(section.field)?.push({ start, end, tone: shown.finding.severity });
      }
    }
    for (const [field, underlines] of marks) field.underline(underlines);
  }

  #model(): PanelModel {
    const reading = this.#checked?.report.situation ?? null;
    const policy = this.#policy;
    const role = this.#around.role();
    const writing = [...this.#fields.values()].some((field) => field.text().trim() !== "");
    return {
      findings: this.#shown,
      reading,
      quotes: this.#quotes(),
      situations: policy?.situations ?? [],
      filedAs: [policy?.roles.find((known) => known.id === role)?.title, noteTypeOf(this.form)]
        .filter(Boolean)
        .join(" · "),
      trouble: this.#trouble,
      roles: role === null && writing ? (policy?.roles ?? null) : null,
    };
  }

  #quotes(): string[] {
    const { report, sections } = this.#checked ?? {};
    const evidence = report?.situation.evidence ?? [];
    return evidence.slice(0, 3).flatMap(({ start, end, section }) => {
      const open = sectionOf(sections ?? [], section ?? null);
      return open ? [open.text.slice(start, end)] : [];
    });
  }

  readonly #actions: PanelActions = {
    fix: (shown, fix) => this.#fix(shown, fix),
    answer: (situation) => {
      this.#answer = situation;
      this.check();
    },
    chooseRole: (id) => this.#around.chooseRole(id),
    left: () => this.#fields.get(this.#at)?.focus(),
  };

  async #fix(shown: ShownFinding, fix: Fix): Promise<Outcome> {
    const sections = this.#checked?.sections ?? [];
    const policy = () => this.#around.policy();
    const outcome = await carryOut(shown.finding, fix, sections, this.form, policy);
    this.#pause.ended();
    this.check();
    return outcome;
  }
}
