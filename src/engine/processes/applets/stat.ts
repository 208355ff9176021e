import type { FileStat, ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { formatDate } from "./date.ts";
import { isGnu } from "./flavor.ts";
import { modeText } from "./ls.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { refuseOption } from "./usage.ts";
import { groupName, userName } from "./users.ts";

const TYPES: Readonly<Record<FileStat["type"], string>> = { file: "regular file", directory: "directory", symlink: "symbolic link", device: "character special file", fifo: "fifo", socket: "socket" };

export const stat = scripted("stat", function* (context) {
  const options = readOptions(context.argv.slice(1), "ltfLc:", { format: "c" });
  if (!options.ok) return yield* refuseOption(context, "stat", options, "[-ltf] [-c FMT] FILE...");
  let code = 0;
  for (const path of options.operands) {
    const found = context.files.stat(path);
    if (found) {
      const format = options.value("c");
      yield* out(format === undefined ? whole(context, path, found) : `${formatted(context, path, found, format)}\n`);
      continue;
    }
    yield* err(isGnu(context) ? `stat: cannot statx '${path}': No such file or directory\n` : `stat: can't stat '${path}': No such file or directory\n`);
    code = 1;
  }
  return code;
});

const octal = (mode: number): string => (mode & 0o7777).toString(8);
const typeName = (found: FileStat): string => (found.type === "file" && found.sizeBytes === 0 ? "regular empty file" : TYPES[found.type]);
const blocksOf = (found: FileStat): number => Math.ceil(found.sizeBytes / 4096) * 8;

function formatted(context: ProcessContext, path: string, found: FileStat, format: string): string {
  const unixMs = context.startsAtMs + found.modifiedAtMs;
  const values: Readonly<Record<string, () => string | number>> = {
    n: () => path, N: () => `'${path}'`, s: () => found.sizeBytes, a: () => octal(found.mode), A: () => modeText(found), u: () => found.uid, g: () => found.gid, U: () => userName(context, found.uid), G: () => groupName(context, found.gid),
    F: () => typeName(found), b: () => blocksOf(found), B: () => 512, h: () => 1, Y: () => Math.floor(unixMs / 1000), X: () => Math.floor(unixMs / 1000), Z: () => Math.floor(unixMs / 1000), y: () => timeText(unixMs), x: () => timeText(unixMs), z: () => timeText(unixMs), "%": () => "%",
  };
  return format.replace(/%([a-zA-Z%])/g, (text, letter: string) => String(values[letter]?.() ?? text));
}

const timeText = (unixMs: number): string => formatDate(unixMs, "%Y-%m-%d %H:%M:%S.%N +0000");

function whole(context: ProcessContext, path: string, found: FileStat): string {
  const times = timeText(context.startsAtMs + found.modifiedAtMs);
  return `  File: ${found.type === "symlink" ? `'${path}' -> '${found.target ?? ""}'` : path}\n  Size: ${String(found.sizeBytes).padEnd(10)}\tBlocks: ${String(blocksOf(found)).padEnd(10)} IO Block: 4096   ${typeName(found)}\nDevice: 30h/48d\tInode: ${String(1_000_000 + path.length).padEnd(10)}  Links: 1\nAccess: (${octal(found.mode).padStart(4, "0")}/${modeText(found)})  Uid: (${String(found.uid).padStart(5)}/${userName(context, found.uid).padStart(8)})   Gid: (${String(found.gid).padStart(5)}/${groupName(context, found.gid).padStart(8)})\nAccess: ${times}\nModify: ${times}\nChange: ${times}\n`;
}
