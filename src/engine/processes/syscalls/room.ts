import { writesToMemory } from "../cgroups/memory.ts";
import { takeSamples } from "../cgroups/usage-samples.ts";
import type { ProcessRecord } from "../state.ts";
import type { Table } from "../table.ts";

/** False: a file with so many characters no longer fits where it lies; a file system in memory is full at its size. */
export function hasRoom(table: Table, process: ProcessRecord, fs: string, path: string, length: number): boolean {
  const { files } = table;
  const { task } = process;
  if (!files.hasRoom(fs, path, length)) return false;
  const tmpfs = task.mounts.find((mount) => mount.tmpfs && mount.fs === fs && path.startsWith(`${mount.tmpfs.directory}/`))?.tmpfs;
  if (!tmpfs) return fitsOnDisk(table, process.host, fs, length - (files.entry(fs, path)?.content.length ?? 0));
  if (length === 0) return true;
  const others = files.bytes(fs, tmpfs.directory) - files.bytes(fs, path);
  if (others + length > tmpfs.sizeBytes) return false;
  const more = others + length - files.bytes(fs, tmpfs.directory);
  if (more > 0) takeSamples(table, process.host);
  return more <= 0 || writesToMemory(table, process, fs, tmpfs.directory, more);
}

/** The machine's disk is looked at whenever a file system has grown by another mebibyte. */
const LOOK_LENGTH = 1024 * 1024;

function fitsOnDisk(table: Table, host: string, fs: string, grown: number): boolean {
  if (grown <= 0) return true;
  const before = table.files.length(fs);
  if (Math.floor(before / LOOK_LENGTH) === Math.floor((before + grown) / LOOK_LENGTH)) return true;
  if (table.freeDiskBytes(host) < grown) return false;
  table.strained(host);
  return true;
}
