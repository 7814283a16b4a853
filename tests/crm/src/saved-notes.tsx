// The list of what was saved: the text is shown as text, whatever it holds.
import { type SavedNote, useSavedNotes } from "./saved.ts";

function SavedNoteItem({ note }: { note: SavedNote }) {
  const fields = Object.entries(note.fields).filter(([, value]) => value !== "");
  return (
    <li className="saved-note">
      <div className="saved-head">
        <strong>{note.category}</strong>
        {note.draft && <span className="draft">Draft</span>}
        <span className="saved-form">{note.form}</span>
      </div>
      {note.sections.map((section) => (
        <div key={section.name ?? ""}>
          {section.name !== null && section.text !== "" && <div className="saved-section">{section.name}</div>}
          <div className="saved-text">{section.text}</div>
        </div>
      ))}
      {fields.length > 0 && (
        <dl className="saved-fields">
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

export function SavedNotes() {
  const notes = useSavedNotes();
  return (
    <aside className="card saved" aria-labelledby="saved-heading">
      <h2 id="saved-heading">Notes</h2>
      {notes.length === 0 ? (
        <p className="quiet">No notes have been saved for this customer.</p>
      ) : (
        <ul aria-labelledby="saved-heading">
          {[...notes].reverse().map((note, index) => (
            <SavedNoteItem key={notes.length - index} note={note} />
          ))}
        </ul>
      )}
    </aside>
  );
}
