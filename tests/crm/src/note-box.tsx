// The rich-text box: a RoosterJS editor with a ribbon, as the portal has it.
import { CommandBar, type ICommandBarItemProps, Label } from "@fluentui/react";
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import {
  AutoFormatPlugin,
  createEditor,
  createModelFromHtml,
  exportContent,
  getFormatState,
  type IEditor,
  mergeModel,
  redo,
  toggleBold,
  toggleBullet,
  toggleItalic,
  toggleNumbering,
  toggleUnderline,
  undo,
} from "roosterjs";
import { templates } from "./portal-data.ts";

export interface NoteBoxContent {
  text: string;
  html: string;
}

export interface NoteBoxHandle {
  content(): NoteBoxContent;
  clear(): void;
}

interface Pressed {
  bold: boolean;
  italic: boolean;
  underline: boolean;
  bullet: boolean;
  numbering: boolean;
}

const nothingPressed: Pressed = { bold: false, italic: false, underline: false, bullet: false, numbering: false };

function pressedIn(editor: IEditor): Pressed {
  const format = getFormatState(editor);
  return {
    bold: format.isBold ?? false,
    italic: format.isItalic ?? false,
    underline: format.isUnderline ?? false,
    bullet: format.isBullet ?? false,
    numbering: format.isNumbering ?? false,
  };
}

function insertTemplate(editor: IEditor, headings: readonly string[]): void {
  const html = headings.map((heading) => `<div><b>${heading}:</b></div><div><br></div>`).join("");
  const template = createModelFromHtml(html);
  editor.formatContentModel(
    (model, context) => {
      mergeModel(model, template, context, { mergeFormat: "mergeAll" });
      return true;
    },
    { apiName: "insertTemplate" },
  );
}

function clearAll(editor: IEditor): void {
  editor.formatContentModel(
    (model) => {
      model.blocks = [];
      return true;
    },
    { apiName: "clearAll" },
  );
}

export function NoteBox({ label, handle }: { label: string; handle: Ref<NoteBoxHandle> }) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<IEditor | null>(null);
  const [pressed, setPressed] = useState(nothingPressed);

  useEffect(() => {
    if (box.current === null) return;
    const made = createEditor(box.current, [
      new AutoFormatPlugin({ autoBullet: true, autoNumbering: true }),
      {
        getName: () => "ribbon",
        initialize: () => {},
        dispose: () => {},
        onPluginEvent: ({ eventType }) => {
          if (eventType !== "keyUp" && eventType !== "mouseUp" && eventType !== "contentChanged") return;
          const now = pressedIn(made);
          setPressed((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
        },
      },
    ]);
    editor.current = made;
    return () => {
      editor.current = null;
      made.dispose();
    };
  }, []);

  useImperativeHandle(handle, () => ({
    content: () => {
      if (editor.current === null) return { text: "", html: "" };
      return {
        text: exportContent(editor.current, "PlainText").replaceAll("\r\n", "\n"),
        html: exportContent(editor.current, "HTML"),
      };
    },
    clear: () => {
      if (editor.current !== null) clearAll(editor.current);
    },
  }));

  const ribbon = useMemo<ICommandBarItemProps[]>(() => {
    const act = (change: (editor: IEditor) => void) => () => {
      if (editor.current === null) return;
      editor.current.focus();
      change(editor.current);
    };
    const button = (
      text: string,
      iconName: string,
      change: (editor: IEditor) => void,
      checked?: boolean,
    ): ICommandBarItemProps => ({
      key: text,
      text,
      iconOnly: true,
      iconProps: { iconName },
      ariaLabel: text,
      ...(checked === undefined ? {} : { canCheck: true, checked }),
      onClick: act(change),
    });
    return [
      button("Undo", "Undo", undo),
      button("Redo", "Redo", redo),
      button("Bold", "Bold", toggleBold, pressed.bold),
      button("Italic", "Italic", toggleItalic, pressed.italic),
      button("Underline", "Underline", toggleUnderline, pressed.underline),
      button("Bulleted list", "BulletedList", toggleBullet, pressed.bullet),
      button("Numbered list", "NumberedList", toggleNumbering, pressed.numbering),
      {
        key: "template",
        text: "Insert Template",
        iconProps: { iconName: "InsertTemplate" },
        subMenuProps: {
          items: templates.map(({ name, headings }) => ({
            key: name,
            text: name,
            onClick: act((open) => insertTemplate(open, headings)),
          })),
        },
      },
    ];
  }, [pressed]);

  return (
    <div className="note-box">
      <Label id="note-label" required>
        {label}
      </Label>
      <div className="note-frame">
        <CommandBar items={ribbon} ariaLabel="Formatting" className="ribbon" />
        <div
          ref={box}
          className="note-text"
          role="textbox"
          aria-multiline="true"
          aria-labelledby="note-label"
          spellCheck
        />
      </div>
    </div>
  );
}
