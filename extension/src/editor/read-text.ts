// Reads an editable element into a TextMap.
//
// The rules are those of `innerText`, with three differences: paragraphs are one line break
// apart however large their margin, a no-break space reads as the space that its author typed,
// and what an editor puts in for itself (fillers, placeholders, buttons) is left out.
import type { Block, Blocks } from "./blocks.ts";
import { type Piece, TextMap } from "./text-map.ts";

/** What a reader needs to know of an element's style. */
export interface TextStyle {
  display: string;
  position: string;
  /** Computed `white-space`, as far as it says whether spaces and line feeds count. */
  whiteSpace: string;
}

export type StyleOf = (element: Element) => TextStyle;

/** Blocks that are known from an earlier reading, and have not changed since, are not read again. */
export function readText(
  root: HTMLElement,
  blocks: Blocks | null = null,
  styleOf: StyleOf = computedStyle(root),
): TextMap {
  const reader = new Reader(styleOf, blocks);
  reader.children(root, styleOf(root).whiteSpace, null);
  return new TextMap(root, reader.text, reader.pieces);
}

function computedStyle(root: HTMLElement): StyleOf {
  const view = root.ownerDocument.defaultView;
  if (!view) return () => ({ display: "inline", position: "static", whiteSpace: "normal" });
  return (element) => {
    const style = view.getComputedStyle(element);
    return { display: style.display, position: style.position, whiteSpace: style.whiteSpace };
  };
}

const UNREAD = new Set(
  "AUDIO BUTTON CANVAS DATALIST EMBED IFRAME INPUT METER NOSCRIPT OBJECT PROGRESS SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA VIDEO".split(
    " ",
  ),
);
/** Characters that take no room: editors put them where a caret has to stand. */
const FILLER = /[\u200B\u2060\uFEFF]/;
const COLLAPSIBLE = /[ \t\n\r\f]/;
const PICTURE = /\p{Extended_Pictographic}/u;
/** Stands for something that is neither text nor nothing, as in the accessibility APIs. */
const OBJECT = "\uFFFC";

class Reader {
  text = "";
  readonly pieces: Piece[] = [];
  /** What separates the next character from the last one: nothing, a cell or a line. */
  private gap: "" | "\t" | "\n" = "";
  /** Whether something is on the current line, be it a filler. */
  private occupied = false;
  /** A collapsible space that counts only if something follows it on its line. */
  private space: { node: Text; at: number; island: Element | null } | null = null;
  /** Whether anything has been seen. */
  opened = false;

  constructor(
    private readonly styleOf: StyleOf,
    private readonly blocks: Blocks | null,
  ) {}

