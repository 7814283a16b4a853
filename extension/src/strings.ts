// Every word that people see comes from `_locales/`.
import { api } from "./browser.ts";

export function say(key: string, ...values: (string | number)[]): string {
  return api.i18n.getMessage(
    key,
    values.map((value) => String(value)),
  );
}

/** A count with its noun: `keyOne` or `keyMany`, as the language asks. */
export function sayCount(key: string, count: number): string {
  const one = new Intl.PluralRules(api.i18n.getUILanguage()).select(count) === "one";
  return say(one ? `${key}One` : `${key}Many`, count);
}
