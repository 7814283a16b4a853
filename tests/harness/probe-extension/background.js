chrome.permissions.onAdded.addListener(async ({ origins }) => {
  await chrome.scripting.registerContentScripts([
    { id: "probe", matches: origins, js: ["content.js"], runAt: "document_start" },
  ]);
});
chrome.runtime.onInstalled.addListener(() => chrome.tabs.create({ url: "welcome.html" }));
