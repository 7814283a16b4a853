// The text of an editable element as its author sees it, and the way back from each character
// to its place in the DOM. Built anew after each change: one walk, no layout reads.

/** A stretch of text that comes from one node. Empty ones mark a line that has no characters. */
export interface Piece {
  /** Offsets in the text. */
  start: number;
  end: number;
  /** A text node, or the `<br>`, image or other element that stands for the stretch. */
  node: Node;
  /** Offset of `start` in a text node; 0 for elements. */
  at: number;
  /** The part of the editor that its author cannot type into: a mention, an image, a widget. */
  island: Element | null;
}

export interface Place {
  node: Node;
  offset: number;
}

export class TextMap {
  constructor(
    readonly root: HTMLElement,
    readonly text: string,
    readonly pieces: readonly Piece[],
  ) {}

  /** The DOM range of a stretch of text, or null where no character of it is in the DOM. */
  range(start: number, end: number): Range | null {
    const from = start === end ? this.caret(start) : this.before(start, end);
    const to = start === end ? from : this.after(start, end);
    if (!from || !to) return null;
    const range = this.root.ownerDocument.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** Where typing at an offset would go: after the character before it if they share a line. */
  caret(offset: number): Place {
    let anchor: Piece | null = null;
    let following: Piece | null = null;
    let preceding: Piece | null = null;
    for (let index = this.firstEndingAt(offset); index < this.pieces.length; index += 1) {
      const piece = this.pieces[index] as Piece;
      if (piece.start > offset) break;
      if (piece.start === piece.end) anchor = better(anchor, piece);
      else if (piece.end === offset || piece.start < offset) preceding = better(preceding, piece);
      else following ??= piece;
    }
    const typed = [preceding, anchor, following].find((piece) => piece && typable(piece));
    if (typed) return placeIn(typed, offset);
    if (anchor) return placeIn(anchor, offset);
    if (preceding) return besides(preceding, true);
    if (following) return besides(following, false);
    return { node: this.root, offset: this.root.childNodes.length };
  }

  /** The offset of the first character at or after a boundary point of the DOM. */
  offset(node: Node, at: number): number {
    const point = this.root.ownerDocument.createRange();
    point.setStart(node, at);
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.pieces[middle] as Piece;
      if (endsBefore(piece, point)) low = middle + 1;
      else high = middle;
    }
    const piece = this.pieces[low];
    if (!piece) return this.text.length;
    if (piece.node !== node || node.nodeType !== TEXT) return piece.start;
    return Math.min(piece.end, piece.start + Math.max(0, at - piece.at));
  }

  /** Whether an edit of this stretch would reach into something that cannot be typed into. */
  touchesIsland(start: number, end: number): boolean {
    return this.pieces.some((piece) => piece.island && piece.start < end && piece.end > start);
  }

  private before(start: number, end: number): Place | null {
    for (let index = this.firstEndingAt(start); index < this.pieces.length; index += 1) {
      const piece = this.pieces[index] as Piece;
      if (piece.start >= end) return null;
      if (piece.end > start) return placeIn(piece, Math.max(start, piece.start));
    }
    return null;
  }

  private after(start: number, end: number): Place | null {
    for (let index = this.lastStartingAt(end); index >= 0; index -= 1) {
      const piece = this.pieces[index] as Piece;
      if (piece.end <= start) return null;
      if (piece.start < end && piece.end > piece.start)
        return placeIn(piece, Math.min(end, piece.end));
    }
    return null;
  }

  private firstEndingAt(offset: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle] as Piece).end < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private lastStartingAt(offset: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pieces[middle] as Piece).start <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

const TEXT = 3;

function typable(piece: Piece): boolean {
  return !piece.island && piece.node.nodeType === TEXT;
}

function better(known: Piece | null, piece: Piece): Piece {
  return known && (typable(known) || !typable(piece)) ? known : piece;
}

function placeIn(piece: Piece, offset: number): Place {
  if (piece.node.nodeType === TEXT)
    return { node: piece.node, offset: piece.at + offset - piece.start };
  return besides(piece, offset > piece.start);
}

/** Just before or after the element that a piece stands for, or the island that holds it. */
function besides(piece: Piece, after: boolean): Place {
  const element = piece.island ?? piece.node;
  const parent = element.parentNode as Node;
  const index = Array.prototype.indexOf.call(parent.childNodes, element);
  return { node: parent, offset: after ? index + 1 : index };
}

function endsBefore(piece: Piece, point: Range): boolean {
  if (piece.node.nodeType === TEXT)
    return point.comparePoint(piece.node, piece.at + piece.end - piece.start) < 0;
  const place = besides({ ...piece, island: null }, piece.end > piece.start);
  return point.comparePoint(place.node, place.offset) < 0;
}
