// Runs before anything else of its page: whoever uses the page's own view of these is refused.
/** @type {string[]} */
const used = [];
Reflect.set(window, "used", used);
/** @param {string} name */
const refuse = (name) =>
  function () {
    used.push(name);
    throw new Error(`the page has taken ${name} away`);
  };
for (const name of ["attachShadow", "append", "remove", "replaceChildren", "matches", "setAttribute"]) {
  Reflect.set(Element.prototype, name, refuse(name));
}
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
  Reflect.set(EventTarget.prototype, name, refuse(name));
}
Reflect.set(HTMLElement.prototype, "showPopover", refuse("showPopover"));
Reflect.set(Document.prototype, "createElement", refuse("createElement"));
Reflect.set(Document.prototype, "execCommand", refuse("execCommand"));
Reflect.set(Node.prototype, "appendChild", refuse("appendChild"));
Reflect.set(window, "getComputedStyle", refuse("getComputedStyle"));
Reflect.set(window, "MutationObserver", refuse("MutationObserver"));
Reflect.set(window, "ResizeObserver", refuse("ResizeObserver"));
Reflect.set(window, "CSSStyleSheet", refuse("CSSStyleSheet"));
Reflect.set(window, "Highlight", refuse("Highlight"));
Reflect.set(window, "chrome", undefined);
for (const root of [Document.prototype, ShadowRoot.prototype]) {
  Object.defineProperty(root, "adoptedStyleSheets", { get: refuse("adoptedStyleSheets") });
}
