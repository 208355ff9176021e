import type { LeaderLine } from "../../../graph/layout/leaders.ts";
import type { EndpointState, EntityKey, PodView, ServiceView, WorkloadView } from "../../../graph/model.ts";
import { topOf } from "../../../graph/related.ts";
import type { ModelStore } from "../../state/model-store.ts";
import type { Relatives } from "../../state/relatives.ts";

/** What joins something on the rail to pods, and how each of these stands to it. */
export interface Relation {
  /** A workload that nothing controls, or a Service: it stands on the rail. */
  readonly from: EntityKey;
  readonly ends: readonly (readonly [pod: EntityKey, line: LeaderLine])[];
}

const endpointLines: Readonly<Record<EndpointState, LeaderLine>> = { ready: "solid", notReady: "dashed", terminating: "dotted" };

/** A workload's pod: as asked, not yet (or no more) serving, on its way out. */
const podLine = ({ deletion, glyph, readyCount, containerCount }: PodView): LeaderLine =>
  deletion ? "dotted" : glyph === "completed" || (readyCount === containerCount && glyph === "ready") ? "solid" : "dashed";

/** What relations are read from: never by walking through all that there is. */
export interface Related {
  readonly store: Pick<ModelStore, "model" | "get" | "keys">;
  readonly relatives: Pick<Relatives, "podsOf" | "ownerOf">;
}

/** The relations of what one looks at: all Pods of a workload or Service, or what a Pod belongs to. */
export function relationsOf(related: Related, key: EntityKey): readonly Relation[] {
  const entity = related.store.model.get(key);
  if (entity?.kind === "workload") return [ofWorkload(related, entity)];
  if (entity?.kind === "service") return [ofService(related, entity)];
  return entity?.kind === "pod" ? ofPod(related, entity) : [];
}

/** Those of all that stands on the rail, in the order of these keys. */
export const relationsOfAll = (related: Related, keys: readonly EntityKey[]): readonly Relation[] => keys.flatMap((key) => relationsOf(related, key));

function ofWorkload({ store, relatives }: Related, workload: WorkloadView): Relation {
  const ends = (relatives.podsOf(workload.key) ?? []).flatMap((key) => {
    const pod = store.get("pod", key);
    return pod ? [[key, podLine(pod)] as const] : [];
  });
  return { from: topOf(store.model, workload).key, ends };
}

const ofService = ({ store }: Related, { key, endpoints }: ServiceView): Relation =>
  ({ from: key, ends: endpoints.flatMap(({ pod, state }) => (store.model.has(pod) ? [[pod, endpointLines[state]] as const] : [])) });

function ofPod({ store, relatives }: Related, pod: PodView): readonly Relation[] {
  const owner = relatives.ownerOf(pod);
  const relations: Relation[] = owner ? [{ from: topOf(store.model, owner).key, ends: [[pod.key, podLine(pod)]] }] : [];
  for (const key of store.keys("service")) {
    const endpoint = store.get("service", key)?.endpoints.find((one) => one.pod === pod.key);
    if (endpoint) relations.push({ from: key, ends: [[pod.key, endpointLines[endpoint.state]]] });
  }
  return relations;
}
