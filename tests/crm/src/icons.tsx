// Fluent's icon font comes from a CDN; these few outlines replace it.
import { registerIcons } from "@fluentui/react";

const outlines = {
  Accept: "M3 9l4 4 8-9",
  Bold: "M5 3h5a3 3 0 0 1 0 6H5zM5 9h6a3 3 0 0 1 0 6H5z",
  BulletedList: "M7 4h9M7 9h9M7 14h9M3 4h.1M3 9h.1M3 14h.1",
  Calendar: "M3 4h12v11H3zM3 7.5h12M6 2.5V5M12 2.5V5",
  Cancel: "M4 4l10 10M14 4L4 14",
  CheckMark: "M3 9l4 4 8-9",
  ChevronDown: "M4 6.5l5 5 5-5",
  ChevronLeft: "M11.5 4l-5 5 5 5",
  ChevronRight: "M6.5 4l5 5-5 5",
  CircleRing: "M9 3a6 6 0 1 0 .01 0",
  Clear: "M4 4l10 10M14 4L4 14",
  Completed: "M9 2.5a6.5 6.5 0 1 0 .01 0M6 9l2.2 2.3L12.2 7",
  Down: "M9 3v12M4 10l5 5 5-5",
  ErrorBadge: "M9 2.5a6.5 6.5 0 1 0 .01 0M9 5.5v4M9 12h.1",
  GlobalNavButton: "M3 5h12M3 9h12M3 13h12",
  Home: "M3 8.5L9 3l6 5.5M4.5 8v7h9V8",
  Info: "M9 2.5a6.5 6.5 0 1 0 .01 0M9 8v4.5M9 5.5h.1",
  InsertTemplate: "M4 2.5h7l3 3v10H4zM7 8h4M7 11h4",
  Italic: "M8 3h5M5 15h5M10.5 3l-3 12",
  More: "M4 9h.1M9 9h.1M14 9h.1",
  NumberedList: "M7 4h9M7 9h9M7 14h9M2.5 3l1-.5v3.5M2.5 8h1.5v1L2.5 11H4M2.5 13H4v3H2.5",
  Redo: "M13 4v4H9M13 8a5.5 5.5 0 1 0 .5 4",
  Search: "M8 3a5 5 0 1 0 .01 0M11.5 11.5l4 4",
  Underline: "M5 3v6a4 4 0 0 0 8 0V3M4 16h10",
  Undo: "M5 4v4h4M5 8a5.5 5.5 0 1 1-.5 4",
  Up: "M9 15V3M4 8l5-5 5 5",
} as const;

export type IconName = keyof typeof outlines;

export function Outline({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={outlines[name]} />
    </svg>
  );
}

export function registerOwnIcons(): void {
  const icons = Object.fromEntries(
    (Object.keys(outlines) as IconName[]).map((name) => [name, <Outline key={name} name={name} />]),
  );
  registerIcons({ icons });
}
