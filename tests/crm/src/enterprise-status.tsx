// Enterprise Status: one form with a text box for each section of the note.
import { Dropdown, MessageBar, MessageBarType, PrimaryButton, TextField } from "@fluentui/react";
import { useState } from "react";
import { enterpriseReasons, ragStatuses, tenants } from "./portal-data.ts";
import { save } from "./saved.ts";

interface SectionBox {
  name: string;
  rows: number;
  required?: true;
  limit?: number;
}

const boxes: readonly SectionBox[] = [
  { name: "Exec Summary", rows: 4, required: true, limit: 255 },
  { name: "O365 Deployment Status Current Overview", rows: 4, required: true },
  { name: "Current FTC Activities", rows: 3 },
  { name: "Risks", rows: 3 },
  { name: "Public/Brand Name", rows: 1 },
  { name: "Next Update", rows: 1, required: true },
  { name: "Awareness", rows: 3 },
];

export function EnterpriseStatus() {
  const [reason, setReason] = useState("");
  const [status, setStatus] = useState("");
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [told, setTold] = useState<{ type: MessageBarType; text: string } | null>(null);

  const store = () => {
    const needed = boxes.filter(({ required, name }) => required && (texts[name] ?? "").trim() === "");
    if (reason === "" || status === "" || needed.length > 0) {
      setTold({ type: MessageBarType.error, text: "Fill in the fields that are marked." });
      return;
    }
    save({
      form: "Enterprise Status",
      category: "Enterprise Status",
      tenant: tenants[0]?.name ?? "",
      sections: boxes.map(({ name }) => ({ name, text: texts[name] ?? "" })),
      fields: { Reason: reason, Status: status },
      draft: false,
    });
    setReason("");
    setStatus("");
    setTexts({});
    setTold({ type: MessageBarType.success, text: "Enterprise status saved." });
  };

  return (
    <section className="card" aria-labelledby="enterprise-heading">
      <h2 id="enterprise-heading">Enterprise Status</h2>
      {told !== null && <MessageBar messageBarType={told.type}>{told.text}</MessageBar>}
      <div className="fields">
        <Dropdown
          label="Reason"
          placeholder="Select a reason"
          required
          options={enterpriseReasons}
          selectedKey={reason === "" ? null : reason}
          onChange={(_, option) => setReason(option?.text ?? "")}
        />
        <Dropdown
          label="Status"
          placeholder="Select a status"
          required
          options={ragStatuses}
          selectedKey={status === "" ? null : status}
          onChange={(_, option) => setStatus(option?.text ?? "")}
        />
      </div>
      {boxes.map(({ name, rows, required, limit }) => (
        <TextField
          key={name}
          label={name}
          multiline
          rows={rows}
          required={required ?? false}
          {...(limit === undefined ? {} : { maxLength: limit, description: `${(texts[name] ?? "").length}/${limit}` })}
          value={texts[name] ?? ""}
          onChange={(_, value) => setTexts((before) => ({ ...before, [name]: value ?? "" }))}
        />
      ))}
      <div className="buttons">
        <PrimaryButton text="Save" onClick={store} />
      </div>
    </section>
  );
}
