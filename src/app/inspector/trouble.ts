import type { EntityKey, PodGlyph, PodView } from "../../graph/model.ts";
import { podSignals } from "../glyphs/pod-shapes.ts";

/** How bad the states are, the worst first; within broken ones, those that will not help themselves. */
const order: readonly PodGlyph[] = ["crashLoop", "error", "oomKilled", "imagePull", "evicted", "unknown", "pending", "gated", "terminating", "notReady", "init", "initializing", "creating", "completed", "ready"];
const rank = new Map(order.map((glyph, index) => [glyph, index]));

export const isTrouble = (glyph: PodGlyph): boolean => podSignals[glyph] === "bad" || glyph === "pending" || glyph === "unknown";

/** One state with how many pods are in it. STATUS tells them apart: a glyph may stand for several words. */
export interface Tally {
  readonly status: string;
  readonly glyph: PodGlyph;
  readonly count: number;
}

export interface Overview {
  readonly tallies: readonly Tally[];
  /** Keys of all pods, trouble first, then by namespace and name. */
  readonly pods: readonly EntityKey[];
  readonly byStatus: ReadonlyMap<string, readonly EntityKey[]>;
}

const statusKey = ({ status, glyph }: Pick<PodView, "status" | "glyph">): string => `${status}/${glyph}`;
export const tallyKey = statusKey;

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** System pods come after those that somebody made. */
const isSystem = ({ namespace }: PodView): boolean => namespace === "kube-system" || namespace === "local-path-storage";

const inOrder = (a: PodView, b: PodView): number => {
  const trouble = Number(isTrouble(b.glyph)) - Number(isTrouble(a.glyph));
  if (trouble !== 0) return trouble;
  if (isTrouble(a.glyph) && a.glyph !== b.glyph) return rank.get(a.glyph)! - rank.get(b.glyph)!;
  return Number(isSystem(a)) - Number(isSystem(b)) || byName(a.namespace, b.namespace) || byName(a.name, b.name);
};

/** All pods at a glance, trouble first. */
export function overviewOf(pods: readonly PodView[]): Overview {
  const sorted = pods.toSorted(inOrder);
  const byStatus = new Map<string, EntityKey[]>();
  const tallies = new Map<string, Tally>();
  for (const pod of sorted) {
    const key = statusKey(pod);
    const known = byStatus.get(key);
    if (known) known.push(pod.key);
    else byStatus.set(key, [pod.key]);
    tallies.set(key, { status: pod.status, glyph: pod.glyph, count: (tallies.get(key)?.count ?? 0) + 1 });
  }
  return { tallies: [...tallies.values()].sort((a, b) => rank.get(a.glyph)! - rank.get(b.glyph)! || b.count - a.count), pods: sorted.map(({ key }) => key), byStatus };
}
