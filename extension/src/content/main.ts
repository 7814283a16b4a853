// Content script. One per frame that the person has allowed; see script.ts for what it does.
import { isServedFromOutside, Script } from "./script.ts";

// Registered and injected scripts may meet in one page. The name lives in our own world: the page
// does not see it.
const world = globalThis as { notelint?: Script };

if (!world.notelint?.running && !isServedFromOutside()) {
  world.notelint = new Script();
  world.notelint.start();
}
