// The choice of a role, the same on every page.
import type { PolicyInfo } from "../protocol/note.ts";
import { readSettings, writeSettings } from "../settings.ts";
import { say } from "../strings.ts";

/** Fills a select with the policy's roles and keeps what is chosen. */
export async function offerRoles(select: HTMLSelectElement, policy: PolicyInfo): Promise<void> {
  const { role } = await readSettings();
  select.replaceChildren(
    new Option(say("chooseRole"), "", true, role === null),
    ...policy.roles.map(({ id, title }) => new Option(title, id, false, id === role)),
  );
  select.onchange = () => void writeSettings({ role: select.value || null });
}