  children(element: Element, whiteSpace: string, island: Element | null): void {
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) this.characters(node as Text, whiteSpace, island);
      else if (node.nodeType === 1) this.element(node as Element, island);
    }
  }

  private element(element: Element, outer: Element | null): void {
    const known = outer ? undefined : this.blocks?.of(element);
    if (known) {
      this.lineEnd(false);
      this.block(known);
      return;
    }
    const name = element.nodeName.toUpperCase();
    if (name === "BR") {
      this.lineBreak(element, outer);
      return;
    }
    if (name === "IMG") {
      this.image(element as HTMLImageElement, outer);
      return;
    }
    if (UNREAD.has(name)) return;
    const editable = element.getAttribute("contenteditable");
    const island = editable === null ? outer : editable === "false" ? (outer ?? element) : null;
    if (editable === "false" && isFurniture(element)) return;
    const { display, position, whiteSpace } = this.styleOf(element);
    if (display === "none") return;
    // Out of the flow of an island: what Slate keeps there to hold a caret.
    if (island && (position === "absolute" || position === "fixed")) return;
    const cell = display === "table-cell";
    const row = display === "table-row";
    const block = isBlock(display);
    if (block && !cell && !row && !island) {
      this.lineEnd(false);
      this.block(this.readBlock(element, whiteSpace));
      return;
    }
    if (cell) this.cellStart(element.previousElementSibling !== null);
    else if (block) this.lineEnd(row);
    this.children(element, whiteSpace, island);
    if (block) this.lineEnd(row);
  }

  private readBlock(element: Element, whiteSpace: string): Block {
    const reader = new Reader(this.styleOf, this.blocks);
    reader.children(element, whiteSpace, null);
    reader.lineEnd(false);
    const { text, pieces, gap, opened } = reader;
    const block: Block = { text, pieces, gap, opened };
    this.blocks?.keep(element, block);
    return block;
  }

  private block({ text, pieces, gap, opened }: Block): void {
    if (!opened) return;
    this.open();
    this.occupied = false;
    const from = this.text.length;
    this.text += text;
    for (const piece of pieces)
      this.pieces.push({ ...piece, start: piece.start + from, end: piece.end + from });
    this.gap = gap;
  }

  /** A paragraph at the end of a cell must not put the next cell on a line of its own. */
  private cellStart(follows: boolean): void {
    this.space = null;
    if (follows) {
      if (this.gap === "\t") this.open();
      this.gap = "\t";
    } else if (this.occupied) this.gap = "\n";
    this.occupied = false;
  }

  private lineEnd(always: boolean): void {
    this.space = null;
    if (this.occupied || (always && this.gap)) this.gap = "\n";
    this.occupied = false;
  }

  private lineBreak(element: Element, island: Element | null): void {
    this.space = null;
    this.open();
    this.pieces.push({
      start: this.text.length,
      end: this.text.length,
      node: element,
      at: 0,
      island,
    });
    this.gap = "\n";
    this.occupied = false;
  }

  private image(element: HTMLImageElement, island: Element | null): void {
    const alt = element.getAttribute("alt");
    const text = alt === "" ? "" : alt && PICTURE.test(alt) ? alt : OBJECT;
    if (text) this.pendingSpace();
    this.open();
    const start = this.text.length;
    this.text += text;
    this.pieces.push({
      start,
      end: this.text.length,
      node: element,
      at: 0,
      island: island ?? element,
    });
  }

  private characters(node: Text, whiteSpace: string, island: Element | null): void {
    const value = node.data;
    const keepsSpaces = whiteSpace.startsWith("pre")
      ? whiteSpace !== "pre-line"
      : whiteSpace.startsWith("break-spaces");
    const keepsLines = keepsSpaces || whiteSpace === "pre-line";
    let run = 0;
    let at = 0;
    const flush = () => {
      if (at > run) this.add(value.slice(run, at), node, run, island);
    };
    for (; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      // Letters, the usual case, leave the loop early.
      if (code > 0x20 && code < 0x200b) continue;
      const character = value[at] as string;
      if (FILLER.test(character)) {
        flush();
        this.open();
        this.pieces.push({
          start: this.text.length,
          end: this.text.length,
          node,
          at: at + 1,
          island,
        });
        run = at + 1;
      } else if (keepsLines && character === "\n") {
        flush();
        this.space = null;
        this.open();
        this.pieces.push({ start: this.text.length, end: this.text.length, node, at, island });
        this.gap = "\n";
        this.occupied = false;
        run = at + 1;
      } else if (!keepsSpaces && COLLAPSIBLE.test(character)) {
        flush();
        if (this.occupied) this.space ??= { node, at, island };
        run = at + 1;
      }
    }
    flush();
  }

  private add(value: string, node: Text, at: number, island: Element | null): void {
    this.pendingSpace();
    this.open();
    const start = this.text.length;
    this.text += value.replaceAll("\u00A0", " ");
    const last = this.pieces.at(-1);
    if (last?.node === node && last.end === start && last.at + last.end - last.start === at)
      last.end = this.text.length;
    else this.pieces.push({ start, end: this.text.length, node, at, island });
  }

  private pendingSpace(): void {
    const space = this.space;
    this.space = null;
    if (!space) return;
    const start = this.text.length;
    this.text += " ";
    const last = this.pieces.at(-1);
    if (
      last?.node === space.node &&
      last.end === start &&
      last.at + last.end - last.start === space.at
    )
      last.end = start + 1;
    else
      this.pieces.push({
        start,
        end: start + 1,
        node: space.node,
        at: space.at,
        island: space.island,
      });
  }

  /** Begins the line or cell that the next character, filler or break is on. */
  private open(): void {
    this.text += this.gap;
    this.gap = "";
    this.occupied = true;
    this.opened = true;
  }
}

function isBlock(display: string): boolean {
  return !(
    display === "" ||
    display === "contents" ||
    display.startsWith("inline") ||
    display.startsWith("ruby")
  );
}

/** A bullet or number that an editor writes itself: those of real lists are not text, either. */
const LIST_MARKER = /^\s*(?:[\u2022\u25E6\u25AA\u25CF\u25CB\u25A0\u25A1\u2023]|\d{1,3}[.)])\s*$/;

/** What editors show in a text without its being in it: placeholders, bullets, other people's carets. */
function isFurniture(element: Element): boolean {
  if (element.getAttribute("aria-hidden") === "true") return true;
  if (element.hasAttribute("data-slate-placeholder")) return true;
  if (/placeholder|ProseMirror-widget|cm-widgetBuffer/.test(element.getAttribute("class") ?? ""))
    return true;
  return !element.previousSibling && LIST_MARKER.test(element.textContent ?? "");
}
