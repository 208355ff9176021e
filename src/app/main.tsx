import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./shell/page.tsx";
import { startSettings } from "./state/settings.ts";
import { openWorld } from "./state/world.ts";
import { firstScenario } from "./gallery/first-scenario.ts";
import "./styles/tokens.css";
import "./styles/ground.css";

startSettings();
openWorld(firstScenario());

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);
