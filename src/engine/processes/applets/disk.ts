import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { humanBytes } from "./sizes.ts";
import { refuseOption } from "./usage.ts";

/** Simplified: df shows one disk for every host, of one size and hardly used. */
const DISK_KIB = 264_212_084;
const USED_KIB = 23_475_580;

const NO_BLOCKS: ReadonlySet<string> = new Set(["proc", "sysfs", "cgroup", "devpts", "mqueue"]);

export const df = scripted("df", function* (context) {
  const human = context.argv.includes("-h");
  const paths = context.argv.slice(1).filter((argument) => !argument.startsWith("-"));
  const missing = paths.find((path) => !context.files.stat(path));
  if (missing !== undefined) {
    yield* err(`df: ${missing}: can't find mount point\n`);
    return 1;
  }
  const size = (kibibytes: number): string => (human ? humanBytes(kibibytes * 1024) : String(kibibytes));
  const mounts = (context.files.read("/proc/mounts") ?? "").split("\n").flatMap((line) => (line === "" ? [] : [line.split(" ")]));
  const rows = mounts.filter(([source]) => !NO_BLOCKS.has(source ?? "")).map(([source = "", path = "", , options = ""]) => ({ source, path, kibibytes: Number(/\bsize=(\d+)k/.exec(options)?.[1] ?? 65_536) }));
  const shown = paths.length === 0 ? rows : paths.map((path) => rows.filter((row) => path === row.path || path.startsWith(`${row.path === "/" ? "" : row.path}/`)).sort((a, b) => b.path.length - a.path.length)[0] ?? { source: "overlay", path: "/", kibibytes: 0 });
  const lines = shown.map(({ source, path, kibibytes }) => {
    const tmpfs = source === "tmpfs" || source === "shm";
    const [total, used] = tmpfs ? [kibibytes, path.startsWith("/dev") ? 0 : filesKibibytes(context, path)] : [DISK_KIB, USED_KIB];
    return `${source.padEnd(20)} ${size(total).padStart(9)} ${size(used).padStart(9)} ${size(total - used).padStart(9)} ${String(Math.ceil((used * 100) / total)).padStart(3)}% ${path}\n`;
  });
  yield* out(`Filesystem           ${human ? "     Size      Used Available" : "1K-blocks      Used Available"} Use% Mounted on\n${lines.join("")}`);
  return 0;
});

const DIRECTORY_KIB = 4;

/** What the files of a file system in memory take: its directories take nothing. */
function filesKibibytes(context: ProcessContext, path: string): number {
  const names = context.files.list(path);
  if (names === undefined) return Math.ceil((context.files.stat(path)?.sizeBytes ?? 0) / 4096) * 4;
  return names.reduce((sum, name) => sum + filesKibibytes(context, `${path.replace(/\/$/, "")}/${name}`), 0);
}

/** Kibibytes of a tree, and a line for each directory on the way up. */
function measure(context: ProcessContext, path: string, lines: [number, string][], every: boolean): number {
  const names = context.files.list(path);
  if (names === undefined) return Math.ceil((context.files.stat(path)?.sizeBytes ?? 0) / 4096) * 4;
  let total = DIRECTORY_KIB;
  for (const name of names) {
    const below = `${path.replace(/\/$/, "")}/${name}`;
    const size = measure(context, below, lines, every);
    if (every && context.files.list(below) === undefined) lines.push([size, below]);
    total += size;
  }
  lines.push([total, path]);
  return total;
}

export const du = scripted("du", function* (context) {
  const options = readOptions(context.argv.slice(1), "aHLd:clsxhmkb");
  if (!options.ok) return yield* refuseOption(context, "du", options, "[-aHLdclsxhmk] [FILE]...");
  let code = 0;
  for (const path of options.operands.length === 0 ? ["."] : options.operands) {
    if (!context.files.stat(path)) {
      yield* err(`du: ${path}: No such file or directory\n`);
      code = 1;
      continue;
    }
    const lines: [number, string][] = [];
    const total = measure(context, path, lines, options.has("a"));
    const shown = options.has("s") || lines.length === 0 ? [[total, path] as const] : lines;
    yield* out(shown.map(([size, each]) => `${options.has("h") ? humanBytes(size * 1024) : options.has("m") ? Math.ceil(size / 1024) : size}\t${each}\n`).join(""));
  }
  return code;
});

export const mount = scripted("mount", function* (context) {
  if (context.argv.length > 1) {
    yield* err(`mount: permission denied (are you root?)\n`);
    return 1;
  }
  yield* out((context.files.read("/proc/mounts") ?? "").split("\n").flatMap((line) => {
    const [source, path, type, flags] = line.split(" ");
    return source === "" || path === undefined ? [] : [`${source} on ${path} type ${type} (${flags})\n`];
  }).join(""));
  return 0;
});
