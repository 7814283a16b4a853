// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import type { PolicyInfo } from "../protocol/note.ts";
import type { NotePlace, SiteProfile } from "../protocol/site.ts";
import { noteFormOf, sectionsOf } from "./fields.ts";
import { gatherNote, isEmptyNote, noteTypeOf } from "./note.ts";
import { chosenIn } from "./value.ts";

const policy: PolicyInfo = {
  loaded: [{ id: "p", title: "P", version: "1", valid_until: null, extends: null }],
  roles: [],
  note_types: [
    {
      id: "engagement",
      title: "Engagement Management",
      aliases: ["Overall Status"],
      deprecated: false,
      sections: [],
    },
  ],
  situations: [],
  hashtags: [],
  fields: [],
  rules: [],
};

const editor: NotePlace = {
  id: "editor",
  sections: [{ name: null, field: { names: ["Note"] } }],
  noteType: {
    control: { names: ["Note Category"], roles: ["combobox"], empty: ["Select a category"] },
  },
  companions: { "next-action": { names: ["Next Action"] } },
};

const dialog: NotePlace = {
  id: "dialog",
  within: { roles: ["dialog"], names: ["Add status"] },
  sections: [{ name: null, field: { names: ["Note"] } }],
  noteType: { fixed: "Service Intent" },
};

const status: NotePlace = {
  id: "status",
  sections: [
    { name: "Exec Summary", field: { names: ["Exec Summary", "Executive Summary"] } },
    { name: "Risks", field: { names: ["Risks"] } },
    { name: "Reason", field: { names: ["Reason"], roles: ["combobox"] } },
  ],
  noteType: { fixed: "Enterprise Status" },
};

const site: SiteProfile = { id: "s", title: "S", origins: [], notes: [dialog, status, editor] };

const page = (html: string) => {
  document.body.innerHTML = html;
};

const area = (index = 0) => {
  const found = document.querySelectorAll<HTMLElement>("textarea, [contenteditable]")[index];
  if (!found) throw new Error("no such field");
  return found;
};

const formOf = (field: HTMLElement) => {
  const form = noteFormOf(field, [site]);
  if (!form) throw new Error("no form");
  return form;
};

const texts = (form: ReturnType<typeof formOf>) =>
  sectionsOf(form).map(({ section, element }) => ({
    name: section.name,
    text: chosenIn(element, section.field),
  }));

const combobox = (label: string, shown: string) => {
  const id = label.replaceAll(" ", "-");
  return `<div><span id="${id}">${label}</span><div role="combobox" aria-labelledby="${id} ${id}-v"
    tabindex="0"><span id="${id}-v">${shown}</span><i aria-hidden="true">\u{e70d}</i></div></div>`;
};

beforeEach(() => page(""));

describe("a note field", () => {
  it("is found by its label, whatever marks the form adds", () => {
    page("<label for=n>Note: *</label><textarea id=n></textarea>");
    expect(formOf(area()).place.id).toBe("editor");
  });

  it("is found by aria-label in an open shadow root", () => {
    page("<div id=host></div>");
    const root = document.querySelector("#host")?.attachShadow({ mode: "open" });
    const inner = document.createElement("div");
    inner.setAttribute("contenteditable", "true");
    inner.setAttribute("role", "textbox");
    inner.setAttribute("aria-label", "note");
    root?.append(inner);
    expect(noteFormOf(inner, [site])?.place.id).toBe("editor");
  });

  it("is no other text box", () => {
    page("<label>Search notes <textarea></textarea></label>");
    expect(noteFormOf(area(), [site])).toBeNull();
  });

  it("belongs to the dialog that it is in", () => {
    page(`<div role=dialog aria-label="Add status"><label>Note<textarea></textarea></label></div>`);
    const form = formOf(area());
    expect(form.place.id).toBe("dialog");
    expect(noteTypeOf(form)).toBe("Service Intent");
  });

  it("may be named by a selector alone", () => {
    page("<section class=rte><div><textarea></textarea></div></section>");
    const place = { ...editor, sections: [{ name: null, field: { selector: ".rte" } }] };
    expect(noteFormOf(area(), [{ ...site, notes: [place] }])?.place).toBe(place);
  });
});

describe("the note", () => {
  it("has the text of every section, with the sections' names", () => {
    page(`<label>Executive Summary<textarea>A</textarea></label>
      <label>Risks<textarea>B</textarea></label>${combobox("Reason", "Reactive")}`);
    expect(texts(formOf(area(1)))).toEqual([
      { name: "Exec Summary", text: "A" },
      { name: "Risks", text: "B" },
      { name: "Reason", text: "Reactive" },
    ]);
  });

  it("has the note type of its own form, of two with the same labels", () => {
    const form = (type: string, text: string) =>
      `<form><label>Note Category<select role=combobox><option>${type}</option></select></label>
        <label>Note<textarea>${text}</textarea></label></form>`;
    page(form("Overall Status", "first") + form("Engagement Management", "second"));
    expect(noteTypeOf(formOf(area(0)))).toBe("Overall Status");
    expect(noteTypeOf(formOf(area(1)))).toBe("Engagement Management");
  });

  it("has no note type while none is chosen, or one that the policy does not know", () => {
    for (const shown of ["Select a category", "Phone call"]) {
      page(`${combobox("Note Category", shown)}<label>Note<textarea></textarea></label>`);
      const note = gatherNote(formOf(area()), [], { role: "fm", situation: null }, policy);
      expect(note.note_type, shown).toBeNull();
    }
  });

  it("has the companion fields that the form shows, and the author's answer", () => {
    page(`${combobox("Note Category", "Overall Status")}<label>Note<textarea>Hi</textarea></label>
      <label>Next Action<input value="Call back"></label>`);
    const form = formOf(area());
    expect(gatherNote(form, texts(form), { role: "fm", situation: "pausing" }, policy)).toEqual({
      role: "fm",
      note_type: "Overall Status",
      sections: [{ name: null, text: "Hi" }],
      fields: { "next-action": "Call back" },
      situation: "pausing",
    });
  });

  it("is empty when no section holds a letter", () => {
    expect(isEmptyNote([{ name: null, text: " \n " }])).toBe(true);
    expect(
      isEmptyNote([
        { name: null, text: "" },
        { name: "Risks", text: "x" },
      ]),
    ).toBe(false);
  });
});

it("parts that the page has replaced are found again", () => {
  page(
    `<div id=box>${combobox("Note Category", "Overall Status")}</div><label>Note<textarea></textarea></label>`,
  );
  const form = formOf(area());
  expect(noteTypeOf(form)).toBe("Overall Status");
  const box = document.querySelector("#box");
  if (box) box.innerHTML = combobox("Note Category", "Engagement Management");
  expect(noteTypeOf(form)).toBe("Engagement Management");
});
