// Runs a function in Firefox's own window, where its add-ons are managed.

/**
 * @param {import("../harness/index.mjs").Session} session
 * @param {string} code A function's source; it may be async, and gives what is JSON.
 * @param {...string} given What it is called with.
 */
export async function askFirefoxItself(session, code, ...given) {
  /** @type {{ send(method: string, params: object): Promise<{ result: any }> }} */
  const connection = Reflect.get(session.browser, "connection");
  const { result: tree } = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  /** @type {{ context: string, url: string }[]} */
  const windows = tree.contexts;
  const window = windows.find(({ url }) => url.endsWith("/browser.xhtml"));
  const { result } = await connection.send("script.callFunction", {
    functionDeclaration: code,
    awaitPromise: true,
    target: { context: window?.context },
    arguments: given.map((value) => ({ type: "string", value })),
  });
  if (result.type !== "success") throw new Error(result.exceptionDetails?.text);
  return result.result.value;
}
