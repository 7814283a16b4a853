// Serves the editor pages as a careful CRM would: nothing inline, nothing from elsewhere.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { outOf } from "./build.mjs";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const TYPES = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

const require = createRequire(import.meta.url);
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

const FOLDERS = {
  ckeditor4: packageFolder("ckeditor4"),
  tinymce: packageFolder("tinymce"),
};

/** CKEditor 4 writes inline handlers into its frame, and cannot start without them. */
const LAX_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'");

function pageHtml(pages, editor) {
  const sheet = existsSync(join(pages, `${editor}.css`))
    ? `<link rel="stylesheet" href="/pages/${editor}.css">`
    : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${editor}</title><link rel="stylesheet" href="/pages/page.css">${sheet}<script src="/pages/${editor}.js" defer></script></head><body></body></html>`;
}

async function answer(pages, url) {
  if (url.pathname === "/page") {
    const editor = url.searchParams.get("editor");
    const policy = editor === "ckeditor4" ? LAX_POLICY : POLICY;
    return { type: "text/html", body: pageHtml(pages, editor), policy };
  }
  const [, folder, ...rest] = normalize(url.pathname).split("/");
  const root = folder === "pages" ? pages : FOLDERS[folder];
  if (!root || rest.includes("..")) return null;
  const file = join(root, ...rest);
  return { type: TYPES[extname(file)] ?? "text/plain", body: await readFile(file) };
}

/** Resolves to the server's address and a function that stops it. */
export async function serve(engine) {
  const pages = join(outOf(engine), "pages");
  const server = createServer((request, response) => {
    answer(pages, new URL(request.url, "http://127.0.0.1"))
      .catch(() => null)
      .then((found) => {
        if (!found) return response.writeHead(404).end();
        const headers = {
          "Content-Type": `${found.type}; charset=utf-8`,
          "Content-Security-Policy": found.policy ?? POLICY,
        };
        response.writeHead(200, headers).end(found.body);
      });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
