// Every word that people see comes from `_locales/`.
import { api } from "./browser.ts";

// To ask the browser takes a tenth of a millisecond and more, and its answer never changes.
const said = new Map<string, string>();
let plurals: Intl.PluralRules | undefined;

export function say(key: string, ...values: (string | number)[]): string {
  const asked = [key, ...values].join("\n");
  const known = said.get(asked);
  if (known !== undefined) return known;
  const words = api.i18n.getMessage(
    key,
    values.map((value) => String(value)),
  );
  said.set(asked, words);
  return words;
}

/** A count with its noun: `keyOne` or `keyMany`, as the language asks. */
export function sayCount(key: string, count: number): string {
  plurals ??= new Intl.PluralRules(api.i18n.getUILanguage());
  const one = plurals.select(count) === "one";
  return say(one ? `${key}One` : `${key}Many`, count);
}
