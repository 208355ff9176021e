import { assumedExecutable } from "../images/assumed/assumed.ts";
import { assumedServer } from "../images/assumed/server.ts";
import { behaviorOf } from "../images/behavior/behavior.ts";
import { BEHAVIOR_PROGRAM } from "../images/behavior/program.ts";
import { DEFAULT_PATH } from "../images/base/image-defaults.ts";
import type { ImageDefinition } from "../images/image.ts";
import type { RegistryImage } from "../images/registry.ts";
import type { ProcessSpec, StreamTarget } from "../processes/process-table.ts";
import type { ContainerConfig, SandboxConfig } from "./cri.ts";
import type { ContainerRecord, SandboxRecord } from "./state.ts";

/** Mirrors WithProcessArgs (containerd internal/cri/opts/spec_opts.go): the image's arguments go with the image's entrypoint only. */
export function argvOf(config: Pick<ContainerConfig, "command" | "args">, image: Pick<ImageDefinition, "entrypoint" | "cmd">): readonly string[] {
  const own = config.command !== undefined && config.command.length > 0;
  const entrypoint = own ? (config.command ?? []) : image.entrypoint;
  const given = config.args !== undefined && config.args.length > 0;
  return [...entrypoint, ...(given ? (config.args ?? []) : own ? [] : image.cmd)];
}

/**
 * The environment of a container, in the order in which `env` prints it: what containerd sets, the image's, the pod's,
 * and the HOME that runc adds.
 */
export function environmentOf(config: ContainerConfig, image: ImageDefinition, sandbox: SandboxRecord, home: string, tty = config.tty): Readonly<Record<string, string>> {
  const own = Object.fromEntries(config.env.map(({ name, value }) => [name, value]));
  return {
    PATH: DEFAULT_PATH,
    ...(tty && { TERM: "xterm" }),
    HOSTNAME: sandbox.view.hostname,
    ...image.env,
    ...own,
    ...(own["HOME"] === undefined && image.env["HOME"] === undefined && { HOME: home }),
  };
}

const settingsOf = new WeakMap<ContainerConfig, Readonly<Record<string, unknown>>>();

/** What the image's programs may know of the pod beside their environment. */
function settings(config: ContainerConfig, image: ImageDefinition): Readonly<Record<string, unknown>> {
  const known = settingsOf.get(config);
  if (known) return known;
  const behavior = config.behavior === undefined ? undefined : behaviorOf(config.behavior, config.name, config.kind);
  const made = { ...image.settings, ports: config.ports.map((port) => port.containerPort), ...(behavior && { scriptedBehavior: behavior }) };
  settingsOf.set(config, made);
  return made;
}

/** The program that a container's first process runs whatever its command: a scripted behaviour, where the pod has one. */
export function programOf(config: ContainerConfig, image: ImageDefinition): string | undefined {
  return settings(config, image)["scriptedBehavior"] === undefined ? undefined : BEHAVIOR_PROGRAM;
}

interface Streams {
  readonly stdin: StreamTarget;
  readonly stdout: StreamTarget;
  readonly stderr: StreamTarget;
  readonly tty: boolean;
}

/** How a process of this container is started: its first one, or one beside it. */
export function processSpec(
  node: string,
  sandbox: SandboxRecord,
  record: ContainerRecord,
  image: RegistryImage,
  argv: readonly string[],
  streams: Streams,
): ProcessSpec {
  const { view, pidNamespace, owner } = record;
  const { config } = view;
  const { definition } = image;
  const shared = sandbox.view.id;
  const { uid, gid } = userOf(config, definition);
  const { memoryLimitBytes, cpuQuotaMilli } = config.resources;
  return {
    host: node,
    owner,
    namespaces: {
      net: sandbox.net,
      ipc: sandbox.config.namespaces.ipc === "NODE" ? node : `${node}/ipc/${shared}`,
      uts: sandbox.view.hostNetwork ? node : `${node}/uts/${shared}`,
      pid: pidNamespace,
      mnt: `${node}/mnt/${view.id}`,
      user: userNamespace(node, sandbox.config),
      cgroup: `${node}/cgroup/${view.id}`,
    },
    root: { fs: containerFs(view.id), path: "/", readOnly: config.readOnlyRootFilesystem },
    mounts: mountsOf(node, config),
    argv,
    env: environmentOf(config, definition, sandbox, uid === 0 ? "/root" : "/", streams.tty),
    cwd: config.workingDir ?? definition.workingDir,
    uid,
    gid,
    ...(config.groups && { groups: config.groups }),
    hostname: sandbox.view.hostname,
    cgroup: containerCgroup(sandbox, view.id),
    ...(memoryLimitBytes !== undefined && { memoryLimitBytes }),
    ...(cpuQuotaMilli !== undefined && { cpuLimitMilli: cpuQuotaMilli }),
    executables: executablesFor(image, argvOf(config, definition)[0] ?? ""),
    programs: definition.programs,
    settings: settings(config, definition),
    ...streams,
  };
}

/** A container's cgroup in its pod's slice, under the name that runc gives it with systemd. */
export const scopeOf = (config: Pick<SandboxConfig, "cgroupParent">, id: string): string => `${config.cgroupParent}/cri-containerd-${id}.scope`;

/** Whom a container runs as: what its pod says, or its image. */
export const userOf = (config: ContainerConfig, image: ImageDefinition): { readonly uid: number; readonly gid: number } => ({
  uid: config.runAsUser ?? image.uid ?? 0,
  gid: config.runAsGroup ?? (config.runAsUser === undefined ? (image.uid ?? 0) : 0),
});
export const containerCgroup = (sandbox: SandboxRecord, id: string): string => scopeOf(sandbox.config, id);
/** A user namespace of its own is named by the first of its ids on the node. */
export const userNamespace = (node: string, { firstHostId }: SandboxConfig): string => (firstHostId === undefined ? node : `${node}/user/${firstHostId}`);
export const containerFs = (id: string): string => `container/${id}`;

const mountsByConfig = new WeakMap<ContainerConfig, ProcessSpec["mounts"]>();

/** Deeper mounts last, so that they lie on top. */
function mountsOf(node: string, config: ContainerConfig): ProcessSpec["mounts"] {
  const known =
    mountsByConfig.get(config) ??
    config.mounts
      .map(({ containerPath, source, readOnly, tmpfs }) => ({ path: containerPath, fs: `node/${node}`, source, readOnly, ...(tmpfs && { tmpfs }) }))
      .sort((a, b) => a.path.length - b.path.length);
  mountsByConfig.set(config, known);
  return known;
}

const withCommand = new Map<string, Readonly<Record<string, string>>>();

/** An unknown image is taken to have the command that its pod names, and that runs the assumed server. */
function executablesFor(image: RegistryImage, command: string): Readonly<Record<string, string>> {
  const { executables } = image.definition;
  if (!image.assumed) return executables;
  const path = assumedExecutable(command, executables);
  if (path === undefined) return executables;
  const key = `${image.definition.repository} ${path}`;
  const known = withCommand.get(key) ?? { ...executables, [path]: assumedServer.name };
  withCommand.set(key, known);
  return known;
}
