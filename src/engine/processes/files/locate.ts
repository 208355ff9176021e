import type { Task } from "../state.ts";
import type { Errno } from "../syscall.ts";
import { normalisePath, parentOf } from "./base-layer.ts";
import type { Files } from "./create-files.ts";
import type { FileEntry } from "./tree.ts";

/** Where a path of a process leads: which file system, which path there, and what is found. */
export interface Located {
  readonly ok: true;
  readonly fs: string;
  readonly path: string;
  /** As the process sees it, with links resolved. */
  readonly logical: string;
  readonly readOnly: boolean;
  /** Absent: nothing is there, but its directory exists. */
  readonly entry?: FileEntry;
}
export type LocateResult = Located | { readonly ok: false; readonly errno: Errno };

type Mounted = Pick<Task, "root" | "mounts" | "executables">;
const MAX_LINKS = 40;
/** Mirrors PATH_MAX, with its final null, and NAME_MAX (include/uapi/linux/limits.h). */
const LONGEST_PATH = 4095;
const LONGEST_NAME = 255;

/** Follows mounts and links from a normalised absolute path. With `follow` false a link at the end is itself the answer. */
export function locate(files: Files, task: Mounted, path: string, follow = true): LocateResult {
  if (path.length > LONGEST_NAME && isTooLong(path)) return { ok: false, errno: "ENAMETOOLONG" };
  const direct = place(files, task, path);
  if (direct.entry && (direct.entry.type !== "symlink" || !follow)) return direct;
  // What would lie in a directory that is there under this very name needs no walk either.
  if (!direct.entry && place(files, task, parentOf(path)).entry?.type === "directory") return direct;
  return walk(files, task, path, follow, 0);
}

const isTooLong = (path: string): boolean => path.length > LONGEST_PATH || path.split("/").some((name) => name.length > LONGEST_NAME);

function walk(files: Files, task: Mounted, path: string, follow: boolean, links: number): LocateResult {
  if (links > MAX_LINKS) return { ok: false, errno: "ELOOP" };
  const parts = path.split("/").filter((part) => part !== "");
  let at = "";
  for (const [index, part] of parts.entries()) {
    at = `${at}/${part}`;
    const last = index === parts.length - 1;
    const { entry } = place(files, task, at);
    if (entry?.type === "symlink" && (!last || follow)) {
      const target = normalisePath(entry.content, parentOf(at));
      return walk(files, task, normalisePath([target, ...parts.slice(index + 1)].join("/")), follow, links + 1);
    }
    if (last) return place(files, task, at);
    if (!entry) return { ok: false, errno: "ENOENT" };
    if (entry.type !== "directory") return { ok: false, errno: "ENOTDIR" };
  }
  return place(files, task, "/");
}

/** One path without links: through the mount with the longest prefix. */
function place(files: Files, task: Mounted, path: string): Located {
  let fs = task.root.fs;
  let inside = task.root.path === "/" ? path : normalisePath(task.root.path + path);
  let readOnly = task.root.readOnly;
  let longest = 0;
  for (const mount of task.mounts) {
    if (mount.path.length < longest || !isWithin(path, mount.path)) continue;
    longest = mount.path.length;
    fs = mount.fs;
    inside = normalisePath(mount.source + (mount.path === "/" ? path : path.slice(mount.path.length)));
    readOnly = mount.readOnly;
  }
  const entry = files.entry(fs, inside) ?? implied(task, path);
  return entry ? { ok: true, fs, path: inside, logical: path, readOnly, entry } : { ok: true, fs, path: inside, logical: path, readOnly };
}

const isWithin = (path: string, directory: string): boolean =>
  path.startsWith(directory) && (path.length === directory.length || directory === "/" || path[directory.length] === "/");

const DIRECTORY: FileEntry = { type: "directory", content: "", mode: 0o755, uid: 0, gid: 0, modifiedAtMs: 0 };
const EXECUTABLE: FileEntry = { type: "file", content: "", mode: 0o755, uid: 0, gid: 0, modifiedAtMs: 0 };

/** Programs of the image, which have no content to keep, and the directories that mounts and programs imply. */
function implied(task: Mounted, path: string): FileEntry | undefined {
  if (task.executables[path] !== undefined) return EXECUTABLE;
  if (isDeviceDirectory(path)) return DIRECTORY;
  const prefix = `${path}/`;
  if (task.mounts.some((mount) => mount.path.startsWith(prefix))) return DIRECTORY;
  return executableDirectories(task.executables).has(path) ? DIRECTORY : undefined;
}

const isDeviceDirectory = (path: string): boolean => path === "/dev" || path === "/proc" || path === "/sys" || path === "/sys/fs" || path === "/sys/fs/cgroup" || path === "/dev/shm";

/** Names that mounts, devices and programs add to a directory's own. */
export function impliedNames(task: Mounted, directory: string): readonly string[] {
  const prefix = directory === "/" ? "/" : `${directory}/`;
  const names = new Set<string>();
  const add = (path: string): void => {
    if (path.startsWith(prefix) && path.length > prefix.length) names.add(path.slice(prefix.length).split("/")[0] ?? "");
  };
  for (const mount of task.mounts) add(mount.path);
  if (directory === "/" || executableDirectories(task.executables).has(directory)) for (const path of Object.keys(task.executables)) add(path);
  if (directory === "/") for (const name of ["dev", "proc", "sys"]) names.add(name);
  return [...names];
}

const directoriesOf = new WeakMap<Readonly<Record<string, string>>, ReadonlySet<string>>();
function executableDirectories(executables: Readonly<Record<string, string>>): ReadonlySet<string> {
  const known = directoriesOf.get(executables);
  if (known) return known;
  const directories = new Set<string>();
  for (const path of Object.keys(executables)) {
    for (let at = parentOf(path); at !== "/"; at = parentOf(at)) directories.add(at);
  }
  directoriesOf.set(executables, directories);
  return directories;
}
