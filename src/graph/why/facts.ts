import { uidOnNode } from "../../engine/kubelet/static-pods/static-pod.ts";
import { parseRfc3339 } from "../../api/time.ts";
import type { Event, Pod } from "../../api/types.ts";
import { allContainers, allContainerStatuses, isSidecar } from "../../api/pods.ts";
import type { Container as Spec, ContainerStatus } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { Container } from "../../engine/container-runtime/cri.ts";
import type { NodeState, PodWorker } from "../../engine/kubelet/state.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import type { ViewModel } from "../model.ts";
import { entriesAbout } from "./journal-index.ts";

/** So long after its creation a pod's beginning is looked at, when it has to be played again: it was scheduled and started, or was not. */
const BEGINNING_MS = 20_000;

/** All that is known of one pod at this moment, gathered where it is asked for. */
export interface Facts {
  readonly cluster: Cluster;
  readonly model: ViewModel;
  readonly pod: Pod;
  /** "namespace/name" */
  readonly podKey: string;
  readonly nowMs: number;
  /** Virtual milliseconds of a stamp of the API; undefined for none. To the second only, as most stamps are. */
  at(stamp: string | null | undefined): number | undefined;
  readonly createdAtMs: number;
  /** Of the node that it is bound to. */
  readonly kubelet: NodeState | undefined;
  readonly worker: PodWorker | undefined;
  /** Every instance that the runtime still has, of a name or of all, oldest first. */
  instances(name?: string): readonly Container[];
  specOf(name: string): Spec | undefined;
  statusOf(name: string): ContainerStatus | undefined;
  roleOf(name: string): "init" | "sidecar" | "regular" | "ephemeral";
  /** The Events about it, oldest first, each with its last instant. */
  events(): readonly SeenEvent[];
  /** What the journal has of it, oldest first. How it began is found again by replay where the journal has dropped it. */
  journal(): readonly JournalEntry[];
  /** The entry of an id, for who climbs to its cause. */
  entry(id: number): JournalEntry | undefined;
}

/** What of an ended container instance tells why. */
export type Ended = Pick<Container, "id" | "logKey" | "name" | "image" | "attempt" | "exitCode" | "reason" | "message" | "startedAtMs" | "finishedAtMs">;

export interface SeenEvent {
  readonly event: Event;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
}

/** The last instance of a container that has ended; out of the status, once the runtime has forgotten it. */
export function lastEnded(facts: Facts, name: string): Ended | undefined {
  const known = facts.instances(name).findLast(({ state }) => state === "Exited");
  if (known) return known;
  const status = facts.statusOf(name);
  const over = status?.state?.terminated ?? status?.lastState?.terminated;
  if (!status || !over) return undefined;
  const { exitCode, reason = "Error", message = "" } = over;
  const times = { startedAtMs: facts.at(over.startedAt) ?? facts.createdAtMs, finishedAtMs: facts.at(over.finishedAt) ?? facts.nowMs };
  return { id: "", logKey: "", name, image: status.image, attempt: status.restartCount, exitCode, reason, message, ...times };
}

/** The cluster as it was at an instant that is past, played again: its journal has what was dropped since. */
export type Earlier = (atMs: number) => Cluster;

/** Looks a pod up; undefined when there is none. */
export function factsOf(cluster: Cluster, model: ViewModel, podUid: string, earlier?: Earlier): Facts | undefined {
  const found = findPod(cluster, model, podUid);
  if (!found) return undefined;
  const { key: podKey, pod } = found;
  const onNode = uidOnNode(pod);
  const { startsAtMs } = cluster.options;
  const at = (stamp: string | null | undefined): number | undefined => {
    const unixMs = stamp ? parseRfc3339(stamp) : undefined;
    return unixMs === undefined ? undefined : unixMs - startsAtMs;
  };
  const node = pod.spec.nodeName ?? "";
  const kubelet = cluster.state.kubelets.nodes.get(node);
  const runtime = cluster.state.runtimes.get(node);
  const instances = once(() => {
    const all = [...(runtime?.containers.values() ?? [])].map(({ view }) => view).filter((view) => view.podUid === onNode);
    return all.sort((a, b) => a.attempt - b.attempt);
  });
  const statuses = allContainerStatuses(pod.status);
  const specs = allContainers(pod.spec);
  const createdAtMs = at(pod.metadata.creationTimestamp) ?? 0;
  const kept = once(() => journalAbout(cluster, pod, podKey, instances()));
  const isKept = once(() => isStoredIn(kept(), podKey));
  const beginning = once(() => (earlier && !isKept() ? earlier(Math.min(Math.max(createdAtMs + BEGINNING_MS, 0), cluster.now)) : undefined));
  return {
    cluster,
    model,
    pod,
    podKey,
    nowMs: cluster.now,
    at,
    createdAtMs,
    kubelet,
    worker: kubelet?.workers.get(onNode),
    instances: (name) => (name === undefined ? instances() : instances().filter((view) => view.name === name)),
    specOf: (name) => specs.find((spec) => spec.name === name),
    statusOf: (name) => statuses.find((status) => status.name === name),
    roleOf: (name) => roleOf(pod, name),
    events: once(() => eventsAbout(cluster, pod, at)),
    journal: once(() => withBeginning(kept(), beginning() ? journalAbout(beginning()!, pod, podKey, []) : [])),
    entry: (id) => cluster.journalEntry(id) ?? beginning()?.journalEntry(id),
  };
}

