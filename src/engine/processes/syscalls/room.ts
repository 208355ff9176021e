import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";

/** False: a file with so many characters no longer fits where it lies; a file system in memory is full at its size. */
export function hasRoom({ files }: Table, { task }: ProcessRecord, fs: string, path: string, length: number): boolean {
  if (!files.hasRoom(fs, path, length)) return false;
  const tmpfs = task.mounts.find((mount) => mount.tmpfs && mount.fs === fs && path.startsWith(`${mount.tmpfs.directory}/`))?.tmpfs;
  if (!tmpfs || length === 0) return true;
  const others = files.bytes(fs, tmpfs.directory) - files.bytes(fs, path);
  return others + length <= tmpfs.sizeBytes;
}
