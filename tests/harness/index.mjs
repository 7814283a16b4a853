// What the tests in `tests/` need to drive a real browser. See README.md beside this file.
export { executable, launch, Session } from "./browsers.mjs";
export { serve, strictCsp } from "./serve.mjs";
