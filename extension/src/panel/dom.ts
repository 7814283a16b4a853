// Building elements. Text goes in as text only: no markup is ever parsed.
type Child = Node | string | null | false;

interface Given {
  class?: string;
  on?: Partial<Record<"click" | "change", () => void>>;
  [attribute: string]: unknown;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  given: Given = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(given)) {
    if (attribute === "on" || value === undefined || value === null || value === false) continue;
    element.setAttribute(attribute, value === true ? "" : String(value));
  }
  for (const [type, listener] of Object.entries(given.on ?? {})) {
    element.addEventListener(type, listener);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of one path on a 16 by 16 grid, hidden from screen readers: words stand beside it. */
export function icon(path: string, name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "currentColor");
  shape.setAttribute("fill-rule", "evenodd");
  svg.append(shape);
  return svg;
}
