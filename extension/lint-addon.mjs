// Mozilla's linter over the Firefox package. A warning fails, unless it is expected: listed here
// with its reason. One that is listed and does not come fails too, so that the list stays true.
//   node lint-addon.mjs DIR
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const EXPECTED = new Map([
  [
    "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION",
    "The floor is Firefox 140, the extended-support release that organisations have. The key is newer on Android, where NoteLint is not offered (no `gecko_android`).",
  ],
]);

const [dir] = process.argv.slice(2);
if (!dir) {
  console.error("usage: node lint-addon.mjs DIR");
  process.exit(2);
}
const linter = fileURLToPath(new URL("node_modules/.bin/addons-linter", import.meta.url));
const run = spawnSync(linter, ["--output", "json", dir], {
  encoding: "utf8",
  maxBuffer: 1 << 26,
  shell: process.platform === "win32",
});
if (run.error || !run.stdout.startsWith("{")) {
  console.error(`addons-linter did not report:\n${run.error ?? run.stderr + run.stdout}`);
  process.exit(2);
}
const report = JSON.parse(run.stdout);
const problems = [...report.errors, ...report.warnings];
const unexpected = problems.filter(({ code }) => !EXPECTED.has(code));
const absent = [...EXPECTED.keys()].filter((code) => !problems.some((p) => p.code === code));
for (const { _type, code, message, description, file, line } of unexpected)
  console.error(
    `${_type} ${code} in ${file ?? "the package"}:${line ?? ""} ${message}\n  ${description}`,
  );
for (const code of absent)
  console.error(`${code} is expected, but did not come: take it off the list`);
console.log(
  `addons-linter: ${report.errors.length} errors, ${report.warnings.length} warnings (${EXPECTED.size} expected), ${report.notices.length} notices`,
);
process.exit(unexpected.length + absent.length + report.notices.length > 0 ? 1 : 0);
