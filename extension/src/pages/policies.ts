// The policies that notes are checked by: which there are, adding one from files, removing one.
import { make } from "../panel/dom.ts";
import type { AddedFile } from "../protocol/messages.ts";
import type { LoadedPolicy, PolicyInfo } from "../protocol/note.ts";
import { readPolicies } from "../settings.ts";
import { say } from "../strings.ts";
import { ask } from "./ask.ts";
import { byId } from "./words.ts";

/** What is to be said of a policy whose time is over, or null. */
export function expiryOf({ title, valid_until }: LoadedPolicy): string | null {
  const today = new Date().toISOString().slice(0, 10);
  if (valid_until === null || valid_until >= today) return null;
  return say("policyExpired", title, new Date(valid_until).toLocaleDateString());
}

/** Shows the policies and lets them be changed; `changed` hears of every change. */
export function offerPolicies(changed: (policy: PolicyInfo) => Promise<void>): void {
  const files = byId("policy-files", HTMLInputElement);
  files.addEventListener("change", () => {
    void change(changed, async () => {
      const policy = await ask({
        command: "add-policies",
        files: await Promise.all([...(files.files ?? [])].map(packed)),
      });
      // The same file may be chosen again once its mistakes are mended.
      files.value = "";
      return policy;
    });
  });
}

export async function showPolicies(
  loaded: LoadedPolicy[] | null,
  changed: (policy: PolicyInfo) => Promise<void>,
): Promise<void> {
  const { load } = await readPolicies();
  // Where the engine cannot start, the files' names are all that is known.
  const rows = (loaded ?? load).map((policy, at) => {
    const file = load[at];
    const title = typeof policy === "string" ? policy : policy.title;
    const remove = () =>
      void change(changed, () => ask({ command: "remove-policy", file: file ?? "" }));
    const line = make("span", {}, title);
    if (typeof policy !== "string") {
      line.append(make("small", {}, say("policyVersion", policy.version)));
      const expired = expiryOf(policy);
      if (expired) line.append(make("small", { class: "expired" }, expired));
    }
    const attributes = {
      type: "button",
      "aria-label": say("remove", title),
      on: { click: remove },
    } as const;
    return make("li", {}, line, file ? make("button", attributes, say("removeWord")) : "");
  });
  byId("policies", HTMLUListElement).replaceChildren(...rows);
}

async function change(
  changed: (policy: PolicyInfo) => Promise<void>,
  ask: () => Promise<PolicyInfo>,
): Promise<void> {
  const said = byId("policy-said", HTMLParagraphElement);
  const mistakes = byId("policy-mistakes", HTMLPreElement);
  said.textContent = "";
  mistakes.hidden = true;
  try {
    await changed(await ask());
    said.textContent = say("policyChanged");
  } catch (error) {
    said.textContent = say("policyRefused");
    mistakes.textContent = error instanceof Error ? error.message : String(error);
    mistakes.hidden = false;
  }
}

async function packed(file: File): Promise<AddedFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let chars = "";
  for (const byte of bytes) chars += String.fromCharCode(byte);
  return { name: file.name, base64: btoa(chars) };
}
