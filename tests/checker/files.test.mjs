// What the page does where its own files are missing, broken, or served from elsewhere.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { browsers, built, Checker, served, start } from "./checker.mjs";

/** @type {string} */
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "checker-"));
});
after(() => rm(folder, { recursive: true }));

/** A copy of the page with one file changed, or taken away. */
let copies = 0;
/**
 * @param {string} file
 * @param {string | null} text
 */
async function copyWith(file, text) {
  copies += 1;
  const copy = join(folder, `copy-${copies}`);
  await cp(built, copy, { recursive: true });
  if (text === null) await rm(join(copy, file));
  else await writeFile(join(copy, file), text);
  return copy;
}

for (const name of browsers) {
  describe(`the checker page's files in ${name}`, () => {
    /** @type {import("puppeteer-core").Browser} */
    let browser;
    before(async () => {
      browser = await start(name);
    });
    after(() => browser.close());

    /**
     * What the page says of its failure.
     * @param {string} file
     * @param {string | null} text
     */
    async function failure(file, text) {
      const site = await served(await copyWith(file, text));
      const page = await browser.newPage();
      try {
        await page.goto(`${site.origin}/`);
        await page.waitForSelector("#failure:not([hidden])");
        assert.equal(await page.$eval("#role", (role) => role.matches(":disabled")), true);
        return await page.$eval("#failure-reason", (reason) => reason.textContent ?? "");
      } finally {
        await page.close();
        await site.close();
      }
    }

    it("says which file is missing", async () => {
      assert.match(await failure("policies/ftop.toml", null), /policies\/ftop\.toml.*404/);
      assert.match(await failure("policies/index.json", null), /policies\/index\.json.*404/);
      assert.match(await failure("samples.json", null), /samples\.json.*404/);
      assert.match(await failure("locales/en.json", null), /locales\/en\.json.*404/);
    });

    it("says what is wrong with a policy, and where", async () => {
      const policy = await readFile(join(built, "policies/ftop.toml"), "utf8");
      const broken = policy.replace('role = "fm", note_type', 'role = "fmm", note_type');
      const reason = await failure("policies/ftop.toml", broken);
      assert.match(reason, /^The policy has mistakes:\nftop\.toml:\d+:\d+: /);
      assert.match(await failure("policies/index.json", "{"), /policies\/index\.json/);
    });

    it("says so where the module does not load", async () => {
      assert.notEqual(await failure("page_bg.wasm", "not a module"), "");
    });

    it("works in any folder of any server, and sends nothing", async () => {
      const root = join(folder, `root-${name}`);
      await mkdir(join(root, "tools"), { recursive: true });
      await symlink(built, join(root, "tools/notes"));
      const site = await served(root);
      const checker = await Checker.open(browser, `${site.origin}/tools/notes/#role=gm`);
      const before = site.requests.length;
      /** @type {string[]} */
      const asked = [];
      checker.page.on("request", (request) => asked.push(request.url()));
      await checker.type("Note", "A secret of ours. #covid19");
      await (await checker.button("malformed-hashtag", "Change to #covid")).click();
      await checker.gone("malformed-hashtag");
      assert.deepEqual(asked, []);
      assert.equal(site.requests.length, before);
      assert.ok(site.requests.every((path) => path.startsWith("/tools/notes/")));
      const kept = await checker.page.evaluate(() => [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        location.href.includes("secret"),
      ]);
      assert.deepEqual(kept, [0, 0, "", false]);
      await checker.page.close();
      await site.close();
    });

    it("refuses to connect anywhere else", async () => {
      const site = await served();
      const checker = await Checker.open(browser, `${site.origin}/`);
      const refused = await checker.page.evaluate(() =>
        fetch("http://localhost:9/").then(
          () => "connected",
          () =>
            new Promise((resolve) => {
              document.addEventListener("securitypolicyviolation", (event) =>
                resolve(event.effectiveDirective),
              );
              void fetch("http://localhost:9/").catch(() => null);
            }),
        ),
      );
      assert.equal(refused, "connect-src");
      await checker.page.close();
      await site.close();
    });
  });
}
