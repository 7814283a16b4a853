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
  const sheets = waived(root).adoptedStyleSheets;
  const index = sheets.indexOf(sheet);
  if (index >= 0) sheets.splice(index, 1);
}
