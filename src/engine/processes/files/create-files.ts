import type { Kernel } from "../../simulation/kernel.ts";
import type { FileSystems } from "../file-systems.ts";
import { normalisePath, parentOf } from "./base-layer.ts";
import { contentBytes, entryAt, namesIn, newFileTree, pathsUnder, statOf, type FileEntry, type FilesState, type FileTree } from "./tree.ts";
import type { ProvidedFiles } from "./provided.ts";
import { setEntry, treeIndex } from "./tree-index.ts";

/** The file systems of the world, and what the process table needs of them beside the public interface. */
export interface Files extends FileSystems {
  entry(id: string, path: string): FileEntry | undefined;
  /** Puts an entry in place, charged against the bound on file bytes. */
  put(id: string, path: string, entry: FileEntry): void;
  /** False: an entry with so many characters no longer fits on the disk. */
  hasRoom(id: string, path: string, length: number): boolean;
  /** Files that are not stored: from now on they are found beside those that are. */
  provide(files: ProvidedFiles): void;
  /** Grows whenever any file system may have changed: for what is derived from them. */
  readonly changes: number;
  /** A checkpoint is taken: what stands now is copied before it is next written. Most file systems are never written again. */
  share(): void;
  /** Calls back whenever something below a directory changes. One listener a file system; not part of the world. */
  watch(id: string, directory: string, listener: () => void): void;
  rename(from: { readonly fs: string; readonly path: string }, to: { readonly fs: string; readonly path: string }): void;
}

const NO_FILES: Readonly<Record<string, string>> = {};

/** Simplified: a container's or a host's disk is full sooner than a real one, in bytes and in number of files. */
const DISK_LENGTH = 256 * 1024 * 1024;
const DISK_ENTRIES = 200_000;
/** All disks together stay below the bound on file bytes. */
const ALL_DISKS_LENGTH = 960 * 1024 * 1024;

