import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askedBy } from "./gallery/address.ts";
import { firstScenario } from "./gallery/first-scenario.ts";
import { startAutosave } from "./saved/autosave.ts";
import { openLink, reopenKept, setAside } from "./share/open-link.ts";
import { Page } from "./shell/page.tsx";
import { startSettings } from "./state/settings.ts";
import { openWorld } from "./state/world.ts";
import "./styles/tokens.css";
import "./styles/ground.css";

startSettings();
open();
startAutosave();
addEventListener("hashchange", () => {
  if (openLink(location.hash)) forgetFragment();
});

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);

/** A link wins, then a scene that the address names, then what was open here last; a first visit opens on one that runs. */
function open(): void {
  const { scene, atMs } = askedBy(location.search);
  const first = firstScenario();
  if (openLink(location.hash)) forgetFragment();
  else if (scene === undefined && atMs === undefined && reopenKept()) return;
  else if (scene === undefined || scene === first.name) openWorld(first, atMs);
  else {
    setAside();
    void import("virtual:gallery").then(({ default: scenes }) => openWorld(scenes.find(({ name }) => name === scene) ?? first, atMs));
  }
}

/** The fragment has been opened: from now on the page is what is done in it, and reloads as that. */
function forgetFragment(): void {
  history.replaceState(null, "", location.pathname + location.search);
}
