import type { KeptBranch, KeptBranches } from "../../scenario/link/branches.ts";
import { encodeLink, keptBounds, type SharedScene } from "../../scenario/link/link.ts";

/** A scene as it is kept, and how many of its branches there was no room for. */
export interface Kept {
  readonly fragment: string;
  readonly left: number;
}

/** Typed text of all branches together, so that what is unpacked stays within the bounds, in whatever script. */
const MOST_CHARACTERS = keptBounds.unpackedBytes / 4;
/** Larger texts are packed in haste: it is done while the person works. */
const HASTY_CHARACTERS = 100_000;

/**
 * A scene with as much of its branches as opens again. The oldest without a name go first; of the one that is played all
 * is kept, or nothing: then the scenario alone stands for it.
 */
export function fragmentOf(scene: SharedScene, mostCharacters: number = keptBounds.characters): Kept {
  const { branches } = scene;
  for (let some = branches; some; some = lessOf(some)) {
    if (charactersOf(some) > MOST_CHARACTERS) continue;
    const fragment = encodeLink({ ...scene, branches: some }, levelFor(scene));
    if (fragment.length <= mostCharacters) return { fragment, left: (branches?.branches.length ?? 0) - some.branches.length };
  }
  return { fragment: encodeLink({ ...scene, branches: undefined }, levelFor(scene)), left: branches ? branches.branches.length : 0 };
}

const levelFor = ({ scenario, branches }: SharedScene): 1 | 6 => {
  const files = Object.values(scenario.files).reduce((sum, text) => sum + text.length, 0);
  return files + (branches ? charactersOf(branches) : 0) > HASTY_CHARACTERS ? 1 : 6;
};

/** Half of those that were left; undefined when none is. */
function lessOf(kept: KeptBranches): KeptBranches | undefined {
  const left = kept.branches.length - 1;
  if (left === 0) return undefined;
  const inOrder = kept.branches.map((branch, i) => ({ branch, i })).filter(({ i }) => i !== kept.current);
  const goFirst = [...inOrder.filter(({ branch }) => branch.name === undefined), ...inOrder.filter(({ branch }) => branch.name !== undefined)];
  const gone = new Set(goFirst.slice(0, Math.ceil(left / 2)).map(({ branch }) => branch));
  return without(kept, gone);
}

function without({ own, inputs, branches, current }: KeptBranches, gone: ReadonlySet<KeptBranch>): KeptBranches {
  const stay = branches.filter((branch) => !gone.has(branch));
  const places = new Map([...new Set(stay.flatMap((branch) => branch.inputs))].map((place, i) => [place, i]));
  return {
    own,
    inputs: [...places.keys()].map((place) => inputs[place]!),
    branches: stay.map((branch) => ({ ...branch, inputs: branch.inputs.map((place) => places.get(place)!) })),
    current: stay.indexOf(branches[current]!),
  };
}

const charactersOf = ({ inputs }: KeptBranches): number =>
  inputs.reduce((sum, { action }) => sum + (action.type === "run" ? action.line.length : action.type === "edit" ? action.text.length : 10), 0);
