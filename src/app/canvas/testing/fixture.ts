import { change, type Changes } from "../../../graph/frame.ts";
import { podSize } from "../../../graph/layout/pod-size.ts";
import type { Entity, NodeView, PartView, PodGlyph, PodView, StepView } from "../../../graph/model.ts";

/** View models of any size, for looking at the plate and for measuring it. Not a simulation: states are dealt out. */

/** A small generator of numbers from 0 to 1, the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type State = Pick<PodView, "status" | "glyph"> & Partial<PodView>;

const STEPS: readonly StepView["name"][] = ["schedule", "volumes", "sandbox", "address", "pull", "create", "start"];
const stepsUpTo = (now: StepView["name"] | undefined, viewMs: number): readonly StepView[] => {
  const at = now ? STEPS.indexOf(now) : STEPS.length;
  return STEPS.map((name, i) => (i < at ? { name, state: "done", atMs: 0 } : i === at ? { name, state: "now", atMs: viewMs - 2000, ...(name === "pull" && { untilMs: viewMs + 1500 }) } : { name, state: "todo" }));
};

const ready: State = { status: "Running", glyph: "ready", readyCount: 1, phase: "Running" };
const others = (viewMs: number): readonly State[] => [
  { status: "ContainerCreating", glyph: "creating", steps: stepsUpTo("pull", viewMs) },
  { status: "ContainerCreating", glyph: "creating", steps: stepsUpTo("sandbox", viewMs) },
  { status: "Running", glyph: "notReady" },
  { status: "CrashLoopBackOff", glyph: "crashLoop", restarts: 3, clock: { what: "crashBackoff", fromMs: viewMs - 12_000, untilMs: viewMs + 28_000 } },
  { status: "ImagePullBackOff", glyph: "imagePull", clock: { what: "imageBackoff", fromMs: viewMs - 3000, untilMs: viewMs + 7000 } },
  { status: "Completed", glyph: "completed", phase: "Succeeded" },
  { status: "Terminating", glyph: "terminating", readyCount: 1, deletion: { requestedAtMs: viewMs - 10_000, graceSeconds: 30 } },
  { status: "Init:1/2", glyph: "init", init: { done: 1, of: 2 } },
  { status: "OOMKilled", glyph: "oomKilled" },
  { status: "Error", glyph: "error", restarts: 1, clock: { what: "crashBackoff", fromMs: viewMs - 6300, untilMs: viewMs + 3700 } },
  { status: "Evicted", glyph: "evicted", phase: "Failed" },
  { status: "Unknown", glyph: "unknown" },
];

export const podOf = (uid: string, over: Partial<PodView>): PodView => ({
  kind: "pod", key: `pod/${uid}`, uid, namespace: "default", name: uid, labels: {}, owner: "", createdAtMs: 0, node: "", slot: 0, phase: "Pending", status: "Pending",
  readyCount: 0, containerCount: 1, restarts: 0, glyph: "pending", ip: "", hostname: uid, qosClass: "BestEffort", requests: { cpuMilli: 0, memoryBytes: 0 }, steps: stepsUpTo(undefined, 0),
  conditions: [], namespaces: [], containers: [], volumes: [], ...over,
});

export const nodeOf = (name: string, index: number, over: Partial<NodeView> = {}): NodeView => ({
  kind: "node", key: `node/${name}`, name, status: "Ready", glyph: "ready", role: "", version: "v1.36.3", address: `192.168.77.${10 + index}`, podCIDR: `10.244.${index}.0/24`,
  allocatable: { cpuMilli: 2000, memoryBytes: 4_080_218_931, pods: 110 }, requested: { cpuMilli: 450, memoryBytes: 230_686_720, pods: 5 }, used: { cpuMilli: 90, memoryBytes: 130_686_720 }, taints: [], images: [], ...over,
});

const partOf = (name: PartView["name"], figure: number): PartView => ({ kind: "part", key: `part/${name}`, name, figure });
export const parts: readonly PartView[] = [partOf("etcd", 1184), partOf("kube-apiserver", 23), partOf("kube-scheduler", 1), partOf("kube-controller-manager", 0)];

/** Slots by least free number in a node, small pods apart. */
function slots(): (pod: Pick<PodView, "node" | "namespace">) => number {
  const next = new Map<string, number>();
  return (pod) => {
    const room = `${pod.node} ${podSize(pod)}`;
    const slot = next.get(room) ?? 0;
    next.set(room, slot + 1);
    return slot;
  };
}

const SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
const word = (next: () => number, letters: number): string => Array.from({ length: letters }, () => SUFFIX[Math.floor(next() * SUFFIX.length)]).join("");

/** A cluster of so many pods on nodes of about forty; most serve, some of every other state. */
export function fixtureOf(pods: number, viewMs = 45_500, seed = 7): readonly Entity[] {
  const next = numbers(seed);
  const slotOf = slots();
  const count = Math.max(2, Math.min(200, Math.ceil(pods / 45)));
  const nodes = Array.from({ length: count }, (_, i) => nodeOf(`worker-${i + 1}`, i + 1, i === 3 ? { glyph: "cordoned", status: "Ready,SchedulingDisabled" } : i === 6 ? { glyph: "lost", status: "NotReady" } : {}));
  const rest = others(viewMs);
  const all = Array.from({ length: pods }, (_, i): PodView => {
    const system = i < count * 2;
    const node = next() < 0.995 || system ? nodes[system ? i % count : Math.floor(next() * count)]!.name : "";
    const owner = system ? `DaemonSet/${i < count ? "kindnet" : "kube-proxy"}` : `ReplicaSet/web-${word(next, 9)}`;
    const state = node === "" ? { status: "Pending", glyph: "pending" as PodGlyph } : system || next() < 0.88 ? ready : rest[Math.floor(next() * rest.length)]!;
    const pod = podOf(`uid-${i}`, { name: `${owner.slice(owner.indexOf("/") + 1)}-${word(next, 5)}`, owner, namespace: system ? "kube-system" : "default", node, ...state });
    return { ...pod, slot: slotOf(pod) };
  });
  return [...parts, ...nodes, ...all];
}

export const arriving = (entities: readonly Entity[]): Changes => entities.map((entity) => change(entity.key, undefined, entity));

/** A share of the pods takes another state. */
export function disturbed(pods: readonly PodView[], share: number, next: () => number, viewMs: number): { readonly pods: readonly PodView[]; readonly changes: Changes } {
  const rest = others(viewMs);
  const changes: Changes[number][] = [];
  const after = pods.map((pod) => {
    if (next() >= share || pod.node === "") return pod;
    const state = next() < 0.8 ? ready : rest[Math.floor(next() * rest.length)]!;
    const { clock: _clock, deletion: _deletion, init: _init, ...same } = pod;
    const changed: PodView = { ...same, readyCount: 0, ...state };
    changes.push(change(pod.key, pod, changed));
    return changed;
  });
  return { pods: after, changes };
}
