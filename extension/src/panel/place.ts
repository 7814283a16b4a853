// Where the note field is in sight. What stands beside it is placed by CSS (panel.css).
import { frameOf, parentOf } from "../content/tree.ts";

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** An element's box in the viewport of the outermost document that we may see. */
export function boxInTop(element: Element): Box {
  const rect = element.getBoundingClientRect();
  let box: Box = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
  for (let frame = frameOf(element.ownerDocument); frame; frame = frameOf(frame.ownerDocument)) {
    const outer = frame.getBoundingClientRect();
    // A frame's border lies outside of its viewport.
    const { clientLeft, clientTop } = frame;
    box = moved(box, outer.left + clientLeft, outer.top + clientTop);
  }
  return box;
}

/** What of a note field is in sight: cut by scrolling ancestors, frames and the viewport. */
export function visibleBox(field: Element): Box | null {
  // An editor that fills a frame looks to its author like the frame, however short its text.
  const frame = field.localName === "body" ? frameOf(field.ownerDocument) : null;
  const element = frame ?? field;
  let box = boxInTop(element);
  for (let outer = parentOf(element); outer; outer = parentOf(outer)) {
    if (!cuts(outer)) continue;
    box = intersect(box, boxInTop(outer));
  }
  const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  box = intersect(box, view);
  return box.right - box.left > 24 && box.bottom - box.top > 12 ? box : null;
}

function cuts(element: Element): boolean {
  if (element.localName === "iframe") return true;
  if (element === element.ownerDocument.documentElement) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  return overflowX !== "visible" || overflowY !== "visible";
}

const moved = (box: Box, x: number, y: number): Box => ({
  left: box.left + x,
  top: box.top + y,
  right: box.right + x,
  bottom: box.bottom + y,
});

const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});
