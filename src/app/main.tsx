import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Scenario } from "../scenario/scenario.ts";
import { askedBy, asksForEmbed, withoutAsked, type AskedMoment } from "./gallery/address.ts";
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
const root = document.getElementById("root");
if (root && asksForEmbed(location.search)) void embed(root);
else if (root) {
  startLessons();
  void open().then(async () => (await import("./saved/autosave.ts")).startAutosave());
  addEventListener("hashchange", () => void openFragment());
  createRoot(root).render(<StrictMode><Page /></StrictMode>);
  // It has to be there when the browser prints, and nobody prints at once.
  setTimeout(() => void import("./director/print.ts").then(({ startPrinting }) => startPrinting()), 4_000);
}

/** In another page's frame: the plate and its clock only. */
async function embed(there: HTMLElement): Promise<void> {
  const { openEmbed, openThere } = await import("./director/embed/open-embed.ts");
  const { scene, atMs, moment } = askedBy(location.search);
  openEmbed(there, location.search, async () => {
    sayOf(moment);
    openThere((scene === undefined ? undefined : await sceneNamed(scene)) ?? firstScenario(), atMs);
  });
}

/** A link wins, then what the address asks for, then what was open here last; a first visit opens on a scene that runs. */
async function open(): Promise<void> {
  const { scene, atMs, moment } = askedBy(location.search);
  const first = firstScenario();
  if (await openFragment()) return;
  sayOf(moment);
  if (await openAddress(scene, atMs)) return;
  if (scene === undefined && atMs === undefined && keptScene("now") !== undefined && (await import("./share/open-link.ts")).reopenKept()) return;
  if (scene === undefined || scene === first.name) return openScene(first, atMs);
  const found = await sceneNamed(scene);
  if (!found) useNotice.setState({ notice: { type: "noScene", name: scene } });
  return openScene(found ?? first, atMs);
}

/** What is wrong with a link that the address holds as well goes before. */
const sayOf = (moment: AskedMoment | undefined): void => {
  if (moment) useNotice.setState(({ notice }) => ({ notice: notice ?? { type: "moment", moment } }));
};

/** Where something of the person's own was open here, it is set aside first. The address forgets what it asked for. */
async function openScene(scenario: Scenario, atMs?: number): Promise<void> {
  if (keptScene("now") === undefined) openWorld(scenario, atMs);
  else await (await import("./share/open-link.ts")).openOther(scenario, atMs);
  history.replaceState(null, "", location.pathname + withoutAsked(location.search) + location.hash);
}

/** `?run=`: commands that are typed. The address forgets them then: a reload shows what was done since. */
async function openAddress(scene: string | undefined, atMs: number | undefined): Promise<boolean> {
  if (!/[?&]run=/.test(location.search)) return false;
  const { openAsked } = await import("./share/run-commands.ts");
  const opened = await openAsked(location.search, scene === undefined ? undefined : await sceneNamed(scene), atMs);
  if (opened !== undefined) history.replaceState(null, "", location.pathname + opened);
  return opened !== undefined;
}

async function sceneNamed(name: string): Promise<Scenario | undefined> {
  const { default: scenes } = await import("virtual:gallery");
  return scenes.find((one) => one.name === name) ?? lessonScene(name);
}

/** A lesson is a scene as well. */
async function lessonScene(name: string): Promise<Scenario | undefined> {
  const { default: lessons } = await import("virtual:lessons");
  return (await lessons.find((lesson) => lesson.name === name)?.load())?.scenario;
}

/** Opens the link that the address holds. It is forgotten then: from now on the page is what is done in it, and reloads as that. */
async function openFragment(): Promise<boolean> {
  if (!location.hash.startsWith("#v=")) return false;
  const { openLink } = await import("./share/open-link.ts");
  const opened = await openLink(location.hash);
  if (opened) history.replaceState(null, "", location.pathname + location.search);
  return opened;
}
