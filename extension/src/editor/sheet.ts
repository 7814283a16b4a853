// Constructed style sheets in documents that belong to a page.
//
// Firefox lets no content script write `adoptedStyleSheets` through its Xray view
// (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346), so there the page's own view of the
// root and of `CSSStyleSheet` is used. Nothing of ours but the sheet itself is given to it.

type Root = Document | ShadowRoot;
type Waived<T> = T & { readonly wrappedJSObject?: T };

function waived<T extends object>(object: T): T {
  return (object as Waived<T>).wrappedJSObject ?? object;
}

export function newSheet(view: Window & typeof globalThis, css: string): CSSStyleSheet {
  const sheet = new (waived(view).CSSStyleSheet)();
  sheet.replaceSync(css);
  return sheet;
}

export function adoptSheet(root: Root, sheet: CSSStyleSheet): void {
  const page = waived(root);
  if (!page.adoptedStyleSheets.includes(sheet)) page.adoptedStyleSheets.push(sheet);
}

export function dropSheet(root: Root, sheet: CSSStyleSheet): void {
  try {
    const sheets = waived(root).adoptedStyleSheets;
    const index = sheets.indexOf(sheet);
    if (index >= 0) sheets.splice(index, 1);
  } catch {
    // The page has patched its own view since: the sheet names only our highlights, and they go.
  }
}

/**
 * Styles a shadow root of our own, and gives the way to change the style. There the page's view is
 * not used: a page that has patched it would be handed our closed root. Firefox lets an extension's
 * own <style> through any policy of the page; Chromium adopts sheets without the page's view.
 */
export function styleOwn(root: ShadowRoot, css: string): (css: string) => void {
  if ("wrappedJSObject" in root) {
    const style = root.ownerDocument.createElement("style");
    style.textContent = css;
    root.append(style);
    return (changed) => {
      style.textContent = changed;
    };
  }
  const sheet = newSheet(window, css);
  adoptSheet(root, sheet);
  return (changed) => sheet.replaceSync(changed);
}
