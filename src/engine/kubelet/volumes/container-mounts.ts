import type { Volume, VolumeMount } from "../../../api/types.ts";
import type { Mount } from "../../container-runtime/cri.ts";
import type { FileSystems } from "../../processes/file-systems.ts";
import { normalisePath, parentOf } from "../../processes/files/base-layer.ts";
import { nodeFileSystem, type NodeContext } from "../context.ts";
import { expand } from "../expansion.ts";
import { memoryVolumeBytes } from "../resources/memory-volume.ts";
import type { PodWorker } from "../state.ts";
import { backingOf, type Backing } from "./backing.ts";
import { directoryOf, emptyDirOf, podDirectory } from "./places.ts";

/** A container's mounts; or why the container cannot be created. */
export type MountsResult = { readonly ok: true; readonly mounts: readonly Mount[] } | { readonly ok: false; readonly message: string };

export interface MountsOf {
  readonly container: string;
  readonly mounts?: readonly VolumeMount[];
  /** The container's environment. */
  readonly env: ReadonlyMap<string, string>;
}

// Mirrors makeMounts (pkg/kubelet/kubelet_pods.go).
/** A container's mounts, as the runtime is given them. A subPath is looked up once, when the container is made. */
export function containerMounts(ctx: NodeContext, worker: PodWorker, { container, mounts = [], env }: MountsOf): MountsResult {
  const made: Mount[] = [];
  for (const [index, mount] of mounts.entries()) {
    const volume = worker.pod.spec.volumes?.find((v) => v.name === mount.name);
    if (!volume) return { ok: false, message: `cannot find volume "${mount.name}" to mount into container "${container}"` };
    const sub = subPathOf(mount, env);
    if ("missing" in sub) return { ok: false, message: `missing value for ${sub.missing}` };
    const backing = backingOf(worker.pod, volume, ctx.sources);
    const source = sourceOf(ctx, worker, { volume, backing, container, index, subPath: sub.path });
    if (typeof source !== "string") return { ok: false, message: source.problem === "subPath" ? `failed to prepare subPath for volumeMount "${mount.name}" of container "${container}"` : source.problem };
    made.push({
      containerPath: mount.mountPath.startsWith("/") ? mount.mountPath : `/${mount.mountPath}`,
      source,
      readOnly: mount.readOnly === true || isReadOnly(backing),
      volume: mount.name,
      ...inMemory(ctx, worker, source, volume, backing, sub.path),
    });
  }
  return { ok: true, mounts: made };
}

const isReadOnly = (backing: Backing): boolean => backing.type === "files" || ((backing.type === "path" || backing.type === "local") && backing.readOnly);

// Mirrors ExpandContainerVolumeMounts (pkg/kubelet/container/helpers.go): a variable without a value is a mistake here.
function subPathOf({ subPath = "", subPathExpr }: VolumeMount, env: ReadonlyMap<string, string>): { readonly path: string } | { readonly missing: string } {
  if (!subPathExpr) return { path: subPath };
  const missing = new Set<string>();
  const path = expand(subPathExpr, (name) => {
    const value = env.get(name) ?? "";
    if (value === "") missing.add(name);
    return value;
  });
  return missing.size > 0 ? { missing: [...missing].sort().join(", ") } : { path };
}

interface Place {
  readonly volume: Volume;
  readonly backing: Backing;
  readonly container: string;
  readonly index: number;
  readonly subPath: string;
}

/** The path on the node that is mounted. */
function sourceOf(ctx: NodeContext, worker: PodWorker, { volume, backing, container, index, subPath }: Place): string | { readonly problem: string } {
  const fs = nodeFileSystem(ctx.node.name);
  const root = backing.type === "path" || backing.type === "local" ? backing.path : directoryOf(worker.uid, volume.name, backing);
  if (subPath === "") {
    // Mirrors WithMounts (containerd internal/cri/opts/spec_opts.go): the runtime makes what is not there.
    if (backing.type === "path" && !ctx.files.stat(fs, root)) ctx.files.mkdir(fs, root);
    return root;
  }
  if (subPath.startsWith("/")) return { problem: `error SubPath \`${subPath}\` must not be an absolute path` };
  if (subPath.split("/").includes("..")) return { problem: `unable to provision SubPath \`${subPath}\`: must not contain '..'` };
  const path = `${root.replace(/\/$/, "")}/${normalisePath(subPath).slice(1)}`;
  const found = resolved(ctx.files, fs, path);
  if (found === undefined) ctx.files.mkdir(fs, path, { mode: ctx.files.stat(fs, root)?.mode ?? 0o750 });
  const real = found ?? path;
  // Mirrors PrepareSafeSubpath (pkg/volume/util/subpath/subpath_linux.go): nobody gets out of the volume by a link.
  if (real !== root && !real.startsWith(`${root.replace(/\/$/, "")}/`)) return { problem: "subPath" };
  if (backing.type !== "files") return real;
  // What is mounted by itself stays as it is when a new version of the files takes their place.
  const kept = `${podDirectory(worker.uid)}/volume-subpaths/${volume.name}/${container}/${index}`;
  copy(ctx.files, fs, real, kept);
  return kept;
}

/** Where a path leads with all links followed; undefined when nothing is there. */
function resolved(files: FileSystems, fs: string, path: string, depth = 0): string | undefined {
  let at = "";
  for (const [index, part] of path.split("/").slice(1).entries()) {
    at = `${at}/${part}`;
    const found = files.stat(fs, at);
    if (!found) return undefined;
    if (found.type !== "symlink") continue;
    if (depth > 40) return undefined;
    const rest = path.split("/").slice(index + 2);
    return resolved(files, fs, normalisePath([found.target ?? "", ...rest].join("/"), parentOf(at)), depth + 1);
  }
  return at;
}

function copy(files: FileSystems, fs: string, from: string, to: string): void {
  files.remove(fs, to);
  const found = files.stat(fs, from);
  if (found?.type === "directory") {
    files.mkdir(fs, to, { mode: found.mode, gid: found.gid });
    for (const name of files.list(fs, from) ?? []) copy(files, fs, `${from}/${name}`, `${to}/${name}`);
  } else if (found?.type === "symlink") files.symlink(fs, to, found.target ?? "");
  else if (found) files.write(fs, to, files.read(fs, from) ?? "", { mode: found.mode, gid: found.gid });
}

// Mirrors setupTmpfs (pkg/volume/emptydir/empty_dir.go): it is mounted with its limit for a size, and full at that. So are
// secrets, tokens and what tells of the pod; a ConfigMap's files lie on the disk.
function inMemory(ctx: NodeContext, { pod }: PodWorker, directory: string, { emptyDir }: Volume, backing: Backing, subPath: string): Pick<Mount, "tmpfs"> {
  if (!("inMemory" in backing) || !backing.inMemory || subPath !== "") return {};
  return { tmpfs: { directory, sizeBytes: memoryVolumeBytes(pod, emptyDir?.sizeLimit, ctx.sources.node(ctx.node.name)?.status.allocatable?.["memory"]) } };
}

/** The text of a file in one of the pod's emptyDirs, links followed. */
export function fileInVolume(ctx: NodeContext, worker: PodWorker, volume: string, path: string): string | undefined {
  const fs = nodeFileSystem(ctx.node.name);
  const real = resolved(ctx.files, fs, `${emptyDirOf(worker.uid, volume)}/${normalisePath(path).slice(1)}`);
  return real === undefined ? undefined : ctx.files.read(fs, real);
}
