// The chip at the note field: worst severity by shape and word, and how many findings.
import { say, sayCount } from "../strings.ts";
import { make } from "./dom.ts";
import { nothingToShow, type PanelModel } from "./model.ts";
import { severityIcon, severityWord, worstOf } from "./severity.ts";

/** What is said of the findings in one line, for the chip's name and the live region. */
export function summary(model: PanelModel): string {
  if (model.roles) return say("chooseRole");
  if (model.trouble) return model.trouble;
  const [first] = model.findings;
  if (!first) return "";
  const { severity, message } = first.finding;
  const count = model.findings.length;
  const one = `${severityWord(severity)}: ${message}`;
  return count === 1 ? one : `${sayCount("findings", count)}. ${one}`;
}

export function chipFace(model: PanelModel): { class: string; face: Node[] } {
  const worst = worstOf(model.findings.map((shown) => shown.finding));
  if (model.roles) return { class: "info", face: [severityIcon("info"), text(say("chooseRole"))] };
  if (worst === null) {
    return nothingToShow(model)
      ? { class: "", face: [] }
      : { class: "info", face: [severityIcon("info"), text(say("notChecked"))] };
  }
  const face: Node[] = [severityIcon(worst), text(severityWord(worst))];
  const count = model.findings.length;
  if (count > 1) face.push(make("span", { class: "count", "aria-hidden": true }, `${count}`));
  return { class: worst, face };
}

/** The chip's face after a fix: what was done, for a moment. */
export function doneFace(said: string): Node[] {
  return [severityIcon("ok"), text(said)];
}

const text = (words: string) => make("span", {}, words);
