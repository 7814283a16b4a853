// The background: engine, messages, badge, sites and the keyboard command. Stopped and started by
// the browser as it likes; every listener is set in the first turn, nothing is kept in variables.
import { api } from "../browser.ts";
import type { OpenPanel } from "../protocol/messages.ts";
import { forgetClosedPages } from "./badge.ts";
import { listenToMessages } from "./messages.ts";
import { followPermissions } from "./sites.ts";

listenToMessages();
followPermissions();
forgetClosedPages();

api.commands.onCommand.addListener((command, tab) => {
  if (command !== "open-panel") return;
  void openPanel(tab?.id);
});

// A content script holds this port so that it learns at once when the extension is gone.
api.runtime.onConnect.addListener((port) => {
  if (port.sender?.id !== api.runtime.id) port.disconnect();
});

async function openPanel(tabId: number | undefined): Promise<void> {
  const id = tabId ?? (await api.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
  if (id === undefined) return;
  const message: OpenPanel = { command: "open-panel" };
  // A tab without our script has nobody to listen: that is not an error.
  await api.tabs.sendMessage(id, message).catch(() => undefined);
}
