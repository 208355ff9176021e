import type { Container, Pod, Volume } from "../../../api/types.ts";
import { allContainers } from "../../../api/pods.ts";
import { rfc3339 } from "../../../api/time.ts";
import { hostIPOf, nodeFileSystem, type NodeContext } from "../context.ts";
import { addressOf } from "../probes/handler.ts";
import { asKubeletSees } from "../pod-fields.ts";
import type { PodWorker } from "../state.ts";
import { writeAtomically } from "./atomic-writer.ts";
import { backingOf, type Backing } from "./backing.ts";
import { hostPathProblem } from "./host-path.ts";
import { directoryOf, emptyDirOf, fsGroupOf, podDirectory, POD_DIRECTORIES } from "./places.ts";
import { volumeFiles, type VolumeFiles } from "./volume-files.ts";

/** Where an emptyDir of a pod lies on its node. */
export const volumeDirectory = (uid: string, { name }: Volume): string => emptyDirOf(uid, name);

const wantedBySpec = new WeakMap<Pod["spec"], readonly Volume[]>();

/** Only volumes that a container mounts are ever set up. */
export function wantedVolumes({ spec }: Pod): readonly Volume[] {
  const known = wantedBySpec.get(spec);
  if (known) return known;
  const mounted = new Set(allContainers(spec).flatMap(namesIn));
  const wanted = (spec.volumes ?? []).filter((volume) => mounted.has(volume.name));
  wantedBySpec.set(spec, wanted);
  return wanted;
}

// Mirrors GetPodVolumeNames (pkg/volume/util/util.go): mounts, devices, and files that hold variables.
const namesIn = ({ volumeMounts = [], volumeDevices = [], env = [] }: Container): readonly string[] => [
  ...volumeMounts.map(({ name }) => name),
  ...(volumeDevices as readonly { readonly name: string }[]).map(({ name }) => name),
  ...env.flatMap(({ valueFrom }) => (typeof valueFrom?.fileKeyRef?.["volumeName"] === "string" ? [valueFrom.fileKeyRef["volumeName"]] : [])),
];

