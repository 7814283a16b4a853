// The note that each editor is opened with, and what an editor's page has to offer.

export type Run = string | { mention: string };

export interface Block {
  kind: "paragraph" | "item";
  runs: Run[];
}

export interface Mounted {
  /** The editor's own model as plain text, one line per paragraph. */
  model(): string;
  /** What its form would submit. */
  saved(): string;
  /** Whether the editor knows where its caret is, if it is one that learns of that late. */
  knowsCaret?(): boolean;
  /** Ends the editor and takes it off the page. */
  destroy(): unknown;
}

export type Mount = (place: HTMLElement, note: Block[]) => Mounted | Promise<Mounted>;

export const lineOf = (block: Block) =>
  block.runs.map((run) => (typeof run === "string" ? run : `@${run.mention}`)).join("");

export const linesOf = (note: Block[]) => note.map(lineOf).join("\n");

export const asHtml = (note: Block[], mention: (name: string) => string) => {
  const html = note.map((block) => {
    const inner = block.runs
      .map((run) =>
        typeof run === "string" ? run.replaceAll("\u00A0", "&nbsp;") : mention(run.mention),
      )
      .join("");
    return block.kind === "item" ? `<li>${inner}</li>` : `<p>${inner || "<br>"}</p>`;
  });
  return html.join("").replaceAll(/(?:<li>.*?<\/li>)+/g, "<ul>$&</ul>");
};

export const island = (name: string) =>
  `<span class="mention" contenteditable="false">@${name}</span>`;

export function add<K extends keyof HTMLElementTagNameMap>(place: HTMLElement, name: K) {
  const element = place.ownerDocument.createElement(name);
  place.append(element);
  return element;
}
