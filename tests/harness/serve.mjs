// A static file server for one folder, with the strict Content-Security-Policy of a real CRM.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

/** The policy that the demo CRM is served with. */
export const strictCsp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** @type {Record<string, string>} */
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".toml": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/**
 * @typedef {object} Served
 * @property {string} origin `http://localhost:PORT`, without a slash at its end.
 * @property {number} port
 * @property {string[]} requests The paths asked for so far, oldest first.
 * @property {() => Promise<void>} close
 */

/**
 * Serves the files below `dir` on localhost.
 * @param {string} dir
 * @param {{ csp?: string | null, port?: number }} [options] `csp` null sends none: the page then
 *   brings its own in a `<meta>`. Port 0 takes any that is free.
 * @returns {Promise<Served>}
 */
export async function serve(dir, { csp = strictCsp, port = 0 } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = requestPath(request.url);
    requests.push(path ?? "");
    const file = path === null ? null : await servable(dir, path);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (csp !== null) response.setHeader("Content-Security-Policy", csp);
    if (file === null) {
      response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not found\n");
      return;
    }
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(file).on("error", () => response.destroy()).pipe(response);
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "localhost", () => listening(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    origin: `http://localhost:${address.port}`,
    port: address.port,
    requests,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** The path of a request, or null where it is not a proper one. @param {string | undefined} url */
function requestPath(url) {
  try {
    const path = decodeURIComponent(new URL(url ?? "/", "http://localhost").pathname);
    return path.includes("\0") ? null : path;
  } catch {
    return null;
  }
}

/**
 * The file that a path stands for, or null where there is none in the folder.
 * @param {string} dir
 * @param {string} path
 */
async function servable(dir, path) {
  const root = normalize(dir);
  let file = join(root, path);
  if (file !== root && !file.startsWith(root.endsWith(sep) ? root : root + sep)) return null;
  try {
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}
