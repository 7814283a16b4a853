// Runs a function on the closed shadow roots that hang off a page's document element. The page
// cannot do this and the shipped extension does not help: the drivers of both browsers see through
// closed roots (Chromium: DevTools protocol; Firefox: WebDriver BiDi), in a world of their own.

/** @typedef {import("puppeteer-core").Page} Page */
/**
 * @template T
 * @typedef {(roots: ShadowRoot[], ...args: never[]) => T} Reader
 */

/**
 * @typedef {object} Reach
 * @property {<T>(read: (roots: ShadowRoot[]) => T) => Promise<T>} read Gives the function's answer,
 *   which must be JSON. The function may use nothing from around it.
 */

/**
 * @param {import("../harness/index.mjs").Session} session
 * @param {Page} page
 * @returns {Promise<Reach>}
 */
export async function reachClosedRoots(session, page) {
  return session.name === "chromium" ? throughDevTools(page) : throughBiDi(session, page);
}

/** @param {Page} page @returns {Promise<Reach>} */
async function throughDevTools(page) {
  const devTools = await page.createCDPSession();
  await devTools.send("DOM.enable");
  /** @type {number | undefined} */
  let world;
  devTools.on("DOM.documentUpdated", () => {
    world = undefined;
  });

  async function roots() {
    // Three levels: document, html, its children. Their shadow roots come with them.
    const { root } = await devTools.send("DOM.getDocument", { depth: 3, pierce: true });
    const html = root.children?.find((node) => node.localName === "html");
    const closed = (html?.children ?? [])
      .flatMap((child) => child.shadowRoots ?? [])
      .filter((shadow) => shadow.shadowRootType === "closed");
    if (world === undefined) {
      const { frameTree } = await devTools.send("Page.getFrameTree");
      const frameId = frameTree.frame.id;
      const made = await devTools.send("Page.createIsolatedWorld", { frameId, worldName: "test" });
      world = made.executionContextId;
    }
    const executionContextId = world;
    return Promise.all(
      closed.map(async ({ backendNodeId }) => {
        const { object } = await devTools.send("DOM.resolveNode", { backendNodeId, executionContextId });
        return { objectId: object.objectId ?? "" };
      }),
    );
  }

  return {
    async read(read) {
      const found = await roots();
      if (world === undefined) throw new Error("the page has no world for tests");
      const { result, exceptionDetails } = await devTools.send("Runtime.callFunctionOn", {
        functionDeclaration: `(...roots) => (${read})(roots)`,
        executionContextId: world,
        arguments: found,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
      return result.value;
    },
  };
}

/**
 * What is used here of puppeteer's connection: it has no public call for these two commands.
 * @typedef {object} BiDi
 * @property {(method: string, params: object) => Promise<{ result: any }>} send
 */

/**
 * @param {import("../harness/index.mjs").Session} session
 * @param {Page} page
 * @returns {Promise<Reach>}
 */
async function throughBiDi(session, page) {
  const connection = /** @type {BiDi} */ (Reflect.get(session.browser, "connection"));
  const context = /** @type {string} */ (Reflect.get(page.mainFrame(), "_id"));

  async function roots() {
    const { result } = await connection.send("browsingContext.locateNodes", {
      context,
      locator: { type: "css", value: ":root > :not(head, body)" },
      serializationOptions: { includeShadowTree: "all", maxDomDepth: 1 },
    });
    /** @type {{ value?: { shadowRoot?: { sharedId: string, value: { mode: string } } | null } }[]} */
    const nodes = result.nodes;
    return nodes.flatMap(({ value }) =>
      value?.shadowRoot?.value.mode === "closed" ? [{ sharedId: value.shadowRoot.sharedId }] : [],
    );
  }

  return {
    async read(read) {
      const { result } = await connection.send("script.callFunction", {
        functionDeclaration: `(...roots) => JSON.stringify((${read})(roots))`,
        awaitPromise: false,
        target: { context, sandbox: "test" },
        arguments: await roots(),
      });
      if (result.type !== "success") throw new Error(result.exceptionDetails?.text);
      return JSON.parse(result.result.value ?? "null");
    },
  };
}
