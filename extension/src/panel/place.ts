// Where the chip stands: in the lower end corner of the note field, as far as it is in sight.
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

/**
 * Where the panel goes: where it fits and covers nothing of the note, tried below the field, beside
 * it and above it; else below or above the chip.
 */
export function beside(
  chip: Box,
  field: Box,
  size: { width: number; height: number },
  rightToLeft: boolean,
): { left: number; top: number } {
  const { width, height } = size;
  const start = rightToLeft ? chip.left : chip.right - width;
  const top = chip.bottom - height;
  const places = [
    { left: start, top: field.bottom + GAP },
    { left: field.right + GAP, top },
    { left: field.left - GAP - width, top },
    { left: start, top: field.top - GAP - height },
    { left: start, top: chip.bottom + GAP },
    { left: start, top: chip.top - GAP - height },
  ];
  const fits = places.find(
    (place) =>
      place.top >= GAP &&
      place.top + height <= innerHeight - GAP &&
      (place.left === start || (place.left >= GAP && place.left + width <= innerWidth - GAP)),
  );
  const place = fits ?? { left: start, top: chip.bottom + GAP };
  return {
    left: clamp(place.left, GAP, innerWidth - width - GAP),
    top: clamp(place.top, GAP, innerHeight - height - GAP),
  };
}

const GAP = 6;

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, most));
