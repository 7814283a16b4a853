import { expect, it } from "vitest";
import { hostOf, originPattern } from "./origin.ts";

it.each([
  ["https://crm.example.com/notes?id=1#x", "https://crm.example.com/*"],
  ["crm.example.com", "https://crm.example.com/*"],
  ["  https://Crm.Example.com:8443 ", "https://crm.example.com/*"],
  ["http://localhost:8080/", "http://localhost/*"],
  ["http://127.0.0.1:5000/", "http://127.0.0.1/*"],
  ["https://bücher.example", "https://xn--bcher-kva.example/*"],
])("%s is allowed as %s", (address, pattern) => {
  expect(originPattern(address)).toBe(pattern);
});

it.each([
  "",
  "   ",
  "crm",
  "ftp://crm.example.com",
  "chrome://extensions",
  "about:blank",
  "https://",
  "javascript://x.y",
])("%j is no site", (address) => {
  expect(originPattern(address)).toBeNull();
});

it("a pattern is read as its host", () => {
  expect(hostOf("https://crm.example.com/*")).toBe("crm.example.com");
});
