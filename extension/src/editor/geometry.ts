// Places on the screen, across frames and zoomed or moved ancestors.

/** Moves boxes of an element's own viewport into that of the outermost document we may see. */
export function toTopViewport(element: Element, boxes: readonly DOMRect[]): DOMRect[] {
  let moved = [...boxes];
  let view = element.ownerDocument.defaultView;
  while (view && view !== view.parent) {
    const frame = frameOf(view);
    if (!frame) break;
    const inner = contentBox(frame);
    // Chromium zooms a frame's content along with the frame, Firefox does not.
    const scale = view.innerWidth ? inner.width / view.innerWidth : 1;
    moved = moved.map(
      ({ x, y, width, height }) =>
        new DOMRect(inner.x + x * scale, inner.y + y * scale, width * scale, height * scale),
    );
    view = frame.ownerDocument.defaultView;
  }
  return moved;
}

/** Where a frame shows its document, in the viewport of the document that holds the frame. */
function contentBox(frame: HTMLElement): DOMRect {
  const outer = frame.getBoundingClientRect();
  const scale = frame.offsetWidth ? outer.width / frame.offsetWidth : 1;
  const style = frame.ownerDocument.defaultView?.getComputedStyle(frame);
  const padding = (side: string) =>
    Number.parseFloat(style?.getPropertyValue(`padding-${side}`) || "0");
  return new DOMRect(
    outer.x + (frame.clientLeft + padding("left")) * scale,
    outer.y + (frame.clientTop + padding("top")) * scale,
    (frame.clientWidth - padding("left") - padding("right")) * scale,
    (frame.clientHeight - padding("top") - padding("bottom")) * scale,
  );
}

function frameOf(view: Window): HTMLElement | null {
  try {
    return view.frameElement as HTMLElement | null;
  } catch {
    // Another origin's page holds the frame: its coordinates are not for us to know.
    return null;
  }
}

/** Calls back when an element moves or changes its size for whatever reason, at no idle cost. */
export function watchPlace(element: Element, moved: () => void, signal: AbortSignal): void {
  const { ownerDocument } = element;
  const view = ownerDocument.defaultView as Window & typeof globalThis;
  const passive = { capture: true, passive: true, signal };
  // Scroll events stay within their tree, so each tree on the way up is listened to.
  for (let root: Node = element.getRootNode(); ; root = (root as ShadowRoot).host.getRootNode()) {
    root.addEventListener("scroll", moved, passive);
    if (!("host" in root)) break;
  }
  view.addEventListener("resize", moved, passive);
  view.visualViewport?.addEventListener("resize", moved, passive);
  const sizes = new view.ResizeObserver(moved);
  sizes.observe(element);
  const shifts = watchShifts(element, view, moved);
  signal.addEventListener(
    "abort",
    () => {
      sizes.disconnect();
      shifts();
    },
    { once: true },
  );
}

/**
 * An intersection root cut to exactly the element's place reports any move of it: no polling.
 * (The method of floating-ui's `autoUpdate`.)
 */
function watchShifts(
  element: Element,
  view: Window & typeof globalThis,
  moved: () => void,
): () => void {
  let observer: IntersectionObserver | null = null;
  const observe = () => {
    observer?.disconnect();
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (!width || !height) return;
    const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
    const margin = [-top, -(clientWidth - right), -(clientHeight - bottom), -left]
      .map((side) => `${Math.floor(side)}px`)
      .join(" ");
    let first = true;
    observer = new view.IntersectionObserver(
      ([entry]) => {
        if (first || !entry) {
          first = false;
          return;
        }
        moved();
        observe();
      },
      { rootMargin: margin, threshold: [0, 0.5, 0.98, 1] },
    );
    observer.observe(element);
  };
  observe();
  return () => observer?.disconnect();
}
