// Settings: role, sites, rules, keys.
import { api } from "../browser.ts";
import { make } from "../panel/dom.ts";
import { severityIcon, severityWord } from "../panel/severity.ts";
import type { PolicyInfo } from "../protocol/note.ts";
import { readSettings, writeSettings } from "../settings.ts";
import { say } from "../strings.ts";
import { ask } from "./ask.ts";
import { showFields } from "./field-form.ts";
import { hostOf } from "./origin.ts";
import { offerPolicies, showPolicies } from "./policies.ts";
import { offerRoles } from "./role-choice.ts";
import { offerSite } from "./site-form.ts";
import { byId, fillWords } from "./words.ts";

async function start(): Promise<void> {
  fillWords();
  offerSite(() => void showSites());
  offerPolicies(showPolicy);
  await Promise.all([showSites(), showFields(), showKeys(), showPolicies(null, showPolicy)]);
  await showPolicy(await ask({ command: "policy" }));
}

/** All that depends on the policies. */
async function showPolicy(policy: PolicyInfo): Promise<void> {
  await showPolicies(policy.loaded, showPolicy);
  await offerRoles(byId("role", HTMLSelectElement), policy);
  await showRules(policy);
}

async function showSites(): Promise<void> {
  const { origins = [] } = await api.permissions.getAll();
  const rows = origins.map((pattern) => {
    const host = hostOf(pattern);
    const remove = () => {
      void api.permissions.remove({ origins: [pattern] }).then(showSites);
    };
    return make(
      "li",
      {},
      make("span", {}, host),
      make(
        "button",
        { type: "button", "aria-label": say("remove", host), on: { click: remove } },
        say("removeWord"),
      ),
    );
  });
  const none = make("li", { class: "quiet" }, say("noSites"));
  byId("sites", HTMLUListElement).replaceChildren(...(rows.length > 0 ? rows : [none]));
}

async function showRules(policy: PolicyInfo): Promise<void> {
  const { rulesOff } = await readSettings();
  const rows = policy.rules.map(({ id, title, severity }) => {
    const box = make("input", {
      type: "checkbox",
      id: `rule-${id}`,
      checked: !rulesOff.includes(id),
      on: { change: () => void switchRule(id, box.checked) },
    });
    return make(
      "li",
      {},
      box,
      make(
        "label",
        { for: `rule-${id}` },
        make("span", {}, title),
        make(
          "span",
          { class: `severity ${severity}` },
          severityIcon(severity),
          severityWord(severity),
        ),
      ),
    );
  });
  byId("rules", HTMLUListElement).replaceChildren(...rows);
}

async function switchRule(id: string, on: boolean): Promise<void> {
  const { rulesOff } = await readSettings();
  const others = rulesOff.filter((other) => other !== id);
  await writeSettings({ rulesOff: on ? others : [...others, id] });
}

async function showKeys(): Promise<void> {
  const commands = await api.commands.getAll();
  const keys = commands.find((command) => command.name === "open-panel")?.shortcut;
  const line = byId("keys", HTMLParagraphElement);
  line.textContent = keys ? say("settingsKeysLead", keys) : say("settingsKeysNone");
}

start().catch((error: unknown) => {
  const line = byId("trouble", HTMLParagraphElement);
  line.textContent = error instanceof Error ? error.message : String(error);
  line.hidden = false;
});
