// Content script. One per frame that the person has allowed; see script.ts for what it does.
import { removeLeftovers } from "./leftovers.ts";
import { isServedFromOutside, Script } from "./script.ts";

// Registered and injected scripts may meet in one page. The name lives in our own world: the page
// does not see it.
const world = globalThis as { notelint?: Script };

function start(): void {
  world.notelint?.stop();
  removeLeftovers();
  world.notelint = new Script();
  world.notelint.start();
}

/** `document.open()` takes all listeners away, ours too; a new document element tells us of it. */
function startAgainAfterDocumentOpen(script: () => Script | undefined): void {
  let root = document.documentElement;
  const observer = new MutationObserver(() => {
    if (!script()?.running) return observer.disconnect();
    const known = root;
    root = document.documentElement;
    if (known && root && known !== root) start();
  });
  observer.observe(document, { childList: true });
}

if (!world.notelint?.running && !isServedFromOutside()) {
  start();
  startAgainAfterDocumentOpen(() => world.notelint);
}
