// Runs before anything else of its page: whoever uses the page's own view of these is refused.
window.used = [];
const refuse = (name) =>
  function () {
    window.used.push(name);
    throw new Error(`the page has taken ${name} away`);
  };
for (const name of ["attachShadow", "append", "remove", "replaceChildren", "matches", "setAttribute"]) {
  Element.prototype[name] = refuse(name);
}
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
  EventTarget.prototype[name] = refuse(name);
}
HTMLElement.prototype.showPopover = refuse("showPopover");
Document.prototype.createElement = refuse("createElement");
Document.prototype.execCommand = refuse("execCommand");
Node.prototype.appendChild = refuse("appendChild");
window.getComputedStyle = refuse("getComputedStyle");
window.MutationObserver = refuse("MutationObserver");
window.ResizeObserver = refuse("ResizeObserver");
window.CSSStyleSheet = refuse("CSSStyleSheet");
window.Highlight = refuse("Highlight");
window.chrome = undefined;
for (const root of [Document.prototype, ShadowRoot.prototype]) {
  Object.defineProperty(root, "adoptedStyleSheets", { get: refuse("adoptedStyleSheets") });
}
