// One finding in the panel: what is wrong, why, and what to press.
import type { Citation, Fix } from "../protocol/note.ts";
import { say } from "../strings.ts";
import { make } from "./dom.ts";
import type { Offer, ShownFinding } from "./model.ts";
import { severityIcon, severityWord } from "./severity.ts";

/** Makes a button whose press the panel itself delivers (see shield.ts). */
export type MakeButton = (
  label: string,
  kind: "primary" | "plain" | "quiet",
  press: () => void,
) => HTMLButtonElement;

export function findingCard(
  shown: ShownFinding,
  first: boolean,
  button: MakeButton,
  press: (fix: Fix) => void,
): HTMLLIElement {
  const { finding, offers } = shown;
  return make(
    "li",
    { class: `finding ${finding.severity}` },
    make(
      "p",
      { class: "severity" },
      severityIcon(finding.severity),
      make("strong", {}, severityWord(finding.severity)),
      finding.section && make("span", { class: "section" }, finding.section),
    ),
    make("p", { class: "message" }, finding.message),
    why(finding.citation),
    ...offers.filter((offer) => !offer.press).map(instruction),
    buttons(offers, first, button, press),
  );
}

function why(citation: Citation): HTMLElement {
  const source = `${citation.title}, ${citation.section}`;
  // Only a web address may become a link.
  const link = /^https?:\/\//u.test(citation.url)
    ? make("a", { href: citation.url, target: "_blank", rel: "noopener noreferrer" }, source)
    : source;
  return make(
    "p",
    { class: "why" },
    `${say("why")} `,
    link,
    citation.date ? ` · ${citation.date}` : null,
  );
}

function instruction(offer: Offer): HTMLElement {
  return make(
    "p",
    { class: "instruction" },
    make("strong", {}, offer.fix.title),
    offer.press ? null : make("span", {}, offer.text),
  );
}

function buttons(
  offers: Offer[],
  first: boolean,
  button: MakeButton,
  press: (fix: Fix) => void,
): HTMLElement | null {
  const pressed = offers.filter((offer) => offer.press);
  if (pressed.length === 0) return null;
  return make(
    "div",
    { class: "fixes" },
    ...pressed.map(({ fix }, at) =>
      button(fix.title, first && at === 0 ? "primary" : "plain", () => press(fix)),
    ),
  );
}
