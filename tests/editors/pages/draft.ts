import {
  CharacterMetadata,
  ContentBlock,
  ContentState,
  convertToRaw,
  Editor,
  EditorState,
  genKey,
  RichUtils,
} from "draft-js";
import { List } from "immutable";
import "draft-js/dist/Draft.css";
import { createElement, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { add, lineOf, type Mount } from "./note.ts";

export const mount: Mount = (place, note) => {
  const holder = add(place, "div");
  const root = createRoot(holder);
  const blocks = note.map(
    (block) =>
      new ContentBlock({
        key: genKey(),
        type: block.kind === "item" ? "unordered-list-item" : "unstyled",
        text: lineOf(block),
        characterList: List(
          Array.from({ length: lineOf(block).length }, () => CharacterMetadata.create()),
        ),
      }),
  );
  let state = EditorState.createWithContent(ContentState.createFromBlockArray(blocks));
  function Note() {
    const [value, setValue] = useState(state);
    state = value;
    return createElement(Editor, {
      editorState: value,
      onChange: setValue,
      handleKeyCommand: (command, now) => {
        const next = RichUtils.handleKeyCommand(now, command);
        if (next) setValue(next);
        return next ? "handled" : "not-handled";
      },
    });
  }
  flushSync(() => root.render(createElement(Note)));
  return {
    model: () => state.getCurrentContent().getPlainText("\n"),
    saved: () => JSON.stringify(convertToRaw(state.getCurrentContent())),
    destroy: () => {
      root.unmount();
      holder.remove();
    },
  };
};
