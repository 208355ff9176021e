import { locate } from "./files/locate.ts";
import { normalisePath } from "./files/base-layer.ts";
import type { Task } from "./state.ts";
import type { Errno } from "./syscall.ts";
import type { Files } from "./files/create-files.ts";

export type Executable = { readonly ok: true; readonly program: string; readonly argv: readonly string[]; readonly path: string } | { readonly ok: false; readonly errno: Errno };

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const MAX_INTERPRETERS = 4;

/** What execve, with a search along PATH for a bare name, would run. */
export function findExecutable(files: Files, task: Task, argv: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Executable {
  const name = argv[0] ?? "";
  if (name === "") return { ok: false, errno: "ENOENT" };
  const path = env["PATH"] ?? DEFAULT_PATH;
  const lately = foundLately(files, task);
  const key = `${name}\0${path}\0${cwd}`;
  const known = lately.get(key);
  if (known) return { ok: true, program: known.program, argv, path: known.path };
  const found = findAlong(files, task, argv, path, cwd);
  // What runs through an interpreter has another argv each time.
  if (found.ok && found.argv === argv) lately.set(key, found);
  return found;
}

type Found = Executable & { readonly ok: true };
interface Lately {
  readonly changes: number;
  readonly found: Map<string, Found>;
}
const MOST_FOUND = 256;
/** By file systems first: a world and the one restored from its checkpoint share tasks. */
const foundIn = new WeakMap<Files, WeakMap<Task, Lately>>();

/** What a task has found since a file last changed: a loop of `sleep 1` looks along PATH every second. */
function foundLately(files: Files, task: Task): Map<string, Found> {
  const byTask = foundIn.get(files) ?? new WeakMap<Task, Lately>();
  const known = byTask.get(task);
  if (known?.changes === files.changes && known.found.size < MOST_FOUND) return known.found;
  const found = new Map<string, Found>();
  byTask.set(task, { changes: files.changes, found });
  foundIn.set(files, byTask);
  return found;
}

function findAlong(files: Files, task: Task, argv: readonly string[], search: string, cwd: string): Executable {
  const name = argv[0] ?? "";
  if (name.includes("/")) return executableAt(files, task, normalisePath(name, cwd), argv, 0, name);
  let errno: Errno = "ENOENT";
  for (const directory of directoriesOf(search)) {
    const found = executableAt(files, task, directory.startsWith("/") ? `${directory}/${name}` : normalisePath(`${directory}/${name}`, cwd), argv, 0);
    if (found.ok || found.errno === "ENOEXEC") return found;
    if (found.errno === "EACCES") errno = "EACCES";
  }
  return { ok: false, errno };
}

const searchPaths = new Map<string, readonly string[]>();

function directoriesOf(path: string): readonly string[] {
  const known = searchPaths.get(path);
  if (known) return known;
  const directories = path.split(":").map((directory) => (directory === "" ? "." : directory.replace(/(.)\/+$/, "$1")));
  if (searchPaths.size > 1000) searchPaths.clear();
  searchPaths.set(path, directories);
  return directories;
}

function executableAt(files: Files, task: Task, path: string, argv: readonly string[], depth: number, given = path): Executable {
  const known = programAt(task, path);
  if (known !== undefined) return { ok: true, program: known, argv, path };
  const at = locate(files, task, path);
  if (!at.ok) return at;
  if (!at.entry) return { ok: false, errno: "ENOENT" };
  const linked = programAt(task, at.logical);
  if (linked !== undefined) return { ok: true, program: linked, argv, path };
  if (at.entry.type !== "file" || (at.entry.mode & 0o111) === 0) return { ok: false, errno: "EACCES" };
  const interpreter = /^#! *(\S+)(?:[ \t]+([^\n]*\S))?/.exec(at.entry.content);
  if (!interpreter || depth >= MAX_INTERPRETERS) return { ok: false, errno: "ENOEXEC" };
  const [, program = "", argument] = interpreter;
  return executableAt(files, task, program, [program, ...(argument === undefined ? [] : [argument]), given, ...argv.slice(1)], depth + 1);
}

const programAt = (task: Task, path: string): string | undefined => (Object.hasOwn(task.executables, path) ? task.executables[path] : undefined);
