// A copy of a text control's text, laid out the same and shown without its letters, so that
// underlines can be drawn under words and places of words can be measured.
import type { Tone, Underline } from "./index.ts";
import { Layer } from "./layer.ts";

const COPIED = [
  "direction",
  "font-family",
  "font-feature-settings",
  "font-kerning",
  "font-optical-sizing",
  "font-size",
  "font-size-adjust",
  "font-stretch",
  "font-style",
  "font-variant",
  "font-variation-settings",
  "font-weight",
  "hyphens",
  "letter-spacing",
  "line-break",
  "line-height",
  "overflow-wrap",
  "tab-size",
  "text-align",
  "text-indent",
  "text-rendering",
  "text-transform",
  "unicode-bidi",
  "white-space",
  "word-break",
  "word-spacing",
  "writing-mode",
];

const LINES: Record<Tone, string> = {
  error: "underline wavy #d6333f 2px",
  warning: "underline dashed #b26a00 2px",
  info: "underline dotted #2b7fd4 2px",
};

const STRENGTH: Record<Tone, number> = { info: 0, warning: 1, error: 2 };

type TextControl = HTMLTextAreaElement | HTMLInputElement;

interface MirrorLine {
  text: string;
  key: string;
  element: HTMLElement;
}

export class Mirror {
  private readonly window: HTMLElement;
  private readonly sheet: HTMLElement;
  private lines: MirrorLine[] = [];

  constructor(private readonly control: TextControl) {
    const { ownerDocument } = control;
    this.window = ownerDocument.createElement("div");
    this.sheet = ownerDocument.createElement("div");
    this.window.append(this.sheet);
    assign(this.window, { position: "fixed", overflow: "hidden", "transform-origin": "0 0" });
  }

  /** Lays the text out anew; only lines that changed are touched. `place` puts it in its place. */
  draw(text: string, underlines: readonly Underline[]): void {
    const wanted = linesOf(text, underlines);
    let same = 0;
    const shorter = Math.min(wanted.length, this.lines.length);
    while (same < shorter && wanted[same]?.key === this.lines[same]?.key) same += 1;
    let tail = 0;
    while (
      tail < shorter - same &&
      wanted[wanted.length - 1 - tail]?.key === this.lines[this.lines.length - 1 - tail]?.key
    )
      tail += 1;
    const old = this.lines.slice(same, this.lines.length - tail);
    const next = this.lines[this.lines.length - tail]?.element ?? null;
    const made = wanted.slice(same, wanted.length - tail).map((line) => this.line(line));
    for (const line of old) line.element.remove();
    for (const line of made) this.sheet.insertBefore(line.element, tail > 0 ? next : null);
    this.lines = [
      ...this.lines.slice(0, same),
      ...made,
      ...this.lines.slice(this.lines.length - tail),
    ];
    if (tail === 0) this.lines = [...this.lines.slice(0, same), ...made];
  }

  get isPlaced(): boolean {
    return this.window.isConnected;
  }

  /** Follows the control: its place, its size, its style, its scroll position. */
  place(): void {
    const { control, window: box, sheet } = this;
    const view = control.ownerDocument.defaultView;
    const outer = control.getBoundingClientRect();
    if (!view || !outer.width || !outer.height) {
      this.hide();
      return;
    }
    const style = view.getComputedStyle(control);
    const zoom = control.currentCSSZoom ?? 1;
    const layer = Layer.of(control.ownerDocument);
    layer.show(box, control);
    const scale = outer.width / (control.offsetWidth * zoom || outer.width);
    const inner = control.localName === "input";
    // left and top are zoomed along with the box itself.
    assign(box, {
      left: `${(outer.left + control.clientLeft * zoom * scale) / zoom}px`,
      top: `${(outer.top + control.clientTop * zoom * scale) / zoom}px`,
      width: `${control.clientWidth}px`,
      height: `${control.clientHeight}px`,
      zoom: String(zoom),
      transform: `scale(${scale})`,
      visibility: style.visibility,
      "clip-path": clipOf(control, outer, scale * zoom, layer.covers(control)),
    });
    assign(sheet, {
      ...Object.fromEntries(COPIED.map((name) => [name, style.getPropertyValue(name)])),
      position: "absolute",
      "box-sizing": "border-box",
      left: "0",
      top: "0",
      width: inner ? "max-content" : `${control.clientWidth}px`,
      "min-width": "100%",
      padding: style.padding,
      color: "transparent",
      "-webkit-text-fill-color": "transparent",
      ...(inner ? { "white-space": "pre", "line-height": `${lineOf(control, style)}px` } : {}),
      transform: `translate(${-control.scrollLeft}px, ${-control.scrollTop}px)`,
    });
  }

