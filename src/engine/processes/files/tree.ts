import { byteLength } from "../bytes.ts";
import type { FileStat } from "../program.ts";
import { baseEntry, baseIndex } from "./base-layer.ts";
import { treeIndex } from "./tree-index.ts";

/** File systems by id. A tree may be shared with checkpoints: see `share` in create-files.ts. */
export type FilesState = Map<string, FileTree>;
export const newFilesState = (): FilesState => new Map();

/** A read-only layer of plain contents under a layer of entries that were written; "gone" hides what lies below. */
export interface FileTree {
  readonly base: Readonly<Record<string, string>>;
  readonly entries: Map<string, Entry>;
}
export type Entry = { readonly type: "gone" } | FileEntry;
export interface FileEntry {
  readonly type: "file" | "directory" | "symlink" | "fifo";
  readonly content: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Virtual milliseconds. */
  readonly modifiedAtMs: number;
}

export const newFileTree = (base: Readonly<Record<string, string>>): FileTree => ({ base, entries: new Map<string, Entry>() });

const ROOT: FileEntry = { type: "directory", content: "", mode: 0o755, uid: 0, gid: 0, modifiedAtMs: 0 };

/** The entry at a normalised path, without following a link. */
export function entryAt(tree: FileTree, path: string): FileEntry | undefined {
  const written = tree.entries.get(path);
  if (written) return written.type === "gone" ? undefined : written;
  return path === "/" ? ROOT : baseEntry(tree.base, path);
}

/** Names in a directory, sorted by code unit. */
export function namesIn(tree: FileTree, directory: string): string[] {
  const prefix = directory === "/" ? "/" : `${directory}/`;
  const names = new Set<string>();
  for (const name of baseIndex(tree.base).children.get(directory) ?? []) {
    if (tree.entries.get(prefix + name)?.type !== "gone") names.add(name);
  }
  for (const name of treeIndex(tree).children.get(directory) ?? []) names.add(name);
  return [...names].sort();
}

/** Every path at and below one, parents first. */
export function pathsUnder(tree: FileTree, path: string): string[] {
  const entry = entryAt(tree, path);
  if (!entry) return [];
  if (entry.type !== "directory") return [path];
  const prefix = path === "/" ? "/" : `${path}/`;
  return [path, ...namesIn(tree, path).flatMap((name) => pathsUnder(tree, prefix + name))];
}

/** What a directory takes on disk. */
const DIRECTORY_BYTES = 4096;

export function statOf(entry: FileEntry): FileStat {
  const { type, mode, uid, gid, modifiedAtMs, content } = entry;
  const sizeBytes = type === "directory" ? DIRECTORY_BYTES : contentBytes(entry);
  return { type, sizeBytes, mode, uid, gid, modifiedAtMs, ...(type === "symlink" ? { target: content } : {}) };
}

const sizes = new WeakMap<FileEntry, number>();
const WORTH_KEEPING = 4096;

/** Bytes of what an entry holds, as UTF-8 and bytes that are none. */
export function contentBytes(entry: FileEntry): number {
  const { content } = entry;
  if (content.length < WORTH_KEEPING) return byteLength(content);
  const known = sizes.get(entry);
  if (known !== undefined) return known;
  const bytes = byteLength(content);
  sizes.set(entry, bytes);
  return bytes;
}
