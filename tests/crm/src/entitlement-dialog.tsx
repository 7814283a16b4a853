// Add Entitlement Status: a modal dialog with a short note and three levels of status.
import { DefaultButton, Dialog, DialogFooter, DialogType, Dropdown, PrimaryButton, TextField } from "@fluentui/react";
import { useState } from "react";
import { l1Statuses, l2Reasons, l3Reasons, tenants } from "./portal-data.ts";
import { save } from "./saved.ts";

const noteLimit = 400;

export function EntitlementDialog({ service, onClose }: { service: string; onClose: () => void }) {
  const [note, setNote] = useState("");
  const [l1, setL1] = useState("");
  const [l2, setL2] = useState("");
  const [l3, setL3] = useState("");

  const add = () => {
    save({
      form: "Add Entitlement Status",
      category: "Service Intent",
      tenant: tenants[0]?.name ?? "",
      sections: [{ name: null, text: note }],
      fields: { Service: service, "Status / L1": l1, "Reason / L2": l2, "Engineering Reason / L3": l3 },
      draft: false,
    });
    onClose();
  };

  return (
    <Dialog
      hidden={false}
      onDismiss={onClose}
      minWidth={520}
      dialogContentProps={{ type: DialogType.normal, title: "Add Entitlement Status", subText: service, closeButtonAriaLabel: "Close" }}
      modalProps={{ isBlocking: true }}
    >
      <TextField
        label="Status note"
        multiline
        rows={5}
        maxLength={noteLimit}
        value={note}
        description={`${note.length}/${noteLimit}`}
        onChange={(_, value) => setNote(value ?? "")}
      />
      <Dropdown
        label="Status / L1"
        placeholder="Select a status"
        options={l1Statuses}
        selectedKey={l1 === "" ? null : l1}
        onChange={(_, option) => setL1(option?.text ?? "")}
      />
      <Dropdown
        label="Reason / L2"
        placeholder="Select a reason"
        options={l2Reasons}
        selectedKey={l2 === "" ? null : l2}
        onChange={(_, option) => setL2(option?.text ?? "")}
      />
      <Dropdown
        label="Engineering Reason / L3"
        placeholder="Select a reason"
        options={l3Reasons}
        selectedKey={l3 === "" ? null : l3}
        onChange={(_, option) => setL3(option?.text ?? "")}
      />
      <DialogFooter>
        <PrimaryButton text="Add" disabled={note.trim() === ""} onClick={add} />
        <DefaultButton text="Cancel" onClick={onClose} />
      </DialogFooter>
    </Dialog>
  );
}
