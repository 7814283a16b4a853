import { expect, it, vi } from "vitest";
import type { NamedField } from "../protocol/field.ts";
import type { SiteProfile } from "../protocol/site.ts";

// The rule is pure; the module beside it registers with the browser.
vi.mock("../browser.ts", () => ({ api: {} }));
const { matchesOrigin, profilesFor } = await import("./sites.ts");

it.each([
  ["https://crm.example.com/*", "https://crm.example.com/a", true],
  ["https://crm.example.com/*", "https://crm.example.com:8443/", true],
  ["https://crm.example.com/*", "http://crm.example.com/", false],
  ["https://*.example.com/*", "https://a.b.example.com/", true],
  ["https://*.example.com/*", "https://example.com/", true],
  ["https://*.example.com/*", "https://badexample.com/", false],
  ["https://crm.example.com/*", "https://crm.example.com.evil.test/", false],
  ["https://crm.example.com/*", "about:blank", false],
  ["https://crm.example.com/*", "", false],
])("%s and %s: %s", (pattern, url, expected) => {
  expect(matchesOrigin(pattern, url)).toBe(expected);
});

const profile = (id: string, origin: string): SiteProfile => ({
  id,
  title: id,
  origins: [origin],
  notes: [],
});

it("a known site has its own profile, an unknown one all of them", () => {
  const sites = [profile("a", "https://*.a.test/*"), profile("b", "https://*.b.test/*")];
  expect(profilesFor("https://x.b.test", sites, []).map(({ id }) => id)).toEqual(["b"]);
  expect(profilesFor("https://crm.test", sites, []).map(({ id }) => id)).toEqual(["a", "b"]);
});

it("fields that the person named come first, on their own site only", () => {
  const sites = [profile("a", "https://*.a.test/*")];
  const place: NamedField["place"] = { id: "note", sections: [], noteType: { fixed: "" } };
  const named: NamedField[] = [{ origin: "https://crm.test/*", title: "Comments", place }];
  const found = (url: string) => profilesFor(url, sites, named).map(({ title }) => title);
  expect(found("https://crm.test")).toEqual(["Comments", "a"]);
  expect(found("https://other.test")).toEqual(["a"]);
  expect(found("https://x.a.test")).toEqual(["a"]);
});
