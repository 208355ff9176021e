import type { Pod, Volume, VolumeMount } from "../../../api/types.ts";
import type { Mount } from "../../container-runtime/cri.ts";
import { allContainers } from "../../../api/pods.ts";
import { quantityValue } from "../../../api/quantity.ts";
import { hostIPOf, nodeFileSystem, type NodeContext } from "../context.ts";
import type { PodWorker } from "../state.ts";
import { volumeFiles, type VolumeFiles } from "./volume-files.ts";

/** Where a pod's volumes lie on its node. */
const podDir = (uid: string): string => `/var/lib/kubelet/pods/${uid}`;
export const volumeDirectory = (uid: string, volume: Volume): string => `${podDir(uid)}/volumes/kubernetes.io~${pluginOf(volume)}/${volume.name}`;

const plugins = { emptyDir: "empty-dir", configMap: "configmap", secret: "secret", downwardAPI: "downward-api", projected: "projected" } as const;
const pluginOf = (volume: Volume): string => Object.entries(plugins).find(([source]) => volume[source] !== undefined)?.[1] ?? "other";

/** Only volumes that a container mounts are ever set up. */
export const wantedVolumes = (pod: Pod): readonly Volume[] => {
  const mounted = new Set(allContainers(pod.spec).flatMap((c) => (c.volumeMounts ?? []).map((m) => m.name)));
  return (pod.spec.volumes ?? []).filter((volume) => mounted.has(volume.name));
};