function roleOf({ spec }: Pod, name: string): "init" | "sidecar" | "regular" | "ephemeral" {
  const init = spec.initContainers?.find((container) => container.name === name);
  if (init) return isSidecar(init) ? "sidecar" : "init";
  return spec.ephemeralContainers?.some((container) => container.name === name) ? "ephemeral" : "regular";
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function findPod(cluster: Cluster, model: ViewModel, uid: string): { readonly key: string; readonly pod: Pod } | undefined {
  const { store } = cluster.parts.server;
  const read = (key: string): { key: string; pod: Pod } | undefined => {
    const pod = store.get("pods", key) as Pod | undefined;
    return pod?.metadata.uid === uid ? { key, pod } : undefined;
  };
  const view = model.get(`pod/${uid}`);
  const known = view?.kind === "pod" ? read(`${view.namespace}/${view.name}`) : undefined;
  if (known) return known;
  for (const key of store.keys("pods")) {
    const found = read(key);
    if (found) return found;
  }
  return undefined;
}

/** Events are named after what they are about, so that few of many are looked at. */
function eventsAbout(cluster: Cluster, { metadata }: Pod, at: Facts["at"]): readonly SeenEvent[] {
  const { store } = cluster.parts.server;
  const prefix = `${metadata.namespace}/${metadata.name}.`;
  const seen: SeenEvent[] = [];
  for (const key of store.keys("events", metadata.namespace)) {
    if (!key.startsWith(prefix)) continue;
    const event = store.get("events", key) as Event | undefined;
    if (event?.involvedObject.uid !== metadata.uid) continue;
    const firstAtMs = at(event.firstTimestamp) ?? at(event.eventTime) ?? at(event.metadata.creationTimestamp) ?? 0;
    seen.push({ event, firstAtMs, lastAtMs: at(event.series?.lastObservedTime) ?? at(event.lastTimestamp) ?? firstAtMs });
  }
  return seen.sort((a, b) => a.lastAtMs - b.lastAtMs || Number(a.event.metadata.resourceVersion) - Number(b.event.metadata.resourceVersion));
}

/** From the entry that stored it first, so that an earlier pod of the same name tells nothing. */
function journalAbout(cluster: Cluster, pod: Pod, podKey: string, instances: readonly Container[]): readonly JournalEntry[] {
  const entries = entriesAbout(cluster, [`pods/${podKey}`, `pod/${podKey}`, `pods/${pod.metadata.namespace}`, ...instances.map(({ id }) => `container/${id}`)], uidOnNode(pod));
  const stored = entries.findLastIndex((entry) => isStored(entry, podKey));
  return stored < 0 ? entries : entries.slice(stored);
}

const isStored = (entry: JournalEntry, podKey: string): boolean => entry.subject === `pods/${podKey}` && entryOf(entry, "store")?.detail.type === "ADDED";

const isStoredIn = (entries: readonly JournalEntry[], podKey: string): boolean => entries[0] !== undefined && isStored(entries[0], podKey);

function withBeginning(kept: readonly JournalEntry[], beginning: readonly JournalEntry[]): readonly JournalEntry[] {
  const first = kept[0]?.id ?? Number.POSITIVE_INFINITY;
  return [...beginning.filter(({ id }) => id < first), ...kept];
}
