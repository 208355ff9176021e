import type { LeaderLine } from "../../../graph/layout/leaders.ts";
import type { EndpointState, EntityKey, PodView, ServiceView, ViewModel, WorkloadView } from "../../../graph/model.ts";
import { makerOf, ownerOf, podsOf } from "../../../graph/related.ts";
import { topOf } from "./top-of.ts";

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

const isPod = (entity: unknown): entity is PodView => (entity as PodView | undefined)?.kind === "pod";

/** The relations of what one looks at: all Pods of a workload or Service, or what a Pod belongs to. */
export function relationsOf(model: ViewModel, key: EntityKey): readonly Relation[] {
  const entity = model.get(key);
  if (entity?.kind === "workload") return [ofWorkload(model, entity)];
  if (entity?.kind === "service") return [ofService(model, entity)];
  return entity?.kind === "pod" ? ofPod(model, entity) : [];
}

/** Those of all that stands on the rail, in the order of these keys: the model is read once, however many they are. */
export function relationsOfAll(model: ViewModel, keys: readonly EntityKey[]): readonly Relation[] {
  const tops = new Map<string, EntityKey>();
  for (const each of model.values()) if (each.kind === "workload") tops.set(makerOf(each), topOf(model, each).key);
  const ends = new Map(keys.map((key): [EntityKey, Relation["ends"][number][]] => [key, []]));
  for (const each of model.values()) if (isPod(each)) ends.get(tops.get(`${each.namespace}/${each.owner}`) ?? "")?.push([each.key, podLine(each)]);
  return keys.flatMap((key): readonly Relation[] => {
    const entity = model.get(key);
    if (entity?.kind === "service") return [ofService(model, entity)];
    return entity?.kind === "workload" ? [{ from: key, ends: ends.get(key) ?? [] }] : [];
  });
}

function ofWorkload(model: ViewModel, workload: WorkloadView): Relation {
  const pods = (podsOf(model, workload.key) ?? []).map((key) => model.get(key)).filter(isPod);
  return { from: topOf(model, workload).key, ends: pods.map((pod) => [pod.key, podLine(pod)] as const) };
}

const ofService = (model: ViewModel, { key, endpoints }: ServiceView): Relation =>
  ({ from: key, ends: endpoints.flatMap(({ pod, state }) => (model.has(pod) ? [[pod, endpointLines[state]] as const] : [])) });

function ofPod(model: ViewModel, pod: PodView): readonly Relation[] {
  const owner = ownerOf(model, pod);
  const relations: Relation[] = owner ? [{ from: topOf(model, owner).key, ends: [[pod.key, podLine(pod)]] }] : [];
  for (const each of model.values()) {
    if (each.kind !== "service") continue;
    const endpoint = each.endpoints.find((one) => one.pod === pod.key);
    if (endpoint) relations.push({ from: each.key, ends: [[pod.key, endpointLines[endpoint.state]]] });
  }
  return relations;
}
