import { create } from "zustand";
import { useNotice } from "../share/link-notice.tsx";
import { useBranches } from "../state/branches.ts";
import { useFiles } from "../state/files.ts";
import { lastScene, rememberScene, type LastScene } from "../state/last-scene.ts";
import { useMoment } from "../state/moment.ts";
import { useOpened } from "../state/opened.ts";
import { useSelection } from "../state/selection.ts";
import { viewNow } from "../state/view.ts";
import { ask, onTyped } from "../state/world.ts";
import { fragmentOf } from "./fragment.ts";
import { keepScene, takeLetGo } from "./storage.ts";

/** True while this browser does not keep what is done: its storage is full or blocked. */
export const useUnsaved = create<{ readonly unsaved: boolean }>(() => ({ unsaved: false }));

/** Between two looks at whether there is something to save. */
const BEAT_MS = 1_000;
/** Saving takes no more than one part in so many of the time: a large scene is saved less often. */
const SHARE = 20;
/** Where all of a scene has no room, less of it is tried, down to this. */
const LEAST_CHARACTERS = 2_000;

let saving: Promise<void> | undefined;
/** Branches of the open scene that there was no room for, as far as was said. */
let saidLeft = 0;

/** Saves the open scene while something of it changes, at once when something was typed, and once more when the page goes. */
export function startAutosave(): void {
  let saved: readonly unknown[] = [];
  let notBeforeMs = 0;
  const state = (): readonly unknown[] => {
    const { viewMs, liveMs, opened } = useMoment.getState();
    return [viewMs, liveMs, opened, useFiles.getState(), useBranches.getState().nodes, useSelection.getState().selected, useOpened.getState().scenario];
  };
  setInterval(() => {
    const now = state();
    if (document.hidden || saving || performance.now() < notBeforeMs || !useMoment.getState().opened || now.every((value, i) => value === saved[i])) return;
    saved = now;
    void save().then((spentMs) => void (notBeforeMs = performance.now() + spentMs * SHARE));
  }, BEAT_MS);
  onTyped(() => void save());
  // There is no time to ask any more: the scene as it was a moment ago, with the view and the text of now.
  const leave = (): void => keepLast();
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
}

/** Resolves with the milliseconds that it took of the page's own time. One after the other, so that the last word is the last. */
async function save(): Promise<number> {
  let spentMs = 0;
  const before = saving;
  const mine = (async () => {
    await before;
    const { scenario: opened } = useOpened.getState();
    try {
      const { scenario, engine, digest, branches } = await ask({ type: "scene", for: "save" });
      if (useOpened.getState().scenario !== opened) return;
      rememberScene({ scenario, engine, digest, branches });
    } catch {
      // The world does not answer: what is in the editor is saved with the scene as it was.
    }
    const beganMs = performance.now();
    keepLast();
    spentMs = performance.now() - beganMs;
  })();
  saving = mine;
  await mine;
  if (saving === mine) saving = undefined;
  return spentMs;
}

/** The open scene as a fragment, with the view of now; undefined when the world does not answer and never did. */
export async function sceneNow(): Promise<string | undefined> {
  await save();
  const last = lastScene();
  return last && fragmentOf({ ...last, view: viewNow() }).fragment;
}

/** What is known of the open scene, with the view and the text of now. */
function keepLast(): void {
  const last = lastScene();
  if (last) put(last);
}

function put(scene: LastScene): void {
  const whole = { ...scene, view: viewNow() };
  let { fragment, left } = fragmentOf(whole);
  let kept = keepScene("now", fragment);
  // The storage is nearly full: rather the scene with fewer of its branches than none.
  for (let most = fragment.length; !kept && left < (scene.branches?.branches.length ?? 0) && most > LEAST_CHARACTERS; most /= 2) {
    ({ fragment, left } = fragmentOf(whole, most / 2));
    kept = keepScene("now", fragment);
  }
  say(kept, left);
}

/** Said once, when it begins to be so. */
function say(kept: boolean, left: number): void {
  const letGo = takeLetGo();
  const wasUnsaved = useUnsaved.getState().unsaved;
  if (wasUnsaved === kept) useUnsaved.setState({ unsaved: !kept });
  if (!kept && !wasUnsaved) useNotice.setState({ notice: { type: "unsaved" } });
  else if (left > saidLeft) useNotice.setState({ notice: { type: "storage", word: "branches" } });
  else if (letGo > 0) useNotice.setState({ notice: { type: "storage", word: "scenes" } });
  saidLeft = left;
}
