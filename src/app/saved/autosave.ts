import { create } from "zustand";
import type { SharedScene } from "../../scenario/link/link.ts";
import { useBranches } from "../state/branches.ts";
import { useNotice } from "../share/link-notice.tsx";
import { useFiles } from "../state/files.ts";
import { useMoment } from "../state/moment.ts";
import { useOpened } from "../state/opened.ts";
import { useSelection } from "../state/selection.ts";
import { viewNow } from "../state/view.ts";
import { ask } from "../state/world.ts";
import { fragmentOf } from "./fragment.ts";
import { keepScene } from "./storage.ts";

/** True while this browser does not keep what is done: its storage is full or blocked. */
export const useUnsaved = create<{ readonly unsaved: boolean }>(() => ({ unsaved: false }));

/** Between two looks at whether there is something to save. */
const BEAT_MS = 1_000;

/** What was saved last: the scene without its view, which is put in anew each time. */
let last: Omit<SharedScene, "view"> | undefined;
let saving = false;

/** Saves the open scene while something of it changes, and once more when the page goes. */
export function startAutosave(): void {
  let saved: readonly unknown[] = [];
  const state = (): readonly unknown[] => {
    const { viewMs, liveMs, opened } = useMoment.getState();
    return [viewMs, liveMs, opened, useFiles.getState(), useBranches.getState().nodes, useSelection.getState().selected, useOpened.getState().scenario];
  };
  setInterval(() => {
    const now = state();
    if (document.hidden || saving || !useMoment.getState().opened || now.every((value, i) => value === saved[i])) return;
    saved = now;
    void save();
  }, BEAT_MS);
  // There is no time to ask any more: the scene as it was a moment ago, with the view and the text of now.
  const leave = (): void => void (last && put(last));
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
}

async function save(): Promise<void> {
  saving = true;
  const { scenario: opened } = useOpened.getState();
  try {
    const { scenario, engine, digest, branches } = await ask({ type: "scene", for: "save" });
    if (useOpened.getState().scenario !== opened) return;
    last = { scenario, engine, digest, branches };
    put(last);
  } catch {
    // The world does not answer: what is in the editor is saved with the scene as it was.
    if (last) put(last);
  } finally {
    saving = false;
  }
}

/** The open scene as a fragment, with the view of now; undefined when the world does not answer and never did. */
export async function sceneNow(): Promise<string | undefined> {
  await save();
  return last && fragmentOf({ ...last, view: viewNow() });
}

function put(scene: Omit<SharedScene, "view">): void {
  const kept = keepScene("now", fragmentOf({ ...scene, view: viewNow() }));
  if (useUnsaved.getState().unsaved !== kept) return;
  useUnsaved.setState({ unsaved: !kept });
  if (!kept) useNotice.setState({ notice: { type: "unsaved" } });
}
