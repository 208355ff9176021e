import { KERNEL } from "../kernel-release.ts";
import { CGROUP_MOUNT, cgroupLine, cgroupText } from "../cgroups/files.ts";
import { cpuText, loadText, memoryText, statText } from "../cgroups/host-files.ts";
import { oomScore, oomScoreAdj } from "../cgroups/memory.ts";
import { commandName } from "./command-name.ts";
import { viewOf } from "../process-views.ts";
import { firstHostIdOf } from "../user-namespace.ts";
import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";

/** Text of a file below /proc or /sys, as far as people look there; undefined = no such file. */
export function procText(table: Table, reader: ProcessRecord, path: string): string | undefined {
  if (path.startsWith(`${CGROUP_MOUNT}/`)) return cgroupText(table, reader, path);
  const fixed = FIXED[path];
  if (fixed) return fixed(table, reader);
  const own = /^\/proc\/(self|\d+)\/([a-z_]+)$/.exec(path);
  if (own?.[2] === "mounts") return mountLines(reader);
  if (!own) return undefined;
  const process = own[1] === "self" ? reader : bySeenPid(table, reader, Number(own[1]));
  return process && PER_PROCESS[own[2] ?? ""]?.(table, process, reader);
}

/** The process that this one calls by that number. */
export const bySeenPid = (table: Table, reader: ProcessRecord, pid: number): ProcessRecord | undefined => {
  const { pid: namespace } = reader.task.namespaces;
  const key = namespace === reader.host ? table.indexes.byHost.get(reader.host)?.get(pid) : table.indexes.byNamespace.get(namespace)?.get(pid);
  return key === undefined ? undefined : table.get(key);
};

/** Every machine has been up for two hours when the scenario begins, as long as its Node has been there. */
const UP_BEFORE_MS = 7_200_000;

const FIXED: Readonly<Record<string, (table: Table, reader: ProcessRecord) => string>> = {
  "/proc/meminfo": memoryText,
  "/proc/stat": statText,
  "/proc/uptime": (table) => `${seconds(table.kernel.now + UP_BEFORE_MS)} ${seconds(table.kernel.now + UP_BEFORE_MS)}\n`,
  "/proc/loadavg": loadText,
  "/proc/version": () => `Linux version ${KERNEL.release} (kubarium@simulated) ${KERNEL.version}\n`,
  "/proc/cpuinfo": cpuText,
  "/proc/mounts": (_, reader) => mountLines(reader),
  "/proc/self/mounts": (_, reader) => mountLines(reader),
  "/proc/sys/kernel/osrelease": () => `${KERNEL.release}\n`,
  "/proc/sys/kernel/hostname": (table, reader) => `${table.context(reader.key).hostname}\n`,
};

const PER_PROCESS: Readonly<Record<string, (table: Table, process: ProcessRecord, reader: ProcessRecord) => string>> = {
  cmdline: (_, process) => process.argv.map((argument) => `${argument}\0`).join(""),
  comm: (_, process) => `${commandName(process)}\n`,
  environ: (_, process) => Object.entries(process.env).map(([name, value]) => `${name}=${value}\0`).join(""),
  status(table, process, reader) {
    const view = viewOf(table, process, reader);
    const kilobytes = Math.ceil(view.residentBytes / 1024);
    return `Name:\t${commandName(process)}\nState:\t${view.state} (${STATES[view.state]})\nTgid:\t${view.pid}\nPid:\t${view.pid}\nPPid:\t${view.ppid}\nUid:\t${view.uid}\t${view.uid}\t${view.uid}\t${view.uid}\nVmRSS:\t${String(kilobytes).padStart(8)} kB\n`;
  },
  cgroup: (_, process, reader) => cgroupLine(process, reader),
  oom_score: (table, process) => `${oomScore(table, process)}\n`,
  oom_score_adj: (table, process) => `${oomScoreAdj(table, process)}\n`,
  uid_map: (_, process) => idMap(process),
  gid_map: (_, process) => idMap(process),
  hostname: (table, process) => `${table.context(process.key).hostname}\n`,
};

/** The files that /proc/PID shows of a process. */
export const perProcessNames: readonly string[] = Object.keys(PER_PROCESS).filter((name) => name !== "hostname");

const STATES = { R: "running", S: "sleeping", Z: "zombie", T: "stopped" } as const;
const seconds = (ms: number): string => `${Math.floor(ms / 1000)}.${String(Math.floor((ms % 1000) / 10)).padStart(2, "0")}`;

/**
 * What the runtime mounts in every container beside its root. Mirrors populateDefaultUnixSpec (containerd's pkg/oci/spec.go)
 * and the mounts of its CRI plugin. Simplified: the masked paths below /proc and /sys are not listed.
 */
const containerMounts: readonly string[] = [
  "devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0",
  "mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime 0 0",
  "sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0",
  "cgroup /sys/fs/cgroup cgroup2 ro,nosuid,nodev,noexec,relatime 0 0",
  "/dev/vda1 /etc/hosts ext4 rw,relatime 0 0",
  "/dev/vda1 /dev/termination-log ext4 rw,relatime 0 0",
  "/dev/vda1 /etc/hostname ext4 rw,relatime 0 0",
  "/dev/vda1 /etc/resolv.conf ext4 rw,relatime 0 0",
  "shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0",
];

function mountLines({ task }: ProcessRecord): string {
  const option = (readOnly: boolean): string => (readOnly ? "ro" : "rw");
  const fixed = [
    `overlay / overlay ${option(task.root.readOnly)},relatime 0 0`,
    "proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0",
    "tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0",
    ...(task.owner ? containerMounts : []),
  ];
  return [...fixed, ...task.mounts.map((mount) => mount.tmpfs ? `tmpfs ${mount.path} tmpfs ${option(mount.readOnly)},relatime,size=${Math.floor(mount.tmpfs.sizeBytes / 1024)}k 0 0` : `/dev/vda1 ${mount.path} ext4 ${option(mount.readOnly)},relatime 0 0`), ""].join("\n");
}

/** Every user id as it is, or 65,536 of them moved to where the name of the user namespace says. */
// Mirrors m_start and uid_m_show (Linux kernel/user_namespace.c): seen from inside, the left column is what the namespace calls them.
function idMap({ task }: ProcessRecord): string {
  const row = (...ids: readonly number[]): string => `${ids.map((id) => String(id).padStart(10)).join(" ")}\n`;
  const first = firstHostIdOf(task);
  return first === 0 ? row(0, 0, 4_294_967_295) : row(0, first, 65_536);
}
