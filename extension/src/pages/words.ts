// Fills a page with its words and marks its language.
import { api } from "../browser.ts";
import { say } from "../strings.ts";

export function fillWords(): void {
  document.documentElement.lang = api.i18n.getUILanguage();
  for (const element of document.querySelectorAll<HTMLElement>("[data-say]")) {
    element.textContent = say(element.dataset.say ?? "");
  }
}

export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return element;
}
