// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { profileOf } from "../protocol/field.ts";
import { describeField } from "./describe.ts";
import { noteFormOf } from "./fields.ts";
import { noteTypeOf } from "./note.ts";

beforeEach(() => document.body.replaceChildren());

/** The field of a page that is marked with `autofocus`. */
function fieldOn(html: string): HTMLElement {
  document.body.innerHTML = html;
  const field = document.querySelector<HTMLElement>("[autofocus]");
  if (!field) throw new Error("no field is marked");
  return field;
}

/** What the field's description finds on the page, once it stands as a profile of its own. */
function foundAgain(field: HTMLElement): Element[] {
  const { title, locator } = describeField(field, []);
  if (!locator) return [];
  const sections = [{ name: null, field: locator }];
  const profile = profileOf({
    origin: "https://crm.test/*",
    title,
    place: { id: "note", sections, noteType: { fixed: "" } },
  });
  const fields = document.querySelectorAll<HTMLElement>("textarea, input, [contenteditable]");
  return [...fields].filter((other) => noteFormOf(other, [profile]));
}

describe("a field is found again, and no other one", () => {
  it.each([
    ["by its label", `<label>Comment <textarea autofocus></textarea></label>`],
    ["by a name in ARIA", `<div contenteditable="true" aria-label="Case log" autofocus></div>`],
    ["by its id", `<textarea id="worknotes" autofocus></textarea>`],
    ["by its test id", `<div data-testid="log"><div contenteditable="true" autofocus></div></div>`],
    ["by its form name", `<textarea name="work[notes]" autofocus></textarea>`],
    ["by its class", `<div class="x1 worknote"><p><textarea autofocus></textarea></p></div>`],
    ["by a name with quotes", `<textarea data-id='a"b\\c' autofocus></textarea>`],
  ])("%s", (_how, html) => {
    const field = fieldOn(`<textarea></textarea><div contenteditable="true"></div>${html}`);
    expect(foundAgain(field)).toEqual([field]);
  });

  it("not by what changes with every build", () => {
    const field = fieldOn(
      `<textarea></textarea><textarea id="input-4711" class="css-1x2y" autofocus></textarea>`,
    );
    expect(describeField(field, []).locator).toBeNull();
  });

  it("not by a mark that holds other fields too", () => {
    const field = fieldOn(
      `<form id="all"><textarea></textarea><textarea autofocus></textarea></form>`,
    );
    expect(describeField(field, []).locator).toBeNull();
  });
});

it("the controls that may hold the note type are named without what is chosen in them", () => {
  const field = fieldOn(`
    <label>Category <select><option>Call</option><option>Visit</option></select></label>
    <span id="k">Kind of entry</span>
    <button aria-haspopup="listbox" aria-labelledby="k v"><span id="v">Phone</span></button>
    <select></select>
    <textarea aria-label="Comment" autofocus></textarea>`);
  const { controls } = describeField(field, []);
  expect(controls.map(({ title }) => title)).toEqual(["Category", "Kind of entry"]);
  const types = controls.map(({ locator }) => {
    const sections = [{ name: null, field: { names: ["Comment"] } }];
    const place = { id: "note", sections, noteType: { control: locator } };
    const form = noteFormOf(field, [profileOf({ origin: "", title: "", place })]);
    return form && noteTypeOf(form);
  });
  expect(types).toEqual(["Call", "Phone"]);
});

it("a field that a profile knows says so", () => {
  const field = fieldOn(`<textarea aria-label="Comment" autofocus></textarea>`);
  const sections = [{ name: null, field: { names: ["Comment"] } }];
  const place = { id: "note", sections, noteType: { fixed: "" } };
  const known = profileOf({ origin: "", title: "", place });
  expect(describeField(field, [known]).isNote).toBe(true);
  expect(describeField(field, []).isNote).toBe(false);
});
