import { createElement, Fragment, useLayoutEffect } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, type Descendant, Range, Node as SlateNode } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, type RenderElementProps, Slate, useSlate, withReact } from "slate-react";
import { add, type Mount } from "./note.ts";

interface Element {
  type?: string;
  name?: string;
  children: Descendant[];
}

const element = (props: RenderElementProps) => {
  const { type, name } = props.element as unknown as Element;
  if (type === "mention")
    return createElement(
      "span",
      { ...props.attributes, contentEditable: false },
      `@${name}`,
      props.children,
    );
  return createElement(type === "item" ? "li" : "p", props.attributes, props.children);
};

export const mount: Mount = (place, note) => {
  const holder = add(place, "div");
  const editor = withHistory(withReact(createEditor()));
  const { isInline, isVoid } = editor;
  const isMention = (node: unknown) => (node as Element).type === "mention";
  editor.isInline = (node) => isMention(node) || isInline(node);
  editor.isVoid = (node) => isMention(node) || isVoid(node);
  const value = note.map((block) => ({
    type: block.kind,
    children: block.runs.length
      ? block.runs.map((run) =>
          typeof run === "string"
            ? { text: run }
            : { type: "mention", name: run.mention, children: [{ text: "" }] },
        )
      : [{ text: "" }],
  }));
  const root = createRoot(holder);
  const initialValue = value as unknown as Descendant[];
  let shown: Pick<typeof editor, "children" | "selection"> | undefined;
  /** Stands after the text, so that it hears of a rendering when the caret has been put. */
  const Shown = () => {
    useSlate();
    useLayoutEffect(() => {
      const { children, selection } = editor;
      shown = { children, selection };
    });
    return null;
  };
  const editable = createElement(Editable, { renderElement: element });
  const children = createElement(Fragment, null, editable, createElement(Shown));
  flushSync(() => root.render(createElement(Slate, { editor, initialValue, children })));
  const textOf = (node: Descendant): string => {
    const { type, name, children } = node as unknown as Element;
    if (type === "mention") return `@${name}`;
    return children ? children.map(textOf).join("") : SlateNode.string(node);
  };
  return {
    model: () => editor.children.map(textOf).join("\n"),
    knowsCaret: () => {
      const tree = holder.getRootNode() as Node & Partial<Pick<Document, "getSelection">>;
      const selection = tree.getSelection?.() ?? document.getSelection();
      if (!selection || !editor.selection) return false;
      if (shown?.children !== editor.children || shown.selection !== editor.selection) return false;
      const caret = ReactEditor.toSlateRange(editor, selection, {
        exactMatch: false,
        suppressThrow: true,
      });
      return !!caret && Range.equals(caret, editor.selection);
    },
    saved: () => JSON.stringify(editor.children),
    destroy: () => {
      root.unmount();
      holder.remove();
    },
  };
};
