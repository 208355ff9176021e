import type { FileStat, ProcessContext } from "../program.ts";
import { byCodeUnit } from "../../../api/json.ts";
import { scripted } from "../scripted.ts";
import { clockOf, MONTHS } from "./dates.ts";
import { isGnu } from "./flavor.ts";
import { readOptions, type Options } from "./options.ts";
import { physicalPath } from "./places.ts";
import { compute, err, out } from "./script.ts";
import { humanBytes } from "./sizes.ts";
import { refuseOption } from "./usage.ts";
import { groupName, userName } from "./users.ts";

type Flags = Extract<Options, { ok: true }>;
interface Entry {
  readonly name: string;
  readonly stat: FileStat;
}

export const ls = scripted("ls", function* (context) {
  const options = readOptions(context.argv.slice(1), "1AaCxdLHRFplinshrSXvctuw:", { all: "a", "color": "v", human: "h" });
  if (!options.ok) return yield* refuseOption(context, "ls", options, "[-1AaCxdLHRFplinshrSXvctu] [-w WIDTH] [FILE]...");
  const paths = options.operands.length === 0 ? ["."] : options.operands;
  const files: Entry[] = [];
  const directories: string[] = [];
  let code = 0;
  for (const path of paths) {
    const stat = statOf(context, options, path);
    if (!stat) {
      yield* err(isGnu(context) ? `ls: cannot access '${path}': No such file or directory\n` : `ls: ${path}: No such file or directory\n`);
      code = isGnu(context) ? 2 : 1;
    } else if (!options.has("d") && context.files.list(path) !== undefined && !(stat.type === "symlink" && options.has("l"))) directories.push(path);
    else files.push({ name: path, stat });
  }
  yield* compute(files.length);
  yield* out(listing(context, options, sorted(options, files)));
  const heads = paths.length > 1 || options.has("R");
  let first = files.length === 0;
  for (let path = directories.shift(); path !== undefined; path = directories.shift()) {
    const entries = entriesOf(context, options, path);
    yield* compute(entries.length);
    if (options.has("R")) directories.unshift(...entries.filter((entry) => entry.stat.type === "directory" && entry.name !== "." && entry.name !== "..").map((entry) => `${path}/${entry.name}`));
    const total = options.has("l") || options.has("s") ? `total ${entries.reduce((sum, { stat }) => sum + blocks(stat), 0)}\n` : "";
    yield* out(`${heads ? `${first ? "" : "\n"}${path}:\n` : ""}${total}${listing(context, options, entries)}`);
    first = false;
  }
  return code;
});

/** With -L of what a link leads to; of the link itself where that is nothing. */
function statOf(context: ProcessContext, options: Flags, path: string): FileStat | undefined {
  const stat = context.files.stat(path);
  return stat?.type === "symlink" && options.has("L") ? (context.files.stat(physicalPath(context, path)) ?? stat) : stat;
}

const blocks = (stat: FileStat): number => (stat.type === "symlink" ? 0 : Math.ceil(stat.sizeBytes / 4096) * 4);

function entriesOf(context: ProcessContext, options: Flags, directory: string): Entry[] {
  const names = [...(context.files.list(directory) ?? [])].filter((name) => options.has("a") || options.has("A") || !name.startsWith("."));
  const all = options.has("a") ? [".", "..", ...names] : names;
  return sorted(options, all.flatMap((name) => {
    const stat = statOf(context, options, `${directory}/${name}`);
    return stat ? [{ name, stat }] : [];
  }));
}

function sorted(options: Flags, entries: readonly Entry[]): Entry[] {
  const order = (a: Entry, b: Entry): number =>
    (options.has("t") ? b.stat.modifiedAtMs - a.stat.modifiedAtMs : options.has("S") ? b.stat.sizeBytes - a.stat.sizeBytes : 0) || byCodeUnit(a.name, b.name);
  const result = [...entries].sort(order);
  return options.has("r") ? result.reverse() : result;
}

