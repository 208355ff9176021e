import type { EndpointSlice } from "../../api/services.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { JournalEntry } from "../../engine/simulation/journal.ts";
import { entryOf } from "../../engine/simulation/journal-details.ts";
import { entriesAbout } from "../../graph/why/journal-index.ts";
import type { ContainerLife, EndpointMove, ProbeAttempt, ProbeRecord, ProbeTrack } from "../protocol.ts";

/** Of one probe at most: the newest. */
const MOST_ATTEMPTS = 400;
const MOST_OUTPUT = 400;

/** What was recorded of a pod's probes, its containers' lives and its places behind Services, as far as journal and store still have it. */
export function probeRecordOf(cluster: Cluster, podUid: string): ProbeRecord {
  const entries = entriesAbout(cluster, [], podUid);
  return { tracks: tracksOf(cluster, podUid, entries), lives: livesOf(entries), endpoints: endpointMoves(cluster, podUid) };
}

function tracksOf(cluster: Cluster, podUid: string, entries: readonly JournalEntry[]): readonly ProbeTrack[] {
  const tracks = new Map<string, { readonly container: string; readonly probe: ProbeTrack["probe"]; readonly attempts: ProbeAttempt[] }>();
  for (const entry of entries) {
    const detail = entryOf(entry, "probe")?.detail;
    if (!detail) continue;
    const { container, probe, output, startedAtMs, containerId, inARow, threshold, verdict, changed } = detail;
    const result = detail.result === "error" ? "unknown" : detail.result;
    const key = `${container}/${probe}`;
    const track = tracks.get(key) ?? { container, probe, attempts: [] };
    tracks.set(key, track);
    track.attempts.push({ startedAtMs, atMs: entry.at, result, output: output.slice(0, MOST_OUTPUT), life: containerId, inARow, threshold, verdict, changed });
  }
  return [...tracks].map(([key, track]) => {
    const anchorMs = anchorOf(cluster, `${podUid}/${key}`);
    return { ...track, attempts: track.attempts.slice(-MOST_ATTEMPTS), ...(anchorMs === undefined ? {} : { anchorMs }) };
  });
}

/** From where a probe's ticks count, while its kubelet still asks. */
function anchorOf(cluster: Cluster, key: string): number | undefined {
  for (const node of cluster.state.kubelets.nodes.values()) {
    const worker = node.probes.get(key);
    if (worker) return worker.anchorMs;
  }
  return undefined;
}

/** Each instance of each container: from the start of its first process to its end. */
function livesOf(entries: readonly JournalEntry[]): readonly ContainerLife[] {
  const lives = new Map<string, ContainerLife>();
  const change = (id: string, more: Partial<ContainerLife>): void => {
    const life = lives.get(id);
    if (life) lives.set(id, { ...life, ...more });
  };
  for (const entry of entries) {
    const cri = entryOf(entry, "cri")?.detail;
    const kill = entryOf(entry, "kill")?.detail;
    const process = entryOf(entry, "process")?.detail;
    const { containerId: id = "", container = "" } = cri?.owner ?? process?.owner ?? {};
    if (cri?.call === "StartContainer") lives.set(id, { id, container, startedAtMs: entry.at });
    else if (cri?.call === "ContainerExited") change(id, { endedAtMs: entry.at, exitCode: Number(cri["exitCode"] ?? 0), reason: String(cri["reason"] ?? "") });
    else if (kill) change(kill.containerId, { kill: { atMs: entry.at, graceSeconds: kill.graceSeconds, ...(kill.probe ? { probe: kill.probe } : {}) } });
    // The first process of a container is the first that anybody starts in it from outside.
    else if (process?.what === "start" && process.parent === "" && lives.get(id)?.pid === undefined) change(id, { startedAtMs: entry.at, pid: process.process });
  }
  return [...lives.values()];
}

/** When it came among those that a Service sends requests to, and when it left them. */
function endpointMoves(cluster: Cluster, podUid: string): readonly EndpointMove[] {
  const { store } = cluster.parts.server;
  const moves: EndpointMove[] = [];
  for (const { resource, object, previous, type, atMs } of store.since(store.compactedRevision) ?? []) {
    if (resource !== "endpointslices.discovery.k8s.io") continue;
    const before = isServed(previous as EndpointSlice | undefined, podUid);
    const after = type !== "DELETED" && isServed(object as EndpointSlice, podUid);
    if (before !== after) moves.push({ atMs, service: object.metadata.labels?.["kubernetes.io/service-name"] ?? "", joined: after });
  }
  return moves;
}

const isServed = (slice: EndpointSlice | undefined, podUid: string): boolean =>
  (slice?.endpoints ?? []).some(({ targetRef, conditions }) => targetRef?.uid === podUid && conditions?.ready !== false);
