import type { KeptBranches } from "../../scenario/link/branches.ts";
import { encodeLink, linkBounds, type SharedScene } from "../../scenario/link/link.ts";

/** Typed text of all branches together: more is not kept beside the scene, which must open again. */
const MOST_CHARACTERS = 1_000_000;

/** A scene as it is kept, with as much of its branches as opens again: all of them, the one that is played, or none. */
export function fragmentOf(scene: SharedScene): string {
  const { branches } = scene;
  for (const some of branches ? [branches, playedOnly(branches)] : []) {
    if (charactersOf(some) > MOST_CHARACTERS) continue;
    const fragment = encodeLink({ ...scene, branches: some });
    if (fragment.length <= linkBounds.characters) return fragment;
  }
  return encodeLink({ ...scene, branches: undefined });
}

function playedOnly({ own, inputs, branches, current }: KeptBranches): KeptBranches {
  const played = branches[current]!;
  return { own, inputs: played.inputs.map((place) => inputs[place]!), branches: [{ ...played, inputs: played.inputs.map((_, i) => i) }], current: 0 };
}

const charactersOf = ({ inputs }: KeptBranches): number =>
  inputs.reduce((sum, { action }) => sum + (action.type === "run" ? action.line.length : action.type === "edit" ? action.text.length : 10), 0);
