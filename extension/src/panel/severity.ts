// A severity is told three times: by shape, by word and by colour.
import type { Finding, Severity } from "../protocol/note.ts";
import { say } from "../strings.ts";
import { icon } from "./dom.ts";

const shapes: Record<Severity | "ok", string> = {
  // An octagon, a triangle, a circle, a tick in a circle.
  error: "M5 1h6l4 4v6l-4 4H5l-4-4V5zM7 4v5h2V4zM7 10.5v2h2v-2z",
  warning: "M8 1.2 15.4 14.6H.6zM7.1 6v4.2h1.8V6zM7.1 11.3v1.8h1.8v-1.8z",
  info: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM7.1 7v5h1.8V7zM7.1 4v1.9h1.8V4z",
  ok: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm3.2 3.9L6.9 9.6 4.8 7.5 3.7 8.6l3.3 3.2 5.3-5.9z",
};

const order: readonly Severity[] = ["error", "warning", "info"];

export function severityIcon(severity: Severity | "ok"): SVGSVGElement {
  return icon(shapes[severity], severity);
}

export function severityWord(severity: Severity): string {
  return say(severity);
}

export function worstOf(findings: readonly Finding[]): Severity | null {
  return order.find((severity) => findings.some((found) => found.severity === severity)) ?? null;
}

/** Worst first; within one severity in the order of the policy. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}
