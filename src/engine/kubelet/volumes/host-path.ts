import type { FileSystems } from "../../processes/file-systems.ts";
import { parentOf } from "../../processes/files/base-layer.ts";

/** What is at a path of the node, links followed: "directory", "file", "socket"… */
function typeAt(files: FileSystems, fs: string, path: string, depth = 0): string | undefined {
  const found = files.stat(fs, path);
  if (found?.type !== "symlink" || depth > 10) return found?.type;
  const target = found.target ?? "";
  return typeAt(files, fs, target.startsWith("/") ? target : `${parentOf(path)}/${target}`, depth + 1);
}

// Mirrors checkTypeInternal and fileTypeChecker (pkg/volume/hostpath/host_path.go).
/** Sees to it that a node's path is what the volume's type asks for; undefined, or what is wrong. */
export function hostPathProblem(files: FileSystems, fs: string, path: string, type: string): string | undefined {
  const found = typeAt(files, fs, path);
  const failed = (what: string): string => `hostPath type check failed: ${path} is not ${what}`;
  switch (type) {
    case "":
      return undefined;
    case "DirectoryOrCreate":
      if (found === undefined) files.mkdir(fs, path);
      return found === undefined || found === "directory" ? undefined : failed("a directory");
    case "Directory":
      return found === "directory" ? undefined : failed("a directory");
    case "FileOrCreate":
      if (found === undefined) return makeFile(files, fs, path);
      return found === "directory" ? failed("a file") : undefined;
    case "File":
      return found === undefined || found === "directory" ? failed("a file") : undefined;
    case "Socket":
      return found === "socket" ? undefined : failed("a socket file");
    case "CharDevice":
      return isCharacterDevice(path) ? undefined : failed("a character device");
    case "BlockDevice":
      return isBlockDevice(path) ? undefined : failed("a block device");
    default:
      return `${type} is an invalid volume type`;
  }
}

/** Only the file is made: its directory must be there. */
function makeFile(files: FileSystems, fs: string, path: string): string | undefined {
  if (typeAt(files, fs, parentOf(path)) !== "directory") return `open ${path}: no such file or directory`;
  files.write(fs, path, "");
  return undefined;
}

/** The devices that every machine has. Simplified: a node has one block device, its disk, for hostPath volumes of type BlockDevice. */
const characterDevices: ReadonlySet<string> = new Set(["console", "full", "fuse", "kmsg", "null", "ptmx", "random", "tty", "urandom", "zero"].map((name) => `/dev/${name}`));
const isCharacterDevice = (path: string): boolean => characterDevices.has(path) || /^\/dev\/tty\d+$/.test(path);
const isBlockDevice = (path: string): boolean => /^\/dev\/[sv]da\d?$/.test(path);
