// The portal around the forms: banner, breadcrumb, customer card, tabs, saved notes.
import { Breadcrumb, Pivot, PivotItem } from "@fluentui/react";
import { useState } from "react";
import { Outline } from "./icons.tsx";
import { type NotePreset, NotesEditor } from "./notes-editor.tsx";
import { customer } from "./portal-data.ts";
import { SavedNotes } from "./saved-notes.tsx";
import { StatusTab } from "./status-tab.tsx";
import { TimeTab } from "./time-tab.tsx";

type Tab = "summary" | "notes" | "status" | "time";

const facts = [
  ["Customer Id", customer.id],
  ["Region", customer.region],
  ["Segment", customer.segment],
  ["Seats", customer.seats],
  ["Agreement", customer.agreement],
] as const;

function Facts() {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Portal() {
  const [tab, setTab] = useState<Tab>("notes");
  const [preset, setPreset] = useState<NotePreset | null>(null);

  const createNote = (made: NotePreset) => {
    setPreset(made);
    setTab("notes");
  };

  return (
    <>
      <header className="banner">
        <Outline name="GlobalNavButton" size={18} />
        <span className="product">Orchestration Portal</span>
        <nav aria-label="Portal">
          <a href="#home">Home</a>
          <a href="#customers" aria-current="page">
            Customers
          </a>
          <a href="#reports">Reports</a>
          <a href="#help">Help</a>
        </nav>
        <span className="person" aria-hidden="true">
          AL
        </span>
      </header>
      <div className="page">
        <Breadcrumb
          ariaLabel="Breadcrumb"
          items={[
            { key: "customers", text: "Customers", href: "#customers" },
            { key: "customer", text: customer.name, isCurrentItem: true },
          ]}
        />
        <div className="customer">
          <h1>{customer.name}</h1>
          <Facts />
        </div>
        <Pivot
          aria-label="Customer"
          selectedKey={tab}
          headersOnly
          getTabId={(key) => `tab-${key}`}
          onLinkClick={(item) => {
            setPreset(null);
            setTab((item?.props.itemKey ?? "notes") as Tab);
          }}
        >
          <PivotItem itemKey="summary" headerText="Summary" />
          <PivotItem itemKey="notes" headerText="Notes" />
          <PivotItem itemKey="status" headerText="Status" />
          <PivotItem itemKey="time" headerText="Time" />
        </Pivot>
        <div className="columns">
          <main role="tabpanel" aria-labelledby={`tab-${tab}`}>
            {tab === "summary" && (
              <section className="card">
                <h2>Summary</h2>
                <Facts />
              </section>
            )}
            {tab === "notes" && <NotesEditor key={preset?.taskId ?? "new"} preset={preset} />}
            {tab === "status" && <StatusTab />}
            {tab === "time" && <TimeTab onCreateNote={createNote} />}
          </main>
          <SavedNotes />
        </div>
      </div>
    </>
  );
}
