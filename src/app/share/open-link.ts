import { bounds } from "../../scenario/bounds.ts";
import { decodeKept, decodeLink, isLink, type SharedScene } from "../../scenario/link/link.ts";
import { sinceWhen } from "../../scenario/link/since-when.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { sceneNow } from "../saved/autosave.ts";
import { keepScene, keptScene, leaveScene } from "../saved/storage.ts";
import { useMoment } from "../state/moment.ts";
import { lookAs } from "../state/view.ts";
import { ask, openKept, openWorld, restartWorld } from "../state/world.ts";
import { useNotice } from "./link-notice.tsx";

/** Opens the scene of a fragment. False when it is none, or none that opens: then what is open stays, and the reason is said. */
export async function openLink(fragment: string): Promise<boolean> {
  if (!isLink(fragment)) return false;
  const link = decodeLink(fragment);
  if (!link.ok) {
    useNotice.setState({ notice: { type: "problem", problem: link.problem } });
    return false;
  }
  await openScene(link.scene, link.checked);
  return true;
}

/** Opens what somebody shared, as they saw it. What is open is set aside; where this engine plays it differently, that is said. `checked`: it is known to be as it was made. */
export async function openScene(scene: SharedScene, checked = false): Promise<void> {
  useNotice.setState({ notice: undefined });
  await setAside();
  show(scene);
  sayEnd(scene);
  checkDigest(scene, checked);
}

/** Opens the scene of a fragment and nothing else: what this browser keeps is neither read nor changed. False when it holds none that opens. */
export function showLink(fragment: string): boolean {
  if (!isLink(fragment)) return false;
  const link = decodeLink(fragment);
  if (link.ok) {
    show(link.scene);
    sayEnd(link.scene);
  } else useNotice.setState({ notice: { type: "problem", problem: link.problem } });
  return link.ok;
}

/** Opens what this browser kept in the last session. False when there is nothing, or nothing that opens: storage may hold anything. */
export function reopenKept(): boolean {
  const fragment = keptScene("now");
  const link = fragment === undefined ? undefined : decodeKept(fragment);
  if (link?.ok) show(link.scene);
  else if (link) {
    // It stays where it is: another version may read it.
    leaveScene();
    useNotice.setState({ notice: { type: "storage", word: link.problem.code === "version" ? "newer" : "unreadable" } });
  }
  return link?.ok === true;
}

/** Opens a scene that was kept under a name; what is open is set aside. False when it cannot be read. */
export function openSaved(fragment: string): boolean {
  const link = decodeKept(fragment);
  if (!link.ok) return false;
  void setAside().then(() => show(link.scene));
  return true;
}

/** Opens a scenario as it begins, or paused at an instant; what is open is set aside. */
export async function openInstead(scenario: Scenario, atMs?: number): Promise<void> {
  await setAside();
  openWorld(scenario, atMs);
}

/** The same for a scene that is chosen from a list: what is open is set aside only if something was done in it. */
export async function openOther(scenario: Scenario, atMs?: number): Promise<void> {
  await keepTouched(scenario);
  openWorld(scenario, atMs);
}

/** The same scenario from 0s; what came of it so far, with its branches, is set aside. */
export async function startAfresh(): Promise<void> {
  await keepTouched();
  restartWorld();
}

/** Sets aside what is open if anything was typed or written in it. `next`: what is opened then. */
export async function keepTouched(next?: Scenario): Promise<void> {
  const before = await openNow();
  const link = decodeKept(before ?? "");
  if (before !== undefined && link.ok && isTouched(link.scene, next)) putAside(before);
  else offer(undefined);
}

/** What was kept without branches, in a hurry or by an older version, is untouched if it is what is opened next anyway. */
function isTouched({ scenario, view, branches }: SharedScene, next: Scenario | undefined): boolean {
  if (view.drafts !== undefined) return true;
  if (branches) return branches.inputs.length > 0 || branches.branches.length > 1;
  return scenario.name !== next?.name || scenario.inputs.length !== next.inputs.length;
}

/** A world that does not answer is not waited for: then it is kept as it was saved last. */
const PATIENCE_MS = 700;

/** What is open now is kept, and offered back. */
async function setAside(): Promise<void> {
  const before = await openNow();
  if (before !== undefined && decodeKept(before).ok) putAside(before);
  else offer(undefined);
}

function putAside(before: string): void {
  keepScene("before", before);
  offer(() => void bringBack(before));
}

/** What was said of the scene before is of no interest any more; what went wrong with an address stays until it is read. */
const offer = (back: (() => void) | undefined): void => useNotice.setState(({ notice }) => ({ notice: notice?.type === "differs" ? undefined : notice, back }));

async function openNow(): Promise<string | undefined> {
  const saved = useMoment.getState().opened ? sceneNow() : Promise.resolve(undefined);
  const fragment = await Promise.race([saved, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  return fragment ?? keptScene("now");
}

/** What was open before comes back; what is open now takes its place, so that nothing is lost by looking. */
async function bringBack(before: string): Promise<void> {
  const link = decodeKept(before);
  if (!link.ok) return;
  await setAside();
  show(link.scene);
}

/** What this browser kept, and a file, have branches of time; a link has none. */
function show({ scenario, view, branches }: SharedScene): void {
  if (branches) openKept(scenario, view.atMs ?? 0, branches);
  else openWorld(scenario, view.atMs ?? 0);
  lookAs(view);
}

/** A view that asks for a moment beyond the end of virtual time was read as asking for the end. */
function sayEnd({ view }: SharedScene): void {
  if (view.atMs === bounds.durationMs) useNotice.setState({ notice: { type: "moment", moment: { code: "beyond", text: "" } } });
}

/** Another engine may play a scene differently: then the reader is told, and since when. The same engine plays another scene. */
function checkDigest({ view, engine, digest, trail }: SharedScene, checked: boolean): void {
  const atMs = view.atMs ?? 0;
  if (digest === "") return;
  const stop = useMoment.subscribe(({ viewMs, goal, opened }) => {
    if (!opened || goal !== undefined || viewMs < atMs) return;
    stop();
    if (viewMs > atMs) return;
    void ask({ type: "scene", for: "link" }).then(
      (scene) => {
        if (useMoment.getState().viewMs !== atMs || scene.digest.startsWith(digest)) return;
        useNotice.setState({ notice: { type: "differs", engine, changed: !checked && engine === scene.engine, since: sinceWhen(trail, scene.trail) } });
      },
      () => undefined,
    );
  });
}
