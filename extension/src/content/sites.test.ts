// @vitest-environment jsdom
// The shipped profiles on small pages built as these CRMs build theirs: which of the editable
// elements are notes (marked `data-note`), and which note type is shown.
import { describe, expect, it } from "vitest";
import type { SiteProfile } from "../protocol/site.ts";
import { noteFormOf } from "./fields.ts";
import { noteTypeOf } from "./note.ts";

const profiles = import.meta.glob<SiteProfile>("../../../sites/*.json", {
  eager: true,
  import: "default",
});

const pages: Record<string, { html: string; noteType: string }> = {
  dynamics365: {
    noteType: "Call note",
    html: `
      <input type="search" aria-label="Search timeline" />
      <div data-id="form-header"><input data-id="name.fieldControl-text-box-text" aria-label="Account Name" /></div>
      <section id="notescontrol">
        <input id="create_note_medium_title" aria-label="Title" value="Call note" />
        <div contenteditable="true" role="textbox" aria-label="Rich Text Editor Control notescontrol notetext" data-note></div>
        <button id="create_note_add_btn0">Add note</button>
      </section>
      <label for="d">Description</label>
      <textarea id="d" data-id="description.fieldControl-text-box-text" data-note></textarea>
      <textarea aria-label="Address 1: Street"></textarea>`,
  },
  salesforce: {
    noteType: "Visit report",
    html: `
      <input type="search" placeholder="Search Salesforce" aria-label="Search" />
      <lightning-combobox><span id="c">Note Category</span>
        <button role="combobox" aria-labelledby="c v"><span id="v">Visit report</span></button></lightning-combobox>
      <lightning-textarea><label for="t">Comments</label><textarea id="t" data-note></textarea></lightning-textarea>
      <lightning-input-rich-text><div class="ql-editor" contenteditable="true" role="textbox" aria-label="Body" data-note></div></lightning-input-rich-text>
      <textarea aria-label="Billing Street"></textarea>`,
  },
  hubspot: {
    noteType: "Phone note",
    html: `
      <input type="search" aria-label="Search HubSpot" />
      <span id="c">Note type</span><button aria-haspopup="listbox" aria-labelledby="c v"><span id="v">Phone note</span></button>
      <div data-test-id="rte-content"><div class="ProseMirror" contenteditable="true" role="textbox" aria-label="Start typing to leave a note" data-note></div></div>
      <button>Create note</button>
      <textarea aria-label="Email subject"></textarea>`,
  },
};

describe.each(Object.entries(pages))("the profile %s", (id, { html, noteType }) => {
  const profile = profiles[`../../../sites/${id}.json`];

  it("finds the notes, and no other field", () => {
    document.body.innerHTML = html;
    const editable = [
      ...document.querySelectorAll<HTMLElement>("textarea, input, [contenteditable]"),
    ];
    const found = editable.filter((field) => profile && noteFormOf(field, [profile]));
    expect(found).toEqual(editable.filter((field) => field.hasAttribute("data-note")));
    expect(found.length).toBeGreaterThan(0);
  });

  it("reads the note type beside the first of them", () => {
    document.body.innerHTML = html;
    const field = document.querySelector<HTMLElement>("[data-note]");
    const form = field && profile && noteFormOf(field, [profile]);
    expect(form && noteTypeOf(form)).toBe(noteType);
  });
});

it("each page stands for a profile that is shipped", () => {
  for (const id of Object.keys(pages))
    expect(profiles).toHaveProperty([`../../../sites/${id}.json`]);
});
