// Firefox calls the extension API `browser`; both browsers answer with promises under this name.
const named = globalThis as { browser?: typeof chrome };

export const api: typeof chrome = named.browser ?? chrome;
