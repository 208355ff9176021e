import type { FileEntry } from "./tree.ts";

/** What lies in a read-only layer, by path: derived from its plain contents once and kept beside them. */
interface BaseIndex {
  readonly directories: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<Readonly<Record<string, string>>, BaseIndex>();

export function baseIndex(base: Readonly<Record<string, string>>): BaseIndex {
  const known = indexes.get(base);
  if (known) return known;
  const index = indexOf(Object.keys(base));
  indexes.set(base, index);
  return index;
}

function indexOf(paths: readonly string[]): BaseIndex {
  const directories = new Set<string>();
  const children = new Map<string, Set<string>>();
  const enter = (path: string): void => {
    if (path === "/" || path === "") return;
    const parent = parentOf(path);
    const siblings = children.get(parent);
    if (siblings) siblings.add(nameOf(path));
    else children.set(parent, new Set([nameOf(path)]));
    if (directories.has(parent)) return;
    directories.add(parent);
    enter(parent);
  };
  for (const path of paths) {
    const bare = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    if (bare !== path) directories.add(bare);
    enter(bare);
  }
  return { directories, children: new Map([...children].map(([path, names]) => [path, [...names]])) };
}

/** A file's or directory's entry in a read-only layer, as an image was built: owned by root, dated before t=0. */
export function baseEntry(base: Readonly<Record<string, string>>, path: string): FileEntry | undefined {
  const content = Object.hasOwn(base, path) ? base[path] : undefined;
  if (content !== undefined) return { type: "file", content, mode: modeOfFile(path, content), uid: 0, gid: 0, modifiedAtMs: BUILT_AT_MS };
  if (!baseIndex(base).directories.has(path)) return undefined;
  return { type: "directory", content: "", mode: path === "/tmp" ? 0o1777 : 0o755, uid: 0, gid: 0, modifiedAtMs: BUILT_AT_MS };
}

/** Images were built thirty days before t=0. */
const BUILT_AT_MS = -30 * 24 * 3600 * 1000;

const modeOfFile = (path: string, content: string): number =>
  content.startsWith("#!") || /^\/(usr\/)?(local\/)?s?bin\//.test(path) ? 0o755 : 0o644;

/** The directory that a normalised path lies in. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Absolute and without ".", ".." and doubled slashes; links are not looked at. */
export function normalisePath(path: string, cwd = "/"): string {
  const whole = path.startsWith("/") ? path : `${cwd}/${path}`;
  if (!whole.includes("//") && !whole.includes("/.") && (whole.length === 1 || !whole.endsWith("/"))) return whole;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
