import "./fonts.ts";
import { initializeFocusRects } from "@fluentui/react";
import { createRoot } from "react-dom/client";
import { registerOwnIcons } from "./icons.tsx";
import { Portal } from "./portal.tsx";

registerOwnIcons();
initializeFocusRects();

const place = document.getElementById("portal");
if (place === null) throw new Error("index.html has no #portal");
createRoot(place).render(<Portal />);
