import type { FileStat } from "./program.ts";

/**
 * File systems of the world by id: a node's own ("node/worker-1"), a container's ("container/<id>": an image's files
 * under a writable layer), the workstation's. Entries are immutable values, replaced on write.
 */
export interface FileSystems {
  /** `base` is the read-only lower layer, shared between file systems: absolute path -> content; directories end in "/". */
  create(id: string, base?: Readonly<Record<string, string>>): void;
  drop(id: string): void;
  exists(id: string): boolean;
  read(id: string, path: string): string | undefined;
  stat(id: string, path: string): FileStat | undefined;
  list(id: string, path: string): readonly string[] | undefined;
  /** Creates missing parents. */
  write(id: string, path: string, content: string, options?: { readonly mode?: number; readonly uid?: number; readonly gid?: number; readonly append?: boolean }): void;
  mkdir(id: string, path: string, options?: { readonly mode?: number; readonly gid?: number }): void;
  symlink(id: string, path: string, target: string): void;
  /** Removes a file or a whole directory; nothing if absent. */
  remove(id: string, path: string): void;
  /** Characters in all files that were written there: near enough to their bytes, and known at once. */
  length(id: string): number;
  /** Sum of file sizes in the writable layer below a path. */
  bytes(id: string, under?: string): number;
}
