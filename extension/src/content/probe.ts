// Put into a page by the popup alone, at a person's press: says which field was written in last.
import { api } from "../browser.ts";
import type { FieldProbe } from "../protocol/field.ts";
import type { Answer } from "../protocol/messages.ts";
import { describeField } from "./describe.ts";
import { editableAt } from "./locate.ts";
import { deepestFocus, frameOf } from "./tree.ts";

async function probe(): Promise<FieldProbe | null> {
  // A frame of the same origin is seen from outside.
  const focus = frameOf(document) ? null : deepestFocus(document);
  const field = focus && editableAt(focus);
  if (!field) return null;
  const answer: Answer<"profiles"> = await api.runtime.sendMessage({ command: "profiles" });
  if (!answer.ok) throw new Error(answer.error);
  return { origin: window.origin, ...describeField(field, answer.value) };
}

export default probe();
