import { useBranches } from "../../state/branches.ts";
import { useCompare } from "../../state/compare.ts";
import { compareTexts } from "../../strings/compare.ts";
import { useTexts } from "../../strings/language.ts";
import { nameOf } from "../branch-rows.ts";

/** What both branches are called: the one that is played, and the other. */
export function useNames(): readonly [here: string, there: string] {
  const { untouched } = useTexts(compareTexts);
  const nodes = useBranches((state) => state.nodes);
  const id = useCompare((state) => state.id);
  const [here, there] = [nodes.find(({ current }) => current), nodes.find((node) => node.id === id)];
  return [(here && nameOf(here)) || untouched, (there && nameOf(there)) || untouched];
}
