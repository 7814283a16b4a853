// The Time tab: Service Time Entry tasks, each of which can start a note.
import { DefaultButton } from "@fluentui/react";
import type { NotePreset } from "./notes-editor.tsx";
import { timeTasks } from "./portal-data.ts";

export function TimeTab({ onCreateNote }: { onCreateNote: (preset: NotePreset) => void }) {
  return (
    <section className="card" aria-labelledby="time-heading">
      <h2 id="time-heading">Service Time Entry</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Task Id</th>
            <th scope="col">Service</th>
            <th scope="col">Task</th>
            <th scope="col">Owner</th>
            <th scope="col">Hours</th>
            <th scope="col">State</th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {timeTasks.map((task) => (
            <tr key={task.id}>
              <td>{task.id}</td>
              <td>{task.service}</td>
              <td>{task.title}</td>
              <td>{task.owner}</td>
              <td>{task.hours}</td>
              <td>{task.state}</td>
              <td>
                <DefaultButton
                  text="Create Note"
                  ariaDescription={`for ${task.id}`}
                  onClick={() =>
                    onCreateNote({ category: "Technical Enablement", taskId: task.id, service: task.service })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
