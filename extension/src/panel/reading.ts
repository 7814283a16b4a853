// How the note was read, with its evidence. Where the reading is only inferred the author is asked.
import { say } from "../strings.ts";
import type { MakeButton } from "./card.ts";
import { make } from "./dom.ts";
import type { PanelModel } from "./model.ts";

export type Answer = (situation: string | null) => void;

/** The question of an inferred reading, or null where there is nothing to ask. */
export function questionCard(model: PanelModel, button: MakeButton, answer: Answer): Node | null {
  const { reading } = model;
  if (reading?.certainty !== "inferred" || !reading.question) return null;
  // "No" means that the note says nothing of the kind.
  const other = model.situations.find((situation) => situation.default);
  return make(
    "div",
    { class: "question" },
    make("p", { class: "asked" }, reading.question),
    evidence(model),
    make(
      "div",
      { class: "fixes" },
      button(say("yes"), "plain", () => answer(reading.is)),
      other ? button(say("no"), "plain", () => answer(other.id)) : null,
    ),
  );
}

/** The line below the findings; `choosing` shows the situations to choose from. */
export function readingLine(
  model: PanelModel,
  choosing: boolean,
  button: MakeButton,
  answer: Answer,
  choose: () => void,
): Node | null {
  const { reading } = model;
  if (!reading) return null;
  if (choosing) {
    return make(
      "div",
      { class: "reading" },
      make("p", {}, say("whatIsTrue")),
      make(
        "div",
        { class: "choices" },
        ...model.situations.map(({ id, title }) => button(title, "plain", () => answer(id))),
      ),
    );
  }
  const answered = reading.certainty === "answered";
  return make(
    "div",
    { class: "reading" },
    make(
      "p",
      {},
      `${say(answered ? "youSaid" : "readAs")} `,
      make("strong", {}, reading.title),
      " ",
      answered
        ? button(say("takeBack"), "quiet", () => answer(null))
        : button(say("notSo"), "quiet", choose),
    ),
    reading.certainty === "inferred" && reading.question ? null : evidence(model),
  );
}

function evidence(model: PanelModel): Node | null {
  if (model.quotes.length === 0) return null;
  return make("p", { class: "evidence" }, ...model.quotes.map((quote) => make("q", {}, quote)));
}
