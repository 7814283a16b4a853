import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { $createListItemNode, $createListNode, ListItemNode, ListNode } from "@lexical/list";
import { registerRichText } from "@lexical/rich-text";
import { mergeRegister } from "@lexical/utils";
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from "lexical";
import { add, lineOf, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const box = add(place, "div");
  box.contentEditable = "true";
  box.style.whiteSpace = "pre-wrap";
  const editor = createEditor({
    nodes: [ListNode, ListItemNode],
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(box);
  const stop = mergeRegister(
    registerRichText(editor),
    registerHistory(editor, createEmptyHistoryState(), 300),
  );
  editor.update(
    () => {
      const root = $getRoot().clear();
      for (const block of note) {
        const text = lineOf(block);
        const node = block.kind === "item" ? $createListItemNode() : $createParagraphNode();
        if (text) node.append($createTextNode(text));
        const last = root.getLastChild();
        if (block.kind === "paragraph") root.append(node);
        else if (last instanceof ListNode) last.append(node);
        else root.append($createListNode("bullet").append(node));
      }
    },
    { discrete: true, tag: "history-merge" },
  );
  const model = () =>
    editor.getEditorState().read(() =>
      $getRoot()
        .getChildren()
        .flatMap((node) => (node instanceof ListNode ? node.getChildren() : [node]))
        .map((node) => node.getTextContent())
        .join("\n"),
    );
  return {
    model,
    saved: () => JSON.stringify(editor.getEditorState()),
    destroy: () => {
      stop();
      editor.setRootElement(null);
      box.remove();
    },
  };
};