function listing(context: ProcessContext, options: Flags, entries: readonly Entry[]): string {
  if (entries.length === 0) return "";
  if (options.has("l") || options.has("n")) return longLines(context, options, entries);
  const names = entries.map((entry) => entry.name + mark(options, entry.stat));
  if (!context.isTty(1) || options.has("1")) return `${names.join("\n")}\n`;
  return columns(names);
}

const mark = (options: Flags, stat: FileStat): string => {
  if (!options.has("F") && !options.has("p")) return "";
  if (stat.type === "directory") return "/";
  return options.has("p") ? "" : stat.type === "symlink" ? "@" : (stat.mode & 0o111) !== 0 ? "*" : "";
};

const TERMINAL_WIDTH = 80;
function columns(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const count = Math.max(1, Math.floor(TERMINAL_WIDTH / width));
  const rows = Math.ceil(names.length / count);
  return Array.from({ length: rows }, (_, row) => `${names.filter((_name, index) => index % rows === row).map((name) => name.padEnd(width)).join("").trimEnd()}\n`).join("");
}

const LETTERS: Readonly<Record<FileStat["type"], string>> = { file: "-", directory: "d", symlink: "l", device: "c", fifo: "p", socket: "s" };

export const modeText = ({ type, mode }: Pick<FileStat, "type" | "mode">): string =>
  LETTERS[type] + SPECIAL.map(([bit, letter], index) => triple(mode >> (6 - 3 * index), (mode & bit) !== 0 ? letter : undefined)).join("");

/** The bits that change the x of owner, group and others. */
const SPECIAL = [[0o4000, "s"], [0o2000, "s"], [0o1000, "t"]] as const;
const triple = (bits: number, special: string | undefined): string => {
  const runs = (bits & 1) !== 0;
  return ((bits & 4) !== 0 ? "r" : "-") + ((bits & 2) !== 0 ? "w" : "-") + (special === undefined ? (runs ? "x" : "-") : runs ? special : special.toUpperCase());
};

function longLines(context: ProcessContext, options: Flags, entries: readonly Entry[]): string {
  const rows = entries.map(({ name, stat }) => {
    const links = String(stat.type === "directory" ? 2 : 1);
    const owner = options.has("n") ? String(stat.uid) : userName(context, stat.uid);
    const group = options.has("n") ? String(stat.gid) : groupName(context, stat.gid);
    const size = options.has("h") ? humanBytes(stat.sizeBytes) : String(stat.sizeBytes);
    const target = stat.type === "symlink" ? ` -> ${stat.target ?? ""}` : "";
    return { mode: modeText(stat), links, owner, group, size, date: modifiedText(context, stat.modifiedAtMs), name: name + mark(options, stat) + target };
  });
  if (!isGnu(context)) return rows.map((row) => `${row.mode} ${row.links.padStart(4)} ${row.owner.padEnd(8)} ${row.group.padEnd(8)} ${row.size.padStart(9)} ${row.date} ${row.name}\n`).join("");
  const width = (key: "links" | "owner" | "group" | "size"): number => Math.max(...rows.map((row) => row[key].length));
  return rows.map((row) => `${row.mode} ${row.links.padStart(width("links"))} ${row.owner.padEnd(width("owner"))} ${row.group.padEnd(width("group"))} ${row.size.padStart(width("size"))} ${row.date} ${row.name}\n`).join("");
}

/** The time of day for the last half year, else the year. */
const HALF_YEAR_MS = 15_778_476_000;
function modifiedText(context: ProcessContext, modifiedAtMs: number): string {
  const { month, day, hour, minute, year } = clockOf(context.startsAtMs + modifiedAtMs);
  const recent = Math.abs(context.now - modifiedAtMs) < HALF_YEAR_MS;
  return `${MONTHS[month - 1]} ${String(day).padStart(2)} ${recent ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : ` ${year}`}`;
}
