// What happens to offsets when a text changes.

interface Span {
  start: number;
  end: number;
}

/** The one stretch in which two texts differ: old [start, end) became `inserted` characters. */
export interface Change extends Span {
  inserted: number;
}

/** Texts are compared by stretches of this length first: the engine does that at once. */
const STRETCH = 512;

export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (
    start + STRETCH <= shorter &&
    before.slice(start, start + STRETCH) === after.slice(start, start + STRETCH)
  )
    start += STRETCH;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  const longest = shorter - start;
  const ending = (text: string) => text.slice(text.length - tail - STRETCH, text.length - tail);
  while (tail + STRETCH <= longest && ending(before) === ending(after)) tail += STRETCH;
  while (
    tail < longest &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  return { start, end: before.length - tail, inserted: after.length - tail - start };
}

/** Moves spans along with the text around them; a span that was itself changed is dropped. */
export function carry<T extends Span>(spans: readonly T[], change: Change): T[] {
  const delta = change.inserted - (change.end - change.start);
  const kept: T[] = [];
  for (const span of spans) {
    if (span.end <= change.start) kept.push(span);
    else if (span.start >= change.end)
      kept.push({ ...span, start: span.start + delta, end: span.end + delta });
  }
  return kept;
}

/** Whether two lists mark the same. */
export function areSame(
  some: readonly (Span & { tone: string })[],
  others: readonly (Span & { tone: string })[],
): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end, tone }, at) => {
      const other = others[at];
      return other?.start === start && other.end === end && other.tone === tone;
    })
  );
}

export interface TextEdit extends Span {
  text: string;
}

/** Whether edits lie within a text of this length, in order and apart. */
export function areInOrder(edits: readonly TextEdit[], length: number): boolean {
  let last = 0;
  for (const edit of edits) {
    if (edit.start < last || edit.end < edit.start || edit.end > length) return false;
    last = edit.end;
  }
  return true;
}

export function withEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Several edits as one that covers them all, so that one undo takes all of them back. */
export function asOneEdit(text: string, edits: readonly TextEdit[]): TextEdit {
  const start = edits[0]?.start ?? 0;
  const end = edits.at(-1)?.end ?? start;
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return { start, end, text: withEdits(text.slice(start, end), moved) };
}

/** Where a caret goes: it stays with its character, and after what is inserted at it. */
export function carryOffset(offset: number, edits: readonly TextEdit[]): number {
  let delta = 0;
  for (const edit of edits) {
    if (edit.end <= offset) delta += edit.text.length - (edit.end - edit.start);
    else if (edit.start < offset) return edit.start + delta + edit.text.length;
    else break;
  }
  return offset + delta;
}