  range(start: number, end: number): Range | null {
    const from = this.point(start);
    const to = this.point(end);
    if (!from || !to) return null;
    const range = this.control.ownerDocument.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** The part of the viewport in which the control shows its text. */
  shown(): DOMRect {
    return this.window.getBoundingClientRect();
  }

  hide(): void {
    Layer.of(this.control.ownerDocument).remove(this.window);
  }

  private line(line: { text: string; key: string; parts: Part[] }): MirrorLine {
    const { ownerDocument } = this.control;
    const element = ownerDocument.createElement("div");
    for (const part of line.parts) {
      if (!part.tone) element.append(part.text);
      else {
        const span = ownerDocument.createElement("span");
        span.textContent = part.text;
        assign(span, {
          "text-decoration": LINES[part.tone],
          "text-decoration-skip-ink": "none",
          "text-underline-offset": "2px",
        });
        element.append(span);
      }
    }
    if (line.text === "") element.append(ownerDocument.createElement("br"));
    return { text: line.text, key: line.key, element };
  }

  private point(offset: number): { node: Node; offset: number } | null {
    let left = offset;
    for (const line of this.lines) {
      if (left > line.text.length) {
        left -= line.text.length + 1;
        continue;
      }
      for (let node = line.element.firstChild; node; node = node.nextSibling) {
        const text = node.nodeType === 3 ? (node as Text) : (node.firstChild as Text | null);
        if (!text) return { node: line.element, offset: 0 };
        if (left <= text.length) return { node: text, offset: left };
        left -= text.length;
      }
      return null;
    }
    return null;
  }
}

interface Part {
  text: string;
  tone: Tone | null;
}

function linesOf(
  text: string,
  underlines: readonly Underline[],
): { text: string; key: string; parts: Part[] }[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const parts = partsOf(line, start, underlines);
    start += line.length + 1;
    const key = `${line}\n${parts.map((part) => `${part.tone ?? ""}${part.text.length}`).join()}`;
    return { text: line, key, parts };
  });
}

/** Cuts a line where underlines begin and end; the strongest tone wins where they overlap. */
function partsOf(line: string, start: number, underlines: readonly Underline[]): Part[] {
  const own = underlines.filter((mark) => mark.start < start + line.length && mark.end > start);
  if (own.length === 0) return line ? [{ text: line, tone: null }] : [];
  const cuts = new Set([0, line.length]);
  for (const mark of own) {
    cuts.add(Math.max(0, mark.start - start));
    cuts.add(Math.min(line.length, mark.end - start));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(1).map((to, index) => {
    const from = places[index] as number;
    let tone: Tone | null = null;
    for (const mark of own)
      if (mark.start <= start + from && mark.end >= start + to)
        if (!tone || STRENGTH[mark.tone] > STRENGTH[tone]) tone = mark.tone;
    return { text: line.slice(from, to), tone };
  });
}

/** Cuts off what scrolling ancestors hide, and leaves out what lies over the control. */
function clipOf(control: Element, outer: DOMRect, scale: number, covers: DOMRect[]): string {
  const view = control.ownerDocument.defaultView;
  let { left, top, right, bottom } = outer;
  for (let node = parentOf(control); node && view; node = parentOf(node)) {
    const { overflowX, overflowY } = view.getComputedStyle(node);
    if (overflowX === "visible" && overflowY === "visible") continue;
    if (node === control.ownerDocument.body || node === control.ownerDocument.documentElement)
      continue;
    const box = node.getBoundingClientRect();
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.right);
    bottom = Math.min(bottom, box.bottom);
  }
  const sides = [top - outer.top, outer.right - right, outer.bottom - bottom, left - outer.left];
  const isWhole = sides.every((side) => side <= 0);
  if (covers.length === 0 && isWhole) return "none";
  if (covers.length === 0)
    return `inset(${sides.map((side) => `${Math.max(0, side) / scale}px`).join(" ")})`;
  // Even-odd does not hold where covers overlap each other; then underlines show nowhere there.
  const within = (box: { left: number; top: number; right: number; bottom: number }) => {
    const [x1, x2] = [box.left, box.right].map(
      (x) => (Math.min(Math.max(x, left), right) - outer.left) / scale,
    );
    const [y1, y2] = [box.top, box.bottom].map(
      (y) => (Math.min(Math.max(y, top), bottom) - outer.top) / scale,
    );
    return `M${x1} ${y1}H${x2}V${y2}H${x1}Z`;
  };
  return `path(evenodd, "${[{ left, top, right, bottom }, ...covers].map(within).join("")}")`;
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? ("host" in root ? (root as ShadowRoot).host : null);
}

function lineOf(control: TextControl, style: CSSStyleDeclaration): number {
  return (
    control.clientHeight -
    Number.parseFloat(style.paddingTop) -
    Number.parseFloat(style.paddingBottom)
  );
}

/** What was assigned last: to assign the same again costs as much as the first time. */
const assigned = new WeakMap<HTMLElement, Map<string, string>>();

function assign(element: HTMLElement, styles: Record<string, string>): void {
  const known = assigned.get(element) ?? new Map<string, string>();
  assigned.set(element, known);
  for (const [name, value] of Object.entries(styles)) {
    if (known.get(name) === value) continue;
    element.style.setProperty(name, value);
    known.set(name, value);
  }
}
