// The pages' questions to the background.
import { api } from "../browser.ts";
import type { Answer, Answers, Question } from "../protocol/messages.ts";
import { say } from "../strings.ts";

export async function ask<C extends keyof Answers>(
  question: Question & { command: C },
): Promise<Answers[C]> {
  const answer = (await api.runtime.sendMessage(question)) as Answer<C> | undefined;
  if (!answer?.ok) throw new Error(say("engineFailed", answer?.error ?? ""));
  return answer.value;
}
