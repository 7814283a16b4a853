// Naming a note field by hand: in the popup the field that was written in last, on the settings page
// those that are named already.
import { api } from "../browser.ts";
import { make } from "../panel/dom.ts";
import type { FieldProbe, NamedField } from "../protocol/field.ts";
import type { PolicyInfo } from "../protocol/note.ts";
import type { NotePlace } from "../protocol/site.ts";
import { readFields, writeFields } from "../settings.ts";
import { say } from "../strings.ts";
import { ask } from "./ask.ts";
import { hostOf, originPattern } from "./origin.ts";
import { byId } from "./words.ts";

/** Offers to check the field of a tab that the person was in, unless it is checked already. */
export async function offerField(tabId: number): Promise<void> {
  const said = byId("field-said", HTMLParagraphElement);
  const probe = await probeTab(tabId);
  if (probe?.isNote) return;
  said.hidden = false;
  if (!probe) {
    said.textContent = say("fieldHint");
    return;
  }
  const title = probe.title || say("fieldNameless");
  byId("field", HTMLElement).hidden = false;
  byId("field-title", HTMLParagraphElement).textContent = title;
  const pattern = originPattern(probe.origin);
  if (!pattern || !probe.locator) {
    byId("field-choice", HTMLDivElement).hidden = true;
    said.textContent = say("fieldUnclear");
    return;
  }
  const types = offerNoteTypes(probe, await ask({ command: "policy" }));
  const { locator } = probe;
  const watch = byId("watch-field", HTMLButtonElement);
  const place = (): NotePlace => ({
    id: "note",
    sections: [{ name: null, field: locator }],
    noteType: types(),
  });
  const save = async () => {
    watch.disabled = true;
    await writeFields([...(await readFields()), { origin: pattern, title, place: place() }]);
    byId("field", HTMLElement).hidden = true;
    said.textContent = say("fieldWatched", title);
  };
  watch.addEventListener("click", () => void save());
}

/** The field that was written in last. Where several frames have one, the outermost frame's. */
async function probeTab(tabId: number): Promise<FieldProbe | null> {
  const results = await api.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: ["probe.js"],
  });
  const probes = results.map(({ result }) => result as FieldProbe | null | undefined);
  return probes.find((probe) => probe) ?? null;
}

/** Fills the choice of note types; what comes back tells what is chosen in it. */
function offerNoteTypes(probe: FieldProbe, policy: PolicyInfo): () => NotePlace["noteType"] {
  const choice = byId("field-type", HTMLSelectElement);
  const shown = probe.controls.map(({ title }, at) =>
    make("option", { value: `control ${at}` }, title),
  );
  const always = policy.note_types.map(({ id, title }) =>
    make("option", { value: `type ${id}` }, title),
  );
  choice.replaceChildren(make("option", { value: "" }, say("fieldTypeUnsaid")));
  if (shown.length > 0) {
    choice.append(make("optgroup", { label: say("fieldTypeChosen") }, ...shown));
  }
  choice.append(make("optgroup", { label: say("fieldTypeAlways") }, ...always));
  return () => {
    const [kind, which = ""] = choice.value.split(/ (.*)/su);
    const control = kind === "control" ? probe.controls[Number(which)] : undefined;
    return control ? { control: control.locator } : { fixed: which };
  };
}

/** The fields named so far, each with a way to forget it. */
export async function showFields(): Promise<void> {
  const fields = await readFields();
  const rows = fields.map((field) => {
    const { title, origin } = field;
    return make(
      "li",
      {},
      make("span", {}, title, make("small", {}, hostOf(origin))),
      make(
        "button",
        {
          type: "button",
          "aria-label": say("remove", title),
          on: { click: () => void forget(field) },
        },
        say("removeWord"),
      ),
    );
  });
  const none = make("li", { class: "quiet" }, say("noFields"));
  byId("fields", HTMLUListElement).replaceChildren(...(rows.length > 0 ? rows : [none]));
}

async function forget(field: NamedField): Promise<void> {
  const same = JSON.stringify(field);
  await writeFields((await readFields()).filter((other) => JSON.stringify(other) !== same));
  await showFields();
}
