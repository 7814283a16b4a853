import { expect, it, vi } from "vitest";

const home = "chrome-extension://abcdefghijklmnop/";
type Listener = (message: unknown, sender: object, reply: (answer: unknown) => void) => boolean;
let listener: Listener | undefined;

const api = {
  runtime: {
    id: "abcdefghijklmnop",
    getURL: (path: string) => home + path,
    onMessage: {
      addListener: (heard: Listener) => {
        listener = heard;
      },
    },
  },
};

// The browser's API and the built contents do not exist here; who may ask is decided without them.
vi.mock("../browser.ts", () => ({ api }));
vi.mock("notelint:contents", () => ({
  policy: { path: "policies/own.toml", files: [] },
  sites: [],
}));
vi.mock("notelint:engine", () => ({ default: () => Promise.resolve(), Engine: class {} }));
const { isOwnPage } = await import("./policies.ts");
const { listenToMessages } = await import("./messages.ts");

const answerTo = (message: object, sender: object) =>
  new Promise((resolve) => listener?.(message, { id: api.runtime.id, ...sender }, resolve));

it.each([
  [`${home}options.html`, true],
  ["https://crm.example.com/", false],
  ["https://crm.example.com/?chrome-extension://abcdefghijklmnop/options.html", false],
  ["chrome-extension://abcdefghijklmnopq/options.html", false],
  [undefined, false],
])("%s is an own page: %s", (url, own) => {
  expect(isOwnPage({ ...(url === undefined ? {} : { url }) })).toBe(own);
});

it.each([
  { command: "add-policies", files: [] },
  { command: "remove-policy", file: "own.toml" },
])("a site's content script that asks for $command is refused", async (message) => {
  listenToMessages();
  const sender = { url: "https://crm.example.com/", origin: "https://crm.example.com" };
  expect(await answerTo(message, sender)).toEqual({
    ok: false,
    error: `A site may not ask for ${message.command}.`,
  });
});
