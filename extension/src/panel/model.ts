// What the chip and the panel show, and what can be done there.
import type { Finding, Fix, SituationReading } from "../protocol/note.ts";

/** A fix as the panel offers it: to press, or to read and do oneself. */
export type Offer = { fix: Fix; press: true } | { fix: Fix; press: false; text: string };

export interface ShownFinding {
  finding: Finding;
  offers: Offer[];
}

export interface Choice {
  id: string;
  title: string;
}

export interface Situation extends Choice {
  /** Whether it holds where the note says nothing. */
  default: boolean;
}

export interface PanelModel {
  /** Worst first. */
  findings: ShownFinding[];
  reading: SituationReading | null;
  /** The words of the note that the reading stands on. */
  quotes: string[];
  /** The situations that the author may choose from. */
  situations: Situation[];
  /** Who writes what, as the engine was told. */
  filedAs: string;
  /** Why the note could not be checked, or null. */
  trouble: string | null;
  /** Roles to choose from where none is chosen yet. */
  roles: Choice[] | null;
}

export type Outcome =
  | { did: true; said: string }
  /** Not done: why, and the text to copy where that helps. */
  | { did: false; said: string; copy: string | null };

export interface PanelActions {
  fix(shown: ShownFinding, fix: Fix): Promise<Outcome>;
  /** The author's own answer, or null to take it back. */
  answer(situation: string | null): void;
  chooseRole(id: string): void;
  /** The panel was closed from within: the caret goes back to the note. */
  left(): void;
}

export const nothingToShow = (model: PanelModel) =>
  model.findings.length === 0 && model.trouble === null && model.roles === null;
