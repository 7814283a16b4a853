// The only door to the engine. A page cannot knock: the browser delivers only messages of our own
// content scripts and pages, and each is checked for sender, command, form and size all the same.
import { sites } from "notelint:contents";
import { api } from "../browser.ts";
import {
  type Answer,
  type Answers,
  LONGEST_NOTE,
  lengthOf,
  parseQuestion,
  type Question,
} from "../protocol/messages.ts";
import type { NoteInput, Report } from "../protocol/note.ts";
import { readFields, readSettings } from "../settings.ts";
import { say } from "../strings.ts";
import { showBadge } from "./badge.ts";
import { engine } from "./engine.ts";
import { addPolicies, isOwnPage, removePolicy } from "./policies.ts";
import { profilesFor } from "./sites.ts";

type Sender = chrome.runtime.MessageSender;

export function listenToMessages(): void {
  api.runtime.onMessage.addListener((message: unknown, sender, reply: (answer: Answer) => void) => {
    if (sender.id !== api.runtime.id) return false;
    const question = parseQuestion(message);
    if (!question) return false;
    answer(question, sender).then(
      (value) => reply({ ok: true, value }),
      (error: unknown) => reply({ ok: false, error: sayError(error) }),
    );
    // The reply comes later.
    return true;
  });
}

async function answer(question: Question, sender: Sender): Promise<Answers[keyof Answers]> {
  switch (question.command) {
    case "check":
      return check(question.note);
    case "policy":
      return (await engine()).policy();
    case "add-policies":
      return isOwnPage(sender) ? addPolicies(question.files) : refuse(question.command);
    case "remove-policy":
      return isOwnPage(sender) ? removePolicy(question.file) : refuse(question.command);
    case "profiles":
      return profilesFor(sender.origin ?? sender.url ?? "", sites, await readFields());
    case "badge":
      await showBadge(sender, question.state);
      return null;
  }
}

function refuse(command: string): never {
  throw new Error(`A site may not ask for ${command}.`);
}

async function check(note: NoteInput): Promise<Report> {
  if (lengthOf(note) > LONGEST_NOTE) {
    throw new Error(say("noteTooLong", LONGEST_NOTE.toLocaleString()));
  }
  const [checker, settings] = await Promise.all([engine(), readSettings()]);
  const report = checker.check(note);
  const off = new Set(settings.rulesOff);
  return { ...report, findings: report.findings.filter((finding) => !off.has(finding.rule)) };
}

const sayError = (error: unknown): string => (error instanceof Error ? error.message : `${error}`);
