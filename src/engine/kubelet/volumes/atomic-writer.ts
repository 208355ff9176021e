import type { FileSystems } from "../../processes/file-systems.ts";

export interface VolumeFile {
  readonly content: string;
  readonly mode: number;
}

export interface AtomicWrite {
  readonly files: FileSystems;
  readonly fs: string;
  /** The volume's directory. */
  readonly directory: string;
  /** Path in the volume -> what stands there. */
  readonly payload: ReadonlyMap<string, VolumeFile>;
  /** Owner of all that is written, where the pod has an fsGroup. */
  readonly gid?: number;
  /** Name of the directory of this version: "..2026_01_01_00_00_00.1234567890". */
  readonly stamp: string;
}

const DATA = "..data";

// Mirrors AtomicWriter.Write (pkg/volume/util/atomic_writer.go): a new directory, then one link that is moved to it.
/** Puts a new version of a volume's files in place; false when it is what stands there already. */
export function writeAtomically(write: AtomicWrite): boolean {
  const { files, fs, directory, payload, gid, stamp } = write;
  const old = files.stat(fs, `${directory}/${DATA}`)?.target;
  if (old !== undefined && isSame(write, `${directory}/${old}`)) return false;
  const owner = gid === undefined ? {} : { gid };
  const version = `${directory}/${stamp}`;
  files.mkdir(fs, version, { mode: gid === undefined ? 0o755 : 0o2775, ...owner });
  for (const [path, { content, mode }] of payload) files.write(fs, `${version}/${path}`, content, { mode: gid === undefined ? mode : mode | 0o440, ...owner });
  files.symlink(fs, `${directory}/${DATA}`, stamp);
  linkNames(write);
  if (old !== undefined) files.remove(fs, `${directory}/${old}`);
  return true;
}

/** The names that people see lead to the present version. */
function linkNames({ files, fs, directory, payload }: AtomicWrite): void {
  const wanted = new Set([...payload.keys()].map((path) => path.split("/")[0] ?? path));
  for (const name of files.list(fs, directory) ?? []) if (!name.startsWith("..") && !wanted.has(name)) files.remove(fs, `${directory}/${name}`);
  for (const name of wanted) if (!files.stat(fs, `${directory}/${name}`)) files.symlink(fs, `${directory}/${name}`, `${DATA}/${name}`);
}

function isSame({ files, fs, payload }: AtomicWrite, version: string): boolean {
  if (countFiles(files, fs, version) !== payload.size) return false;
  for (const [path, { content }] of payload) if (files.read(fs, `${version}/${path}`) !== content) return false;
  return true;
}

function countFiles(files: FileSystems, fs: string, directory: string): number {
  let count = 0;
  for (const name of files.list(fs, directory) ?? []) {
    const path = `${directory}/${name}`;
    count += files.stat(fs, path)?.type === "directory" ? countFiles(files, fs, path) : 1;
  }
  return count;
}
