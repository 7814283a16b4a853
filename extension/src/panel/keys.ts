// Arrow keys and Tab inside the panel. Enter and Space are the buttons' own.

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Moves the focus where the key asks for it; Tab goes round instead of out of the page. */
export function moveFocus(
  event: KeyboardEvent,
  focusables: readonly HTMLElement[],
  focused: Element | null,
): void {
  const step = event.key === "Tab" ? (event.shiftKey ? -1 : 1) : (STEPS[event.key] ?? 0);
  const { length } = focusables;
  if (length === 0) return;
  let to: number;
  if (step !== 0) {
    const at = focusables.indexOf(focused as HTMLElement);
    to = at < 0 ? 0 : (at + step + length) % length;
  } else if (event.key === "Home") to = 0;
  else if (event.key === "End") to = length - 1;
  else return;
  event.preventDefault();
  focusables[to]?.focus();
}
