import type { Pod } from "../../../api/types.ts";
import { scaledValue } from "../deployment/arithmetic.ts";
import { isAvailable } from "../pods/active-pods.ts";
import { hasHash, isOnItsWay, maxSurge, type Situation } from "./manage.ts";
import { placementOn } from "./placement.ts";

export interface Rolled {
  /** Old Pods that make room. */
  readonly replaced: readonly Pod[];
  /** Nodes that get a new Pod beside the old one. */
  readonly surged: readonly string[];
}

/** The next Pods of a rollout. Mirrors rollingUpdate (pkg/controller/daemon/update.go). */
export function rolling(situation: Situation): Rolled {
  const { set, nodes } = situation;
  const wanted = nodes.filter((node) => placementOn(set, node).shouldRun).length;
  const surge = maxSurge(set, wanted);
  if (surge > 0) return surging(situation, surge, wanted);
  // Mirrors updatedDesiredNodeCounts: without surge at least one may be missing.
  const unavailable = Math.max(1, scaledValue(set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1, wanted, true));
  return { replaced: replacing(situation, unavailable), surged: [] };
}

/** The newest and the old Pod of a node; undefined = there are several of a kind. Mirrors findUpdatedPodsOnNode. */
function pairOn(pods: readonly Pod[], hash: string): { readonly fresh: Pod | undefined; readonly old: Pod | undefined } | undefined {
  const lasting = pods.filter((pod) => !isOnItsWay(pod));
  const fresh = lasting.filter((pod) => hasHash(pod, hash));
  const old = lasting.filter((pod) => !hasHash(pod, hash));
  return fresh.length > 1 || old.length > 1 ? undefined : { fresh: fresh[0], old: old[0] };
}

function replacing({ set, byNode, hash, unixMs }: Situation, mostUnavailable: number): readonly Pod[] {
  const isUp = (pod: Pod): boolean => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  const broken: Pod[] = [];
  const candidates: Pod[] = [];
  let unavailable = 0;
  for (const pods of byNode.values()) {
    const pair = pairOn(pods, hash);
    if (!pair || Boolean(pair.fresh) === Boolean(pair.old)) unavailable += 1;
    else if (pair.fresh) unavailable += isUp(pair.fresh) ? 0 : 1;
    else if (pair.old && isUp(pair.old)) candidates.push(pair.old);
    else if (pair.old) {
      broken.push(pair.old);
      unavailable += 1;
    }
  }
  return [...broken, ...candidates.slice(0, Math.max(0, mostUnavailable - unavailable))];
}

/** Old Pods of nodes that are left go when as many others are up as are wanted: what moves from node to node is there all the time. */
function surging({ set, nodes, byNode, hash, unixMs }: Situation, most: number, wanted: number): Rolled {
  const isUp = (pod: Pod): boolean => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  const shouldRun = new Set(nodes.filter((node) => placementOn(set, node).shouldRun).map(({ metadata }) => metadata.name));
  const replaced: Pod[] = [];
  const leaving: Pod[] = [];
  const broken: string[] = [];
  const candidates: string[] = [];
  let surge = 0;
  let up = 0;
  for (const [node, pods] of byNode) {
    const pair = pairOn(pods, hash);
    if (!pair) {
      surge += 1;
      continue;
    }
    const { fresh, old } = pair;
    const counted = old ?? fresh;
    if (counted && isUp(counted)) up += 1;
    if (!old) continue;
    if (fresh && isUp(fresh)) replaced.push(old);
    else if (fresh) surge += 1;
    else if (shouldRun.has(node)) (isUp(old) ? candidates : broken).push(node);
    else (isUp(old) ? leaving : replaced).push(old);
  }
  const spared = Math.max(0, up - wanted);
  return { replaced: [...replaced, ...leaving.slice(0, spared)], surged: [...broken, ...candidates.slice(0, Math.max(0, most - surge))] };
}
