// @vitest-environment jsdom
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { choose } from "./companion.ts";

beforeAll(() => {
  // jsdom has no pointer events; a mouse event is their base class.
  vi.stubGlobal("PointerEvent", MouseEvent);
});

beforeEach(() => {
  document.body.replaceChildren();
});

function select(...options: string[]): HTMLSelectElement {
  const element = document.createElement("select");
  for (const text of options) element.append(new Option(text));
  document.body.append(element);
  return element;
}

/** A listbox that opens on a press, as component libraries build it: the list lies elsewhere. */
function dropdown(...options: string[]): HTMLElement {
  const box = document.createElement("div");
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.textContent = "Select …";
  const toggle = () => {
    const list = document.querySelector("[role=listbox]");
    box.setAttribute("aria-expanded", String(!list));
    if (list) return list.remove();
    const made = document.createElement("div");
    made.setAttribute("role", "listbox");
    for (const text of options) {
      const option = document.createElement("button");
      option.setAttribute("role", "option");
      option.textContent = text;
      option.addEventListener("click", () => {
        box.textContent = text;
        toggle();
      });
      made.append(option);
    }
    document.body.append(made);
  };
  // Opens later, as after a render.
  box.addEventListener("click", () => queueMicrotask(toggle));
  document.body.append(box);
  return box;
}

it("chooses an option of a select and tells the page", async () => {
  const element = select("A", "Overall Status");
  const told: string[] = [];
  for (const type of ["input", "change"]) element.addEventListener(type, () => told.push(type));
  expect(await choose(element, ["Engagement Management", "overall status"])).toBe(true);
  expect(element.value).toBe("Overall Status");
  expect(told).toEqual(["input", "change"]);
});

it("says that a select has no such option, and changes nothing", async () => {
  const element = select("A", "B");
  expect(await choose(element, ["C"])).toBe(false);
  expect(element.value).toBe("A");
});

it("opens a dropdown, presses the option and sees that it is shown", async () => {
  const box = dropdown("Environment", "Technical Enablement");
  expect(await choose(box, ["Technical Enablement"])).toBe(true);
  expect(box.textContent).toBe("Technical Enablement");
  expect(document.querySelector("[role=listbox]")).toBeNull();
});

it("closes a dropdown again that has no such option", async () => {
  vi.useFakeTimers();
  const box = dropdown("Environment");
  const done = choose(box, ["Migration"]);
  await vi.runAllTimersAsync();
  expect(await done).toBe(false);
  expect(box.getAttribute("aria-expanded")).toBe("false");
  vi.useRealTimers();
});

it("does nothing where the option is chosen already", async () => {
  const box = dropdown("Environment");
  box.textContent = "Environment";
  expect(await choose(box, ["environment"])).toBe(true);
  expect(box.getAttribute("aria-expanded")).toBe("false");
});
