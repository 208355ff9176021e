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
  if (surge > 0) return surging(situation, surge);
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
    else if (pair.old) (isUp(pair.old) ? candidates : broken).push(pair.old);
  }
  return [...broken, ...candidates.slice(0, Math.max(0, mostUnavailable - unavailable))];
}

function surging({ set, byNode, hash, unixMs }: Situation, most: number): Rolled {
  const isUp = (pod: Pod): boolean => isAvailable(pod, set.spec.minReadySeconds ?? 0, unixMs);
  const replaced: Pod[] = [];
  const broken: string[] = [];
  const candidates: string[] = [];
  let surge = 0;
  for (const [node, pods] of byNode) {
    const pair = pairOn(pods, hash);
    if (!pair) surge += 1;
    else if (pair.old && !pair.fresh) (isUp(pair.old) ? candidates : broken).push(node);
    else if (pair.old && pair.fresh) {
      if (isUp(pair.fresh)) replaced.push(pair.old);
      else surge += 1;
    }
  }
  return { replaced, surged: [...broken, ...candidates.slice(0, Math.max(0, most - surge))] };
}
