import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Scenario } from "../scenario/scenario.ts";
import { askedBy } from "./gallery/address.ts";
import { firstScenario } from "./gallery/first-scenario.ts";
import { startLessons } from "./lessons/lesson-store.ts";
import { keptScene } from "./saved/storage.ts";
import { useNotice } from "./share/link-notice.tsx";
import { Page } from "./shell/page.tsx";
import { startSettings } from "./state/settings.ts";
import { openWorld } from "./state/world.ts";
import "./styles/tokens.css";
import "./styles/ground.css";

startSettings();
startLessons();
void open().then(async () => (await import("./saved/autosave.ts")).startAutosave());
addEventListener("hashchange", () => void openFragment());

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Page /></StrictMode>);

/** A link wins, then a scene that the address names, then what was open here last; a first visit opens on one that runs. */
async function open(): Promise<void> {
  const { scene, atMs } = askedBy(location.search);
  const first = firstScenario();
  if (await openFragment()) return;
  if (scene === undefined && atMs === undefined && keptScene("now") !== undefined && (await import("./share/open-link.ts")).reopenKept()) return;
  if (scene === undefined || scene === first.name) return openWorld(first, atMs);
  const { default: scenes } = await import("virtual:gallery");
  const found = scenes.find(({ name }) => name === scene) ?? (await lessonScene(scene));
  if (!found) useNotice.setState({ notice: { type: "noScene", name: scene } });
  openWorld(found ?? first, atMs);
}

/** A lesson is a scene as well. */
async function lessonScene(name: string | undefined): Promise<Scenario | undefined> {
  const { default: lessons } = await import("virtual:lessons");
  return (await lessons.find((lesson) => lesson.name === name)?.load())?.scenario;
}

/** Opens the link that the address holds. It is forgotten then: from now on the page is what is done in it, and reloads as that. */
async function openFragment(): Promise<boolean> {
  if (!location.hash.startsWith("#v=")) return false;
  const { openLink } = await import("./share/open-link.ts");
  const opened = openLink(location.hash);
  if (opened) history.replaceState(null, "", location.pathname + location.search);
  return opened;
}
