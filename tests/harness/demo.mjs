// What `cargo xtask demo` runs when everything is built: serves the demo CRM and the checker page
// and shows them. `--screenshot DIR` takes pictures of both instead.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { executable, launch, serve } from "./index.mjs";
import { takePictures } from "./screenshots.mjs";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    screenshot: { type: "string" },
  },
});

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const port = Number(values.port);
const crm = await serveAt("crm", port);
// The checker page brings its own Content-Security-Policy, for servers that send none.
const checker = await serveAt("www", port === 0 ? 0 : port + 1, null);

if (values.screenshot !== undefined) {
  const files = await takePictures({ crm, checker, dist, into: values.screenshot });
  for (const file of files) console.log(file);
  await Promise.all([crm.close(), checker.close()]);
} else {
  await show();
}

/**
 * @param {string} name
 * @param {number} at
 * @param {string | null} [csp]
 */
async function serveAt(name, at, csp) {
  try {
    return await serve(`${dist}/${name}`, csp === undefined ? { port: at } : { csp, port: at });
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, "code") !== "EADDRINUSE") throw error;
    console.error(`port ${at} is taken: choose another with --port`);
    process.exit(1);
  }
}

async function show() {
  console.log(`
  Demo CRM      ${crm.origin}/
  Checker page  ${checker.origin}/
`);
  const name = hasDisplay() ? installed() : null;
  if (name === null) {
    console.log(`Open them in your own browser. To load the extension there:
  Chrome, Edge  chrome://extensions, Developer mode, Load unpacked: ${dist}/chromium
  Firefox       about:debugging, This Firefox, Load Temporary Add-on: ${dist}/firefox/manifest.json
Then choose your role and allow ${crm.origin} on the page that opens.

Ctrl+C stops the servers.`);
    return;
  }
  const session = await launch(name, {
    extensionDir: `${dist}/${name}`,
    headless: false,
    firstRun: "keep",
  });
  await session.grant(crm.origin);
  await session.open(`${checker.origin}/`);
  await session.open(`${crm.origin}/`);
  console.log(`The extension is loaded in ${name} and may check the demo CRM. Choose your role on its
welcome page, then write a note in the CRM. Close the browser to end.`);
  session.browser.once("disconnected", () => process.exit(0));
}

function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/** The first browser that is there. @returns {import("./browsers.mjs").BrowserName | null} */
function installed() {
  for (const name of /** @type {const} */ (["chromium", "firefox"])) {
    try {
      executable(name);
      return name;
    } catch {
      // Not this one.
    }
  }
  return null;
}