export function createFiles({ kernel, state }: { kernel: Kernel; state: FilesState }): Files {
  let changes = 0;
  let own = new WeakSet<FileTree>();
  const made = (id: string, base: Readonly<Record<string, string>>): FileTree => {
    const fresh = newFileTree(base);
    own.add(fresh);
    state.set(id, fresh);
    return fresh;
  };
  const tree = (id: string): FileTree => state.get(id) ?? made(id, NO_FILES);
  /** The tree, to be written. */
  const writable = (id: string): FileTree => {
    const known = tree(id);
    if (own.has(known)) return known;
    const copy: FileTree = { base: known.base, entries: new Map(known.entries) };
    own.add(copy);
    state.set(id, copy);
    return copy;
  };
  /** Characters on all disks: derived. */
  let total = lengthOfAll(state);
  const charge = (id: string, length: number): void => {
    total += length;
    kernel.charge("fileBytes", "processes", id, length);
  };
  const written = (at: FileTree, path: string): number => {
    const entry = at.entries.get(path);
    return entry && entry.type !== "gone" ? entry.content.length : 0;
  };
  const watchers = new Map<string, { readonly directory: string; readonly listener: () => void }>();
  const tell = (id: string, path: string): void => {
    const watcher = watchers.get(id);
    if (watcher && path.startsWith(watcher.directory)) watcher.listener();
  };
  const put = (id: string, path: string, entry: FileEntry): void => {
    const at = writable(id);
    const grown = entry.content.length - written(at, path);
    if (grown !== 0) charge(id, grown);
    changes += 1;
    setEntry(at, path, kernel.freeze(entry));
    tell(id, path);
  };
  const makeParents = (id: string, path: string): void => {
    const parent = parentOf(path);
    if (parent === "/" || entryAt(tree(id), parent)) return;
    makeParents(id, parent);
    put(id, parent, { type: "directory", content: "", mode: 0o755, uid: 0, gid: 0, modifiedAtMs: kernel.now });
  };
  const remove = (id: string, path: string): void => {
    const at = writable(id);
    changes += 1;
    for (const each of pathsUnder(at, normalisePath(path))) {
      const bytes = written(at, each);
      if (bytes > 0) charge(id, -bytes);
      setEntry(at, each, undefined);
      if (entryAt(at, each)) setEntry(at, each, { type: "gone" });
      tell(id, each);
    }
  };
  let provided: ProvidedFiles | undefined;
  const found = (id: string, path: string): FileEntry | undefined => entryAt(tree(id), path) ?? (provided?.covers(id, path) ? provided.entry(id, path) : undefined);
  return {
    get changes() {
      return changes;
    },
    share() {
      own = new WeakSet();
    },
    create(id, base = NO_FILES) {
      changes += 1;
      made(id, base);
    },
    drop(id) {
      const at = state.get(id);
      if (!at) return;
      changes += 1;
      charge(id, -treeIndex(at).size);
      state.delete(id);
    },
    exists: (id) => state.has(id),
    provide: (files) => void (provided = files),
    read(id, path) {
      const entry = found(id, normalisePath(path));
      return entry?.type === "file" ? entry.content : undefined;
    },
    stat(id, path) {
      const entry = found(id, normalisePath(path));
      return entry && statOf(entry);
    },
    list(id, path) {
      const normal = normalisePath(path);
      const at = tree(id);
      if (found(id, normal)?.type !== "directory") return undefined;
      return provided?.covers(id, normal) ? [...new Set([...namesIn(at, normal), ...provided.names(id, normal)])].sort() : namesIn(at, normal);
    },
    write(id, path, content, options = {}) {
      const normal = normalisePath(path);
      makeParents(id, normal);
      const old = entryAt(tree(id), normal);
      const before = options.append && old?.type === "file" ? old.content : "";
      const uid = options.uid ?? old?.uid ?? 0;
      put(id, normal, { type: "file", content: before + content, mode: options.mode ?? old?.mode ?? 0o644, uid, gid: options.gid ?? old?.gid ?? uid, modifiedAtMs: kernel.now });
    },
    mkdir(id, path, options = {}) {
      const normal = normalisePath(path);
      if (entryAt(tree(id), normal)) return;
      makeParents(id, normal);
      put(id, normal, { type: "directory", content: "", mode: options.mode ?? 0o755, uid: 0, gid: options.gid ?? 0, modifiedAtMs: kernel.now });
    },
    symlink(id, path, target) {
      const normal = normalisePath(path);
      makeParents(id, normal);
      put(id, normal, { type: "symlink", content: target, mode: 0o777, uid: 0, gid: 0, modifiedAtMs: kernel.now });
    },
    remove,
    bytes: (id, under = "/") => bytesOf(tree(id), normalisePath(under)),
    entry: found,
    put,
    length: (id) => treeIndex(tree(id)).size,
    hasRoom(id, path, length) {
      const at = tree(id);
      const grown = length - written(at, path);
      if (grown > 0 && (treeIndex(at).size + grown > DISK_LENGTH || total + grown > ALL_DISKS_LENGTH)) return false;
      return at.entries.size < DISK_ENTRIES || at.entries.has(path);
    },
    watch: (id, directory, listener) => void watchers.set(id, { directory, listener }),
    rename(from, to) {
      const moved = pathsUnder(tree(from.fs), from.path).map((path) => [path, entryAt(tree(from.fs), path)] as const);
      remove(to.fs, to.path);
      for (const [path, entry] of moved) if (entry) put(to.fs, to.path + path.slice(from.path.length), entry);
      remove(from.fs, from.path);
    },
  };
}

function lengthOfAll(state: FilesState): number {
  let length = 0;
  for (const tree of state.values()) length += treeIndex(tree).size;
  return length;
}

function bytesOf(tree: FileTree, under: string): number {
  const prefix = under === "/" ? "/" : `${under}/`;
  let bytes = 0;
  for (const [path, entry] of tree.entries) {
    if (entry.type === "file" && (path === under || path.startsWith(prefix))) bytes += contentBytes(entry);
  }
  return bytes;
}

