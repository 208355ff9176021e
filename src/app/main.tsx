import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askedBy } from "./gallery/address.ts";
import { firstScenario } from "./gallery/first-scenario.ts";
import { Page } from "./shell/page.tsx";
import { startSettings } from "./state/settings.ts";
import { openWorld } from "./state/world.ts";
import "./styles/tokens.css";
import "./styles/ground.css";

startSettings();
const { scene, atMs } = askedBy(location.search);
const first = firstScenario();
if (scene === undefined || scene === first.name) openWorld(first, atMs);
else void import("virtual:gallery").then(({ default: scenes }) => openWorld(scenes.find(({ name }) => name === scene) ?? first, atMs));

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);