export interface MountOutcome {
  readonly mounted: boolean;
  /** When the next attempt makes sense; meaningful only when not all are mounted. */
  readonly retryAtMs: number;
  /** Messages of the attempts that failed now. */
  readonly failures: readonly string[];
  /** Why some of the volumes could not even be looked at, or undefined. The pass ends with it. */
  readonly unprocessed?: string;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 122_000;

/** Sets up what is not yet there and due. Mirrors GenerateMountVolumeFunc and its exponential back-off (pkg/volume/util/operationexecutor). */
export function mountVolumes(ctx: NodeContext, worker: PodWorker): MountOutcome {
  const { now } = ctx.kernel;
  const failures: string[] = [];
  const faults: string[] = [];
  let retryAtMs = Number.MAX_SAFE_INTEGER;
  for (const volume of wantedVolumes(worker.pod)) {
    const key = `${worker.uid}/${volume.name}`;
    const known = ctx.node.volumes.get(key);
    if (known?.mounted) continue;
    if (known && known.retryAtMs > now) {
      retryAtMs = Math.min(retryAtMs, known.retryAtMs);
      continue;
    }
    const backing = backingOf(worker.pod, volume, ctx.sources);
    if (backing.type === "unprocessed") faults.push(backing.message);
    if (backing.type === "unprocessed" || backing.type === "unattached") continue;
    const problem = setUp(ctx, worker, volume, backing);
    const delayMs = problem === undefined ? 0 : Math.min(known && known.delayMs > 0 ? known.delayMs * 2 : FIRST_RETRY_MS, LAST_RETRY_MS);
    ctx.node.volumes.set(key, ctx.kernel.freeze({ uid: worker.uid, name: volume.name, mounted: problem === undefined, delayMs, retryAtMs: now + delayMs }));
    if (problem === undefined) continue;
    failures.push(problem);
    retryAtMs = Math.min(retryAtMs, now + delayMs);
  }
  const mounted = wantedVolumes(worker.pod).every((v) => isMounted(ctx, worker, v));
  return { mounted, retryAtMs, failures, ...(faults.length > 0 && { unprocessed: notReady(ctx, worker, faults.join("; ")) }) };
}

const isMounted = (ctx: NodeContext, worker: PodWorker, volume: Volume): boolean => ctx.node.volumes.get(`${worker.uid}/${volume.name}`)?.mounted ?? false;

// Mirrors WaitForAttachAndMount (pkg/kubelet/volumemanager/volume_manager.go) and the event of SyncPod.
/** What is said when a pod's volumes are not there in time, or cannot be. */
export function notReady(ctx: NodeContext, worker: PodWorker, why: string): string {
  const waiting = wantedVolumes(worker.pod).filter((volume) => !isMounted(ctx, worker, volume));
  const of = (type: Backing["type"]): readonly string[] => waiting.filter((volume) => backingOf(worker.pod, volume, ctx.sources).type === type).map(({ name }) => name);
  const names = (list: readonly string[]): string => `[${[...list].sort().join(" ")}]`;
  return (
    `Unable to attach or mount volumes: unmounted volumes=${names(waiting.map(({ name }) => name))}, ` +
    `unattached volumes=${names(of("unattached"))}, failed to process volumes=${names(of("unprocessed"))}: ${why}`
  );
}

/** Sets a volume up; undefined, or what the event about it says. */
function setUp(ctx: NodeContext, worker: PodWorker, volume: Volume, backing: Exclude<Backing, { type: "unprocessed" | "unattached" }>): string | undefined {
  const fs = nodeFileSystem(ctx.node.name);
  switch (backing.type) {
    case "failing":
      return backing.message;
    case "path": {
      if (backing.provisioned) ctx.files.mkdir(fs, backing.path, { mode: 0o777 });
      const problem = hostPathProblem(ctx.files, fs, backing.path, backing.pathType);
      return problem === undefined ? undefined : `MountVolume.SetUp failed for volume "${backing.name}" : ${problem}`;
    }
    case "local":
      if (ctx.files.stat(fs, backing.path)) return undefined;
      return `MountVolume.NewMounter initialization failed for volume "${backing.name}" : path "${backing.path}" does not exist`;
    case "emptyDir":
      makeDirectory(ctx, worker, volume, backing, 0o777);
      return undefined;
    case "files": {
      const content = contentOf(ctx, worker, volume);
      if (content && !content.ok) return `MountVolume.SetUp failed for volume "${volume.name}" : ${content.message}`;
      makeDirectory(ctx, worker, volume, backing, backing.inMemory ? 0o1777 : 0o777);
      writeContent(ctx, worker, volume, content);
      return undefined;
    }
  }
}

/** The volume's directory; an fsGroup owns it, and what is made in it. */
// Mirrors SetVolumeOwnership (pkg/volume/volume_linux.go).
function makeDirectory(ctx: NodeContext, worker: PodWorker, volume: Volume, backing: Backing, mode: number): void {
  const gid = fsGroupOf(worker.pod);
  ctx.files.mkdir(nodeFileSystem(ctx.node.name), directoryOf(worker.uid, volume.name, backing), gid === undefined ? { mode } : { mode: mode | 0o2000, gid });
}

const contentOf = (ctx: NodeContext, worker: PodWorker, volume: Volume) =>
  volumeFiles(volume, {
    pod: asKubeletSees(worker),
    sources: ctx.sources,
    nodeName: ctx.node.name,
    hostIP: hostIPOf(ctx),
    podIP: addressOf(ctx, worker.pod),
    issuedAt: Math.floor(worker.firstSeenMs / 1000),
  });

function writeContent(ctx: NodeContext, worker: PodWorker, volume: Volume, content: VolumeFiles | undefined): void {
  if (!content?.ok) return;
  const gid = fsGroupOf(worker.pod);
  writeAtomically({
    files: ctx.files,
    fs: nodeFileSystem(ctx.node.name),
    directory: directoryOf(worker.uid, volume.name, backingOf(worker.pod, volume, ctx.sources)),
    payload: content.files,
    ...(gid !== undefined && { gid }),
    stamp: `..${rfc3339(ctx.kernel.startsAtMs + ctx.kernel.now).slice(0, 19).replace(/[-T:]/g, "_")}.${ctx.kernel.draw(`kubelet/${ctx.node.name}/versions`, 4_000_000_000)}`,
  });
}

/** Rewrites what pods see of changed sources; one that has gone leaves the files as they were. */
// Mirrors the remounting of processPodVolumes and ReprocessPod: whenever a pod is synced, its volumes are looked at again.
export function refreshVolumes(ctx: NodeContext, worker: PodWorker): void {
  for (const volume of wantedVolumes(worker.pod)) {
    if (isMounted(ctx, worker, volume) && backingOf(worker.pod, volume, ctx.sources).type === "files") writeContent(ctx, worker, volume, contentOf(ctx, worker, volume));
  }
}

/** Takes a pod's volumes and their content off the node. */
export function tearDownVolumes(ctx: NodeContext, worker: PodWorker): void {
  for (const volume of worker.pod.spec.volumes ?? []) ctx.node.volumes.delete(`${worker.uid}/${volume.name}`);
  ctx.files.remove(nodeFileSystem(ctx.node.name), podDirectory(worker.uid));
}

/** The pods that still have something of theirs on the node, by uid. */
export const podsWithVolumes = (ctx: NodeContext): readonly string[] =>
  [...new Set([...[...ctx.node.volumes.values()].map(({ uid }) => uid), ...(ctx.files.list(nodeFileSystem(ctx.node.name), POD_DIRECTORIES) ?? [])])];

/** The same for a pod of which nothing but its uid is known. */
export function takeOff(ctx: NodeContext, uid: string): void {
  for (const [key, volume] of ctx.node.volumes) if (volume.uid === uid) ctx.node.volumes.delete(key);
  ctx.files.remove(nodeFileSystem(ctx.node.name), podDirectory(uid));
}
