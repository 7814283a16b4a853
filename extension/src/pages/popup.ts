// The toolbar popup: role, this site, how many findings.
import { api } from "../browser.ts";
import { say, sayCount } from "../strings.ts";
import { ask } from "./ask.ts";
import { offerField } from "./field-form.ts";
import { hostOf, originPattern } from "./origin.ts";
import { expiryOf } from "./policies.ts";
import { offerRoles } from "./role-choice.ts";
import { byId, fillWords } from "./words.ts";

const allow = byId("allow", HTMLButtonElement);
const stop = byId("stop", HTMLButtonElement);

async function showRoles(): Promise<void> {
  const policy = await ask({ command: "policy" });
  await offerRoles(byId("role", HTMLSelectElement), policy);
  const expired = policy.loaded.map(expiryOf).filter((line) => line !== null);
  const line = byId("expired", HTMLParagraphElement);
  line.textContent = expired.join(" ");
  line.hidden = expired.length === 0;
}

async function showTab(): Promise<void> {
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  const pattern = tab?.url ? originPattern(tab.url) : null;
  if (!pattern || !/^https?:/u.test(tab?.url ?? "")) {
    byId("site", HTMLParagraphElement).textContent = say("noSite");
    return;
  }
  await showSite(pattern);
  await showCount(tab?.id);
  if (allow.hidden && tab?.id !== undefined) await offerField(tab.id);
  allow.addEventListener("click", () => {
    // Asked for in the press itself: the browser wants a person's gesture.
    void api.permissions.request({ origins: [pattern] }).then(() => showSite(pattern));
  });
  stop.addEventListener("click", () => {
    void api.permissions.remove({ origins: [pattern] }).then(() => showSite(pattern));
  });
}

async function showSite(pattern: string): Promise<void> {
  const allowed = await api.permissions.contains({ origins: [pattern] });
  const key = allowed ? "siteAllowed" : "siteNotAllowed";
  byId("site", HTMLParagraphElement).textContent = say(key, hostOf(pattern));
  allow.hidden = allowed;
  stop.hidden = !allowed;
}

async function showCount(tabId: number | undefined): Promise<void> {
  if (tabId === undefined || !allow.hidden) return;
  const text = await api.action.getBadgeText({ tabId });
  const line = byId("count", HTMLParagraphElement);
  if (text === "off") line.textContent = say("pageFights");
  else line.textContent = text ? sayCount("findings", Number(text)) : say("noFindings");
}

function showTrouble(error: unknown): void {
  const line = byId("trouble", HTMLParagraphElement);
  line.textContent = error instanceof Error ? error.message : String(error);
  line.hidden = false;
}

fillWords();
byId("settings", HTMLButtonElement).addEventListener("click", () => {
  void api.runtime.openOptionsPage().then(() => window.close());
});
Promise.all([showRoles(), showTab()]).catch(showTrouble);
