import type { ContainerRuntimeState } from "../container-runtime/state.ts";
import type { ProvidedFiles } from "../processes/files/provided.ts";
import type { FileEntry } from "../processes/files/tree.ts";
import type { Log, LogsState } from "../processes/log-store.ts";
import { logPathOf } from "./questions.ts";
import { nanoStamp } from "./text/stamps.ts";

export interface LogFileDeps {
  readonly startsAtMs: number;
  readonly logs: LogsState;
  runtimeState(node: string): ContainerRuntimeState | undefined;
}

const ROOTS = ["/var/log/pods", "/var/log/containers"] as const;
const directory: FileEntry = { type: "directory", content: "", mode: 0o755, uid: 0, gid: 0, modifiedAtMs: 0 };

/** What the runtime of a node keeps below /var/log: a file for each container, made of its log when somebody looks. */
export function logFiles(deps: LogFileDeps): ProvidedFiles {
  const filesOf = (fs: string): ReadonlyMap<string, FileEntry | string> => {
    const files = new Map<string, FileEntry | string>();
    const runtime = deps.runtimeState(fs.replace(/^node\//, ""));
    for (const { view } of runtime?.containers.values() ?? []) {
      const sandbox = runtime?.sandboxes.get(view.sandboxId)?.view;
      if (!sandbox || view.startedAtMs === undefined) continue;
      const path = logPathOf({ namespace: sandbox.podNamespace, name: sandbox.podName, uid: sandbox.podUid }, view);
      files.set(path, view.logKey);
      files.set(`/var/log/containers/${sandbox.podName}_${sandbox.podNamespace}_${view.name}-${view.id}.log`, { ...directory, type: "symlink", content: path, mode: 0o777, modifiedAtMs: view.createdAtMs });
    }
    return files;
  };
  return {
    covers: (fs, path) => fs.startsWith("node/") && ROOTS.some((root) => path === root || path.startsWith(`${root}/`)),
    entry(fs, path) {
      const files = filesOf(fs);
      const found = files.get(path);
      if (typeof found === "string") return logFile(deps.logs.get(found), deps.startsAtMs);
      if (found) return found;
      return [...files.keys()].some((each) => each.startsWith(`${path}/`)) ? directory : undefined;
    },
    names(fs, path) {
      const prefix = `${path}/`;
      return [...new Set([...filesOf(fs).keys()].filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length).split("/")[0] ?? ""))].sort();
    },
  };
}

const texts = new WeakMap<Log, FileEntry>();

// Mirrors the CRI log format (pkg/kubelet/kuberuntime/logs): stamp, stream, F for a full line or P for a part, text.
function logFile(log: Log | undefined, startsAtMs: number): FileEntry {
  const known = log && texts.get(log);
  if (known) return known;
  const lines = log ? [...log.sealed.flat(), ...log.open] : [];
  const content = lines.map(({ atMs, place, stream, text }) => `${nanoStamp(startsAtMs, atMs, place)} ${stream} F ${text}\n`).join("");
  const entry: FileEntry = { ...directory, type: "file", content, mode: 0o640, modifiedAtMs: lines.at(-1)?.atMs ?? 0 };
  if (log) texts.set(log, entry);
  return entry;
}
