import { compared, facesOf } from "../../../graph/compare.ts";
import type { Difference, NodeView, PodView, ViewModel } from "../../../graph/model.ts";

/** One pod in both branches, in one row. */
export interface PairedPod {
  /** "default/web" */
  readonly name: string;
  readonly a: PodView | undefined;
  readonly b: PodView | undefined;
  readonly differs: boolean;
}

/** A node in both, with the pods that stand there in either. "" = on no node. */
export interface PairedNode {
  readonly name: string;
  readonly a: NodeView | undefined;
  readonly b: NodeView | undefined;
  readonly pods: readonly PairedPod[];
}

export interface Compared {
  readonly nodes: readonly PairedNode[];
  readonly differences: readonly Difference[];
  /** Pods that are the same in both and are not shown, since there are too many. */
  readonly hidden: number;
}

/** Rows that are drawn at most: those that differ first. */
const MOST_ROWS = 160;

const nameOf = ({ namespace, name }: PodView): string => `${namespace}/${name}`;
const podsOf = (model: ViewModel): readonly PodView[] => [...model.values()].filter((entity) => entity.kind === "pod");
const nodeOf = (model: ViewModel, name: string): NodeView | undefined => {
  const entity = model.get(`node/${name}`);
  return entity?.kind === "node" ? entity : undefined;
};

/** Both branches as rows: the same thing stands in the same row, whatever became of it. */
export function pairedRows(a: ViewModel, b: ViewModel): Compared {
  const differences = compared(a, b);
  const different = new Set(differences.filter(({ kind }) => kind === "pod").map(({ name }) => name));
  const pairs = new Map<string, { a?: PodView; b?: PodView }>();
  for (const pod of podsOf(a)) pairs.set(nameOf(pod), { a: pod });
  for (const pod of podsOf(b)) pairs.set(nameOf(pod), { ...pairs.get(nameOf(pod)), b: pod });
  const all = [...pairs].map(([name, pair]) => ({ name, a: pair.a, b: pair.b, differs: different.has(name) }));
  const sameShown = Math.max(0, MOST_ROWS - different.size);
  let same = 0;
  const shown = all.filter(({ differs }) => differs || (same += 1) <= sameShown);
  const names = new Set([...a.values(), ...b.values()].flatMap((entity) => (entity.kind === "node" ? [entity.name] : [])));
  const placed = (pod: PairedPod): string => pod.a?.node || pod.b?.node || "";
  const nodes = [...[...names].sort(), ""].map((name): PairedNode => ({ name, a: nodeOf(a, name), b: nodeOf(b, name), pods: shown.filter((pod) => (names.has(placed(pod)) ? placed(pod) : "") === name).sort(byName) }));
  return { nodes: nodes.filter(({ name, pods }) => name !== "" || pods.length > 0), differences, hidden: all.length - shown.length };
}

const byName = (x: PairedPod, y: PairedPod): number => (x.name < y.name ? -1 : x.name > y.name ? 1 : 0);

/** How many things both have that are the same in both. */
export const sameCount = (a: ViewModel, b: ViewModel): number => {
  const other = facesOf(b);
  const different = new Set(compared(a, b).map(({ of, name }) => `${of} ${name}`));
  return [...facesOf(a).keys()].filter((id) => other.has(id) && !different.has(id)).length;
};
