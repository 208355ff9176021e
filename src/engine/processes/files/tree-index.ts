import { parentOf, nameOf } from "./base-layer.ts";
import type { Entry, FileTree } from "./tree.ts";

/** What a directory holds that was written, and how much all of it is: derived from a tree's entries, never saved. */
export interface TreeIndex {
  readonly children: Map<string, Set<string>>;
  /** Characters in files. */
  size: number;
}

const indexes = new WeakMap<FileTree, TreeIndex>();

export function treeIndex(tree: FileTree): TreeIndex {
  const known = indexes.get(tree);
  if (known) return known;
  const made: TreeIndex = { children: new Map(), size: 0 };
  for (const [path, entry] of tree.entries) enter(made, path, entry);
  indexes.set(tree, made);
  return made;
}

/** Puts an entry into a tree, or takes it out, and keeps the index true. */
export function setEntry(tree: FileTree, path: string, entry: Entry | undefined): void {
  const index = treeIndex(tree);
  const old = tree.entries.get(path);
  if (old) leave(index, path, old);
  if (entry) {
    tree.entries.set(path, entry);
    enter(index, path, entry);
  } else tree.entries.delete(path);
}

function enter(index: TreeIndex, path: string, entry: Entry): void {
  if (entry.type === "gone" || path === "/") return;
  index.size += entry.content.length;
  const parent = parentOf(path);
  const names = index.children.get(parent);
  if (names) names.add(nameOf(path));
  else index.children.set(parent, new Set([nameOf(path)]));
}

function leave(index: TreeIndex, path: string, entry: Entry): void {
  if (entry.type === "gone" || path === "/") return;
  index.size -= entry.content.length;
  const parent = parentOf(path);
  const names = index.children.get(parent);
  names?.delete(nameOf(path));
  if (names?.size === 0) index.children.delete(parent);
}
