// First start: choose your role, allow your CRM's site, see it work on a sample note. The sample is
// checked and drawn by the same parts that work in a CRM.
import { api } from "../browser.ts";
import { Parts } from "../content/fields.ts";
import { NoteWatch, type Surroundings } from "../content/watch.ts";
import { shield } from "../panel/shield.ts";
import { View } from "../panel/view.ts";
import type { PolicyInfo } from "../protocol/note.ts";
import type { NotePlace } from "../protocol/site.ts";
import { onSettingsChange, readSettings, writeSettings } from "../settings.ts";
import { say } from "../strings.ts";
import { ask } from "./ask.ts";
import { offerRoles } from "./role-choice.ts";
import { offerSite } from "./site-form.ts";
import { byId, fillWords } from "./words.ts";

const life = new AbortController();
const note = byId("note", HTMLTextAreaElement);
const noteType = byId("note-type", HTMLSelectElement);

async function start(): Promise<void> {
  fillWords();
  offerSite(() => undefined);
  await sayKeys();
  const policy = await ask({ command: "policy" });
  await offerRoles(byId("role", HTMLSelectElement), policy);
  offerNoteTypes(policy);
  await trySample(policy);
}

async function sayKeys(): Promise<void> {
  const commands = await api.commands.getAll();
  const keys = commands.find((command) => command.name === "open-panel")?.shortcut;
  const line = byId("try-lead", HTMLParagraphElement);
  line.textContent = keys ? say("stepTryLead", keys) : say("stepTryLeadMouse");
}

function offerNoteTypes(policy: PolicyInfo): void {
  noteType.replaceChildren(...policy.note_types.map(({ id, title }) => new Option(title, id)));
}

async function trySample(policy: PolicyInfo): Promise<void> {
  let role = (await readSettings()).role;
  const field = { selector: "#note" };
  const place: NotePlace = {
    id: "sample",
    sections: [{ name: null, field }],
    noteType: { control: { selector: "#note-type" } },
  };
  const view = new View(() => life.abort(), life.signal);
  shield(view.shielded, life.signal);
  const around: Surroundings = {
    view,
    role: () => role,
    chooseRole: (id) => void writeSettings({ role: id }),
    check: (input) => ask({ command: "check", note: input }),
    policy: async () => policy,
    counted: () => undefined,
    gone: (watch) => watch.stop(),
  };
  note.value = say("sampleNote");
  const form = { place, field: note, within: null, parts: new Parts(note, field, null) };
  const watch = new NoteWatch(form, around, life.signal);
  onSettingsChange(() => {
    void readSettings().then((settings) => {
      role = settings.role;
      byId("role", HTMLSelectElement).value = role ?? "";
      watch.check();
    });
  }, life.signal);
  noteType.addEventListener("change", () => watch.check(), { signal: life.signal });
  watch.enter(note);
}

start().catch((error: unknown) => {
  const line = byId("trouble", HTMLParagraphElement);
  line.textContent = error instanceof Error ? error.message : String(error);
  line.hidden = false;
});
