// Waiting for what a person would see, for conditions that no page can announce by itself.
import { setTimeout } from "node:timers/promises";

const longest = 15_000;
const between = 40;

/**
 * Asks again until the answer is neither null nor false, and gives it.
 * @template T
 * @param {string} what Said when it never comes.
 * @param {() => Promise<T | null | false>} ask
 * @param {() => Promise<unknown>} [instead] What was there instead, for the message.
 * @returns {Promise<T>}
 */
export async function until(what, ask, instead) {
  const deadline = performance.now() + longest;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > deadline) {
      const seen = instead ? `; instead: ${JSON.stringify(await instead(), null, 1)}` : "";
      throw new Error(`waited in vain for ${what}${seen}`);
    }
    await setTimeout(between);
  }
}
