// Whether a press on a fix may be believed: the panel has been in sight long enough to be read, and
// nothing foreign lies over it.

/** How long the panel must have been visible before a fix works, in milliseconds. */
export const READ_FIRST = 300;

export class Guard {
  #since = Number.POSITIVE_INFINITY;
  #foreign = new Set<Element>();

  /** The panel has come into sight, or came back above something. */
  shown(now: number, topLayer: Iterable<Element>): void {
    this.#since = now;
    this.#foreign = new Set(topLayer);
  }

  hidden(): void {
    this.#since = Number.POSITIVE_INFINITY;
  }

  /** Whether the panel was visible long enough, and nothing has opened above it since. */
  allows(now: number, topLayer: Iterable<Element>, uncovered: () => boolean): boolean {
    if (now - this.#since < READ_FIRST) return false;
    for (const element of topLayer) if (!this.#foreign.has(element)) return false;
    return uncovered();
  }
}

/** Popovers, modal dialogs and full-screen elements of the page that overlap our panel. */
export function topLayerOver(panel: DOMRect, own: Element): Element[] {
  const foreign = document.querySelectorAll(":popover-open, dialog:modal, :fullscreen");
  return [...foreign].filter(
    (element) => element !== own && !element.contains(own) && overlaps(element, panel),
  );
}

/**
 * Whether the page makes everything hard to see. In Firefox a filter of the root takes in the top
 * layer too (in Chromium it does not); one that only turns colours round leaves us readable.
 */
export function isRootDimmed(): boolean {
  const { filter } = getComputedStyle(document.documentElement);
  return /blur|brightness|contrast|opacity|url/u.test(filter);
}

function overlaps(element: Element, panel: DOMRect): boolean {
  const box = element.getBoundingClientRect();
  return (
    box.left < panel.right &&
    box.right > panel.left &&
    box.top < panel.bottom &&
    box.bottom > panel.top
  );
}

/** Whether our element is what a person would hit at the corners and the middle of a box. */
export function isUncovered(box: DOMRect, own: Element): boolean {
  if (box.width === 0 || box.height === 0) return false;
  const inset = 6;
  const points: [number, number][] = [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + inset, box.top + inset],
    [box.right - inset, box.top + inset],
    [box.left + inset, box.bottom - inset],
    [box.right - inset, box.bottom - inset],
  ];
  return points
    .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)
    .every(([x, y]) => document.elementFromPoint(x, y) === own);
}
