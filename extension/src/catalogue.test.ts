/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";

type Catalogue = Record<string, { message: string }>;

const catalogues = import.meta.glob<Catalogue>("../_locales/*/messages.json", {
  eager: true,
  import: "default",
});
const files = import.meta.glob<string>(
  ["./**/*.{ts,html}", "../manifest/*.json", "!./**/*.test.ts"],
  {
    eager: true,
    query: "?raw",
    import: "default",
  },
);

const locales = ["en", "de", "es", "pt_BR", "ja", "zh_CN"];
const read = (locale: string) => catalogues[`../_locales/${locale}/messages.json`] ?? {};
const english = read("en");
const sources = Object.values(files).join("\n");

it("the six languages of the guidance are there, and no other", () => {
  const found = Object.keys(catalogues).map((path) => path.split("/")[2]);
  expect(found.sort()).toEqual([...locales].sort());
});

describe.each(locales)("%s", (locale) => {
  const catalogue = read(locale);

  it("has every message and no other", () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
  });

  it("puts the same values into each message", () => {
    for (const [key, { message }] of Object.entries(catalogue)) {
      const values = (text: string) => [...new Set(text.match(/\$\d/gu))].sort();
      expect(values(message), key).toEqual(values(english[key]?.message ?? ""));
      expect(message.trim(), key).not.toBe("");
    }
  });
});

it("every message is used", () => {
  const unused = Object.keys(english).filter((key) => {
    const stem = key.replace(/(One|Many)$/u, "");
    return !new RegExp(`["'_](${key}|${stem})(["']|__)`, "u").test(sources);
  });
  expect(unused).toEqual([]);
});

it("every message that is asked for exists", () => {
  const asked = [...sources.matchAll(/\bsay\(\s*"(\w+)"|data-say="(\w+)"|__MSG_(\w+)__/gu)].map(
    (found) => found[1] ?? found[2] ?? found[3] ?? "",
  );
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((key) => !(key in english))).toEqual([]);
});
