// On which sites the content script runs: those that the person (or the admin) has allowed, and no
// other. The browser's own list of permissions is the only list; there is no copy to go stale.
import { api } from "../browser.ts";
import { type NamedField, profileOf } from "../protocol/field.ts";
import type { SiteProfile } from "../protocol/site.ts";

const SCRIPT = "notes";
const FILE = "content.js";

export function followPermissions(): void {
  api.permissions.onAdded.addListener((added) => void allow(added.origins ?? []));
  api.permissions.onRemoved.addListener(() => void registerScripts());
  api.runtime.onInstalled.addListener((details) => {
    // Pages that were open before an update hold the old script, which removes itself.
    void allowedOrigins().then(allow);
    if (details.reason === "install") {
      void api.tabs.create({ url: api.runtime.getURL("welcome.html") });
    }
  });
  api.runtime.onStartup.addListener(() => void registerScripts());
}

async function allow(origins: string[]): Promise<void> {
  await registerScripts();
  if (origins.length > 0) await injectIntoOpenTabs(origins);
}

async function allowedOrigins(): Promise<string[]> {
  return (await api.permissions.getAll()).origins ?? [];
}

async function registerScripts(): Promise<void> {
  const matches = await allowedOrigins();
  const known = await api.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (known.length > 0) await api.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script: chrome.scripting.RegisteredContentScript = {
    id: SCRIPT,
    matches,
    js: [FILE],
    allFrames: true,
    matchOriginAsFallback: true,
    // Early, so that our listeners stand before those of the page (see panel/shield.ts).
    runAt: "document_start",
    persistAcrossSessions: true,
  };
  if (known.length > 0) await api.scripting.updateContentScripts([script]);
  else await api.scripting.registerContentScripts([script]);
}

async function injectIntoOpenTabs(origins: string[]): Promise<void> {
  const tabs = await api.tabs.query({ url: origins });
  await Promise.allSettled(
    tabs.map(({ id }) =>
      id === undefined
        ? Promise.resolve()
        : api.scripting.executeScript({
            target: { tabId: id, allFrames: true },
            files: [FILE],
            injectImmediately: true,
          }),
    ),
  );
}

/**
 * The profiles for a page: the fields that the person named there; then the profiles written for its
 * origin, or for an unknown site all of them, to be tried in turn.
 */
export function profilesFor(
  url: string,
  sites: readonly SiteProfile[],
  named: readonly NamedField[],
): SiteProfile[] {
  const isHere = (site: SiteProfile) => site.origins.some((origin) => matchesOrigin(origin, url));
  const own = sites.filter(isHere);
  return [...named.map(profileOf).filter(isHere), ...(own.length > 0 ? own : sites)];
}

/** Whether `url` lies in `scheme://host/*`, where the host may begin with `*.`. */
export function matchesOrigin(pattern: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const parts = /^(https?:)\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern);
  if (!parts || parts[1] !== protocol) return false;
  const host = parts[3] as string;
  return hostname === host || (parts[2] !== undefined && hostname.endsWith(`.${host}`));
}
