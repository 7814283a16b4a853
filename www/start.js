// The one line of JavaScript that WebAssembly cannot do without: loading it.
import init from "./page.js";

init({ module_or_path: new URL("page_bg.wasm", import.meta.url) }).catch((error) => {
  const failure = document.getElementById("failure");
  const reason = document.getElementById("failure-reason");
  if (failure && reason) {
    reason.textContent = String(error);
    failure.hidden = false;
  }
});
