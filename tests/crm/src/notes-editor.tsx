// The Notes Editor: one note of one category, with its next action.
import {
  DatePicker,
  DefaultButton,
  Dropdown,
  type ITag,
  Label,
  MessageBar,
  MessageBarType,
  PrimaryButton,
  TagPicker,
  TextField,
  Toggle,
} from "@fluentui/react";
import { useRef, useState } from "react";
import { NoteBox, type NoteBoxHandle } from "./note-box.tsx";
import { noteCategories, services, taskIds, tenants } from "./portal-data.ts";
import { save } from "./saved.ts";

export interface NotePreset {
  category: string;
  taskId: string;
  service: string;
}

interface Form {
  category: string;
  tenant: ITag[];
  services: string[];
  taskId: string;
  escalate: boolean;
  nextAction: string;
  nextActionDate: Date | null;
  nextActionOwner: string;
}

type Told = { type: MessageBarType; text: string } | null;

const nextActionLimit = 500;

function emptyForm(preset: NotePreset | null): Form {
  return {
    category: preset?.category ?? "",
    tenant: tenants.slice(0, 1),
    services: preset === null ? [] : [preset.service],
    taskId: preset?.taskId ?? "",
    escalate: false,
    nextAction: "",
    nextActionDate: null,
    nextActionOwner: "",
  };
}

function isoDate(date: Date | null): string {
  if (date === null) return "";
  const twoDigits = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

export function NotesEditor({ preset }: { preset: NotePreset | null }) {
  const [form, setForm] = useState(() => emptyForm(preset));
  const [told, setTold] = useState<Told>(null);
  const box = useRef<NoteBoxHandle>(null);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));

  const clear = () => {
    box.current?.clear();
    setForm(emptyForm(null));
    setTold(null);
  };

  const store = (draft: boolean) => {
    const content = box.current?.content();
    if (content === undefined || content.text.trim() === "" || form.category === "") {
      setTold({ type: MessageBarType.error, text: "Choose a note category and write a note first." });
      return;
    }
    save({
      form: "Notes Editor",
      category: form.category,
      tenant: form.tenant.map((tag) => tag.name).join(", "),
      sections: [{ name: null, ...content }],
      fields: {
        Services: form.services.join(", "),
        "Task Id": form.taskId,
        Escalate: form.escalate ? "Yes" : "",
        "Next Action": form.nextAction,
        "Next Action Date": isoDate(form.nextActionDate),
        "Next Action Owner": form.nextActionOwner,
      },
      draft,
    });
    if (!draft) clear();
    setTold({ type: MessageBarType.success, text: draft ? "Draft saved." : "Note saved." });
  };

  return (
    <section className="card" aria-labelledby="notes-editor-heading">
      <h2 id="notes-editor-heading">Notes Editor</h2>
      {told !== null && (
        <MessageBar messageBarType={told.type} onDismiss={() => setTold(null)} dismissButtonAriaLabel="Close">
          {told.text}
        </MessageBar>
      )}
      <div className="fields">
        <Dropdown
          label="Note Category"
          placeholder="Select a category"
          required
          options={noteCategories}
          selectedKey={form.category === "" ? null : form.category}
          onChange={(_, option) => change({ category: option?.text ?? "" })}
        />
        <div>
          <Label htmlFor="tenant">Tenant</Label>
          <TagPicker
            selectedItems={form.tenant}
            onChange={(items) => change({ tenant: items ?? [] })}
            onResolveSuggestions={(typed) =>
              tenants.filter(
                (tag) => tag.name.includes(typed.toLowerCase()) && !form.tenant.some(({ key }) => key === tag.key),
              )
            }
            pickerSuggestionsProps={{ suggestionsHeaderText: "Tenants", noResultsFoundText: "No tenant found" }}
            removeButtonAriaLabel="Remove"
            selectionAriaLabel="Chosen tenants"
            inputProps={{ id: "tenant", "aria-label": "Tenant" }}
          />
        </div>
        <Dropdown
          label="Services"
          placeholder="Select services"
          multiSelect
          options={services}
          selectedKeys={form.services}
          onChange={(_, option) => {
            if (option === undefined) return;
            const others = form.services.filter((service) => service !== option.text);
            change({ services: option.selected ? [...others, option.text] : others });
          }}
        />
        <Dropdown
          label="Task Id"
          placeholder="Select a task"
          options={taskIds}
          selectedKey={form.taskId === "" ? null : form.taskId}
          onChange={(_, option) => change({ taskId: String(option?.key ?? "") })}
        />
      </div>
      <NoteBox label="Note" handle={box} />
      <Toggle
        label="Escalate"
        inlineLabel
        onText="Yes"
        offText="No"
        checked={form.escalate}
        onChange={(_, checked) => change({ escalate: checked ?? false })}
      />
      <TextField
        label="Next Action"
        multiline
        rows={2}
        maxLength={nextActionLimit}
        value={form.nextAction}
        description={`${form.nextAction.length}/${nextActionLimit}`}
        onChange={(_, value) => change({ nextAction: value ?? "" })}
      />
      <div className="fields">
        <DatePicker
          label="Next Action Date"
          placeholder="Select a date"
          ariaLabel="Next Action Date"
          {...(form.nextActionDate === null ? {} : { value: form.nextActionDate })}
          onSelectDate={(date) => change({ nextActionDate: date ?? null })}
        />
        <TextField
          label="Next Action Owner"
          value={form.nextActionOwner}
          onChange={(_, value) => change({ nextActionOwner: value ?? "" })}
        />
      </div>
      <div className="buttons">
        <DefaultButton text="Clear All" onClick={clear} />
        <DefaultButton text="Save Draft" onClick={() => store(true)} />
        <PrimaryButton text="Save" onClick={() => store(false)} />
      </div>
    </section>
  );
}
