import type { Json } from "../../src/api/json.ts";
import { readProgress } from "../../src/app/lessons/progress.ts";
import { readCell, writeCell } from "../../src/app/saved/cell.ts";
import { createShelf, namedScenes } from "../../src/app/saved/storage.ts";
import { fakeStorage } from "../../src/app/saved/testing/fake-storage.ts";
import { decodeKept } from "../../src/scenario/link/link.ts";
import { writeScenario } from "../../src/scenario/write-scenario.ts";
import { createHistory } from "../../src/worker/history.ts";
import type { Draw } from "../hostile/mutations.ts";
import { anyValue, pick, spoiled, spoiledTree } from "./mutate.ts";
import { holdsAsOpened, spoiledFragment } from "./links.ts";
import { branches, sceneDocuments, scenarioOf, view } from "./samples.ts";
import { hold, type Target } from "./target.ts";

const kept: readonly Json[] = sceneDocuments.map((document) => ({ scenario: writeScenario({ ...scenarioOf(document), inputs: [], expect: [] }), view, engine: "0.1.0", digest: "", branches }));

/** What a browser's storage may hold in our places: of an older version, of a newer one, of somebody else's making, cut off. */
export const stored: Target = {
  name: "stored state",
  share: 50,
  open: () => (next) => {
    const base = pick(next, kept) as Readonly<Record<string, Json>>;
    const fragment = spoiledFragment(next, next(2) === 0 ? base : { ...base, branches: spoiledTree(branches, next) });
    openKept(fragment);
    withStorage((local, session) => openShelf(next, fragment, local, session));
    const { step, done } = readProgress(anyValue(next));
    hold(step >= 0 && done.length <= 1_000, "progress beyond all lessons");
  },
};

function openKept(fragment: string): void {
  const link = decodeKept(fragment);
  holdsAsOpened(link);
  if (!link.ok || !link.scene.branches) return;
  const history = createHistory(link.scene.branches);
  hold(history.tree(0).nodes.length === link.scene.branches.branches.length, "a branch is lost");
  history.undo(0);
  hold(history.keep(0, 0).branches.length >= 1, "nothing is kept");
}

function withStorage(use: (local: Storage, session: Storage) => void): void {
  const storages = { localStorage: fakeStorage(), sessionStorage: fakeStorage() };
  Object.assign(globalThis, storages);
  try {
    use(storages.localStorage, storages.sessionStorage);
  } finally {
    for (const name of Object.keys(storages)) Reflect.deleteProperty(globalThis, name);
  }
}

/** Spoiled cells, a spoiled list of names, a spoiled tab: something can be kept all the same, and nothing that was there is lost. */
function openShelf(next: Draw, fragment: string, local: Storage, session: Storage): void {
  const cell = writeCell({ savedAtMs: 1_000, page: "abcdef", fragment: fragment.startsWith("#") ? fragment : `#${fragment}` });
  const names = JSON.stringify(next(2) === 0 ? anyValue(next, 3) : spoiledTree([{ name: "a", savedAtMs: 1, fragment: "#a" }, { name: "b", savedAtMs: 2, fragment: "#b" }], next)) ?? "";
  local.setItem("kubarium.tab.mine", next(2) === 0 ? cell : spoiled(cell, next));
  local.setItem("kubarium.scenes", next(3) === 0 ? spoiled(names, next) : names);
  session.setItem("kubarium.tab", next(2) === 0 ? "mine other" : spoiled("mine other", next));
  const before = local.getItem("kubarium.tab.mine")!;
  const named = namedScenes().length;
  const shelf = createShelf();
  const found = shelf.keptScene("now");
  hold(found === undefined || found.startsWith("#"), "no fragment");
  if (found === undefined) {
    hold(shelf.keepScene("now", "#new") && shelf.keptScene("now") === "#new", "nothing can be kept");
    hold(local.getItem("kubarium.tab.mine") === before, "what cannot be read was written over");
  } else hold(readCell(local.getItem("kubarium.tab.mine"))?.fragment === readCell(before)?.fragment, "looking changed it");
  hold(shelf.nameScene("new", "#new", 3) && namedScenes().length === named + 1 && shelf.forgetScene("new"), "names are lost");
  hold(namedScenes().length === named, "a name is lost");
  shelf.otherScenes();
}
