import type { Json } from "../../src/api/json.ts";
import { readProgress } from "../../src/app/lessons/progress.ts";
import { decodeLink } from "../../src/scenario/link/link.ts";
import { writeScenario } from "../../src/scenario/write-scenario.ts";
import { createHistory } from "../../src/worker/history.ts";
import { anyValue, pick, spoiledTree } from "./mutate.ts";
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
    const link = decodeLink(fragment);
    holdsAsOpened(link);
    if (link.ok && link.scene.branches) {
      const history = createHistory(link.scene.branches);
      hold(history.tree(0).nodes.length === link.scene.branches.branches.length, "a branch is lost");
      history.undo(0);
      hold(history.keep(0, 0).branches.length >= 1, "nothing is kept");
    }
    const { step, done } = readProgress(anyValue(next));
    hold(step >= 0 && done.length <= 1_000, "progress beyond all lessons");
  },
};
