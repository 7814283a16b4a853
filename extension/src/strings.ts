// Every word that people see comes from `_locales/`.
import { api } from "./browser.ts";

export function say(key: string, ...values: (string | number)[]): string {
  return api.i18n.getMessage(
    key,
    values.map((value) => String(value)),
  );
}

let plurals: Intl.PluralRules | undefined;

/** A count with its noun: `keyOne` or `keyMany`, as the language asks. */
export function sayCount(key: string, count: number): string {
  plurals ??= new Intl.PluralRules(api.i18n.getUILanguage());
  const one = plurals.select(count) === "one";
  return say(one ? `${key}One` : `${key}Many`, count);
}
