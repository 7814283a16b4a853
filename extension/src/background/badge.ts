// The toolbar badge: how many findings the tab's notes have, all frames together.
import { api } from "../browser.ts";
import type { FrameState } from "../protocol/messages.ts";
import type { Severity } from "../protocol/note.ts";
import { say, sayCount } from "../strings.ts";

type Frames = Record<string, FrameState>;

const colours: Record<Severity, string> = {
  error: "#b3261e",
  warning: "#8a5300",
  info: "#1f5fbf",
};

const order: readonly Severity[] = ["info", "warning", "error"];

/** One state for the whole tab: the sum of its frames and the worst of their severities. */
export function together(frames: Frames): FrameState {
  const all = Object.values(frames);
  return {
    findings: all.reduce((sum, frame) => sum + frame.findings, 0),
    worst: order.findLast((severity) => all.some((frame) => frame.worst === severity)) ?? null,
    off: all.some((frame) => frame.off),
  };
}

export async function showBadge(
  sender: chrome.runtime.MessageSender,
  state: FrameState,
): Promise<void> {
  const tabId = sender.tab?.id;
  if (tabId === undefined) return;
  const frames = await remember(tabId, sender.frameId ?? 0, state);
  await paint(tabId, together(frames));
}

export function forgetClosedPages(): void {
  api.tabs.onRemoved.addListener((tabId) => {
    void api.storage.session.remove(keyOf(tabId));
  });
}

async function paint(tabId: number, state: FrameState): Promise<void> {
  const text = state.off ? "off" : state.findings > 0 ? String(state.findings) : "";
  const title = state.off
    ? say("pageFights")
    : say("badgeTitle", sayCount("findings", state.findings));
  await Promise.all([
    api.action.setBadgeText({ tabId, text }),
    api.action.setBadgeBackgroundColor({ tabId, color: colours[state.worst ?? "info"] }),
    api.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
    api.action.setTitle({ tabId, title: text ? title : say("name") }),
  ]);
}

const keyOf = (tabId: number) => `tab-${tabId}`;

// The background may be stopped between two frames' messages, so their states live in the
// session's storage (memory only): counts, no text.
function remember(tabId: number, frameId: number, state: FrameState): Promise<Frames> {
  // One after the other: two frames that answer at once must not overwrite each other.
  const turn = lastTurn.then(() => merge(tabId, frameId, state));
  lastTurn = turn.catch(() => undefined);
  return turn;
}

let lastTurn: Promise<unknown> = Promise.resolve();

async function merge(tabId: number, frameId: number, state: FrameState): Promise<Frames> {
  const key = keyOf(tabId);
  const stored = (await api.storage.session.get(key))[key] as Frames | undefined;
  const frames: Frames = { ...stored, [frameId]: state };
  if (state.findings === 0 && !state.off) delete frames[frameId];
  await api.storage.session.set({ [key]: frames });
  return frames;
}