export interface MountOutcome {
  readonly mounted: boolean;
  /** When the next attempt makes sense; meaningful only when not all are mounted. */
  readonly retryAtMs: number;
  /** Messages of the attempts that failed now. */
  readonly failures: readonly string[];
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 122_000;

/** Sets up what is not yet there and due. Mirrors GenerateMountVolumeFunc and its exponential back-off (pkg/volume/util/operationexecutor). */
export function mountVolumes(ctx: NodeContext, worker: PodWorker): MountOutcome {
  const { now } = ctx.kernel;
  const failures: string[] = [];
  let retryAtMs = Number.MAX_SAFE_INTEGER;
  for (const volume of wantedVolumes(worker.pod)) {
    const key = `${worker.uid}/${volume.name}`;
    const known = ctx.node.volumes.get(key);
    if (known?.mounted) continue;
    if (known && known.retryAtMs > now) {
      retryAtMs = Math.min(retryAtMs, known.retryAtMs);
      continue;
    }
    const problem = setUp(ctx, worker, volume);
    const delayMs = problem === undefined ? 0 : Math.min(known && known.delayMs > 0 ? known.delayMs * 2 : FIRST_RETRY_MS, LAST_RETRY_MS);
    ctx.node.volumes.set(key, ctx.kernel.freeze({ uid: worker.uid, name: volume.name, mounted: problem === undefined, delayMs, retryAtMs: now + delayMs }));
    if (problem === undefined) continue;
    failures.push(`MountVolume.SetUp failed for volume "${volume.name}" : ${problem}`);
    retryAtMs = Math.min(retryAtMs, now + delayMs);
  }
  const mounted = wantedVolumes(worker.pod).every((v) => ctx.node.volumes.get(`${worker.uid}/${v.name}`)?.mounted);
  return { mounted, retryAtMs, failures };
}

/** Writes a volume's content to the node; undefined, or what went wrong. Simplified: a volume of any other source is an empty directory. */
function setUp(ctx: NodeContext, worker: PodWorker, volume: Volume): string | undefined {
  if (volume.hostPath) return hostPathProblem(ctx, volume.hostPath);
  const content = contentOf(ctx, worker, volume);
  if (content && !content.ok) return content.message;
  writeContent(ctx, worker, volume, content?.files);
  return undefined;
}

const contentOf = (ctx: NodeContext, worker: PodWorker, volume: Volume) =>
  volumeFiles(volume, {
    pod: worker.pod,
    sources: ctx.sources,
    nodeName: ctx.node.name,
    hostIP: hostIPOf(ctx),
    podIP: worker.status?.podIP ?? "",
  });

function writeContent(ctx: NodeContext, worker: PodWorker, volume: Volume, files: Extract<VolumeFiles, { ok: true }>["files"] = new Map()): void {
  const fs = nodeFileSystem(ctx.node.name);
  const directory = volumeDirectory(worker.uid, volume);
  ctx.files.mkdir(fs, directory, { mode: volume.emptyDir ? 0o777 : 0o755 });
  for (const [path, { content, mode }] of files) ctx.files.write(fs, `${directory}/${path}`, content, { mode });
}

// Mirrors checkTypeInternal (pkg/volume/hostpath/host_path.go).
function hostPathProblem(ctx: NodeContext, { path, type = "" }: NonNullable<Volume["hostPath"]>): string | undefined {
  const fs = nodeFileSystem(ctx.node.name);
  const found = ctx.files.stat(fs, path);
  if (type === "DirectoryOrCreate" || (type === "" && !found)) {
    if (!found) ctx.files.mkdir(fs, path);
    return found && found.type !== "directory" ? `hostPath type check failed: ${path} is not a directory` : undefined;
  }
  if (type === "FileOrCreate") {
    if (!found) ctx.files.write(fs, path, "");
    return found && found.type !== "file" ? `hostPath type check failed: ${path} is not a file` : undefined;
  }
  const wanted: Readonly<Record<string, readonly [is: string, words: string]>> = {
    Directory: ["directory", "a directory"],
    File: ["file", "a file"],
    Socket: ["socket", "a socket file"],
    CharDevice: ["device", "a character device"],
    BlockDevice: ["device", "a block device"],
  };
  const rule = wanted[type];
  return rule && found?.type !== rule[0] ? `hostPath type check failed: ${path} is not ${rule[1]}` : undefined;
}

/** Rewrites what pods see of changed sources; one that has gone leaves the files as they were. Simplified: all files at once, without the symbolic links of the atomic writer. */
export function refreshVolumes(ctx: NodeContext, worker: PodWorker): void {
  for (const volume of wantedVolumes(worker.pod)) {
    if (ctx.node.volumes.get(`${worker.uid}/${volume.name}`)?.mounted && !volume.hostPath && !volume.emptyDir) {
      const content = contentOf(ctx, worker, volume);
      if (!content?.ok) continue;
      ctx.files.remove(nodeFileSystem(ctx.node.name), volumeDirectory(worker.uid, volume));
      writeContent(ctx, worker, volume, content.files);
    }
  }
}

/** Takes a pod's volumes and their content off the node. */
export function tearDownVolumes(ctx: NodeContext, worker: PodWorker): void {
  for (const volume of worker.pod.spec.volumes ?? []) ctx.node.volumes.delete(`${worker.uid}/${volume.name}`);
  ctx.files.remove(nodeFileSystem(ctx.node.name), podDir(worker.uid));
}

/** A container's mounts, as the runtime is given them. A subPath is looked up once, when the container is made. */
export function containerMounts(ctx: NodeContext, worker: PodWorker, mounts: readonly VolumeMount[] = [], expanded: (text: string) => string): Mount[] {
  return mounts.flatMap((mount) => {
    const volume = worker.pod.spec.volumes?.find((v) => v.name === mount.name);
    if (!volume) return [];
    const root = volume.hostPath ? volume.hostPath.path : volumeDirectory(worker.uid, volume);
    const sub = mount.subPathExpr === undefined ? (mount.subPath ?? "") : expanded(mount.subPathExpr);
    const source = sub === "" ? root : `${root.replace(/\/$/, "")}/${sub}`;
    const fs = nodeFileSystem(ctx.node.name);
    if (sub !== "" && !ctx.files.stat(fs, source)) ctx.files.mkdir(fs, source);
    const fromApi = !volume.hostPath && !volume.emptyDir;
    return [{ containerPath: mount.mountPath.startsWith("/") ? mount.mountPath : `/${mount.mountPath}`, source, readOnly: mount.readOnly === true || fromApi, volume: mount.name, ...inMemory(root, volume) }];
  });
}

// Mirrors setupTmpfs (pkg/volume/emptydir/empty_dir.go): it is mounted with its limit for a size, and full at that.
function inMemory(directory: string, { emptyDir }: Volume): Pick<Mount, "tmpfs"> {
  if (emptyDir?.medium !== "Memory" || emptyDir.sizeLimit === undefined) return {};
  return { tmpfs: { directory, sizeBytes: Number(quantityValue(emptyDir.sizeLimit)) } };
}
