import type { ProcessContext } from "../../program.ts";
import type { ProcessView } from "../../syscall.ts";
import { readOptions } from "../options.ts";
import { err, out, type Part } from "../script.ts";
import { userName } from "../users.ts";
import { programName } from "./names.ts";
import { COLUMNS, type Column, type Seen } from "./procps-columns.ts";

const SPEC = "aAdeflFLTjxwcHNu:o:O:p:C:U:G:g:q:t:s:S:k:h";
const LONG = { forest: "H", "no-headers": "h", "no-heading": "h", sort: "k", format: "o", pid: "p", "quick-pid": "q", user: "U", User: "U", ppid: "S", headers: "w", cols: "w", width: "w" };

/** The letters that choose columns, each with the columns it chooses. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  plain: ["pid", "tname=TTY", "time", "ucmd=CMD"],
  f: ["user=UID", "pid", "ppid", "c", "stime", "tname=TTY", "time", "cmd"],
  l: ["s", "uid", "pid", "ppid", "c", "pri", "ni", "sz", "tname=TTY", "time", "ucmd=CMD"],
  j: ["pid", "pgid", "sid", "tname=TTY", "time", "ucmd=CMD"],
  bsd: ["pid", "tname=TTY", "stat", "bsdtime", "command"],
  u: ["user", "pid", "%cpu", "%mem", "vsz", "rss", "tname=TTY", "stat", "start_time=START", "bsdtime", "command"],
  jBsd: ["ppid", "pid", "pgid", "sid", "tname=TTY", "stat", "uid", "bsdtime", "command"],
};

/** `ps` of procps, in the manner of Unix (`ps -ef`) and of BSD (`ps aux`). */
export function* procps(context: ProcessContext, all: readonly ProcessView[], now: number): Part<number> {
  const first = context.argv[1] ?? "";
  // "-aux" means "aux": there is no user x.
  const isBsd = /^([a-zA-Z]+|-[a-wyz]*x[a-z]*)$/.test(first);
  const args = context.argv.slice(1).map((word, index) => (index === 0 && isBsd ? `-${word.replace(/^-/, "")}` : word));
  // In BSD's manner "f" is a tree and "e" shows environments; in Unix's -f is the full list and -e are all.
  const options = readOptions(args, isBsd ? "axufjlwehcr" + "o:O:p:U:k:C:" : SPEC, LONG);
  if (!options.ok) return yield* refused(options.letter);
  const wanted = options.given.get("o")?.flatMap(splitColumns);
  const columns = columnsOf(wanted ?? FORMATS[formatOf(options, isBsd)] ?? []);
  const unknown = columns.find(({ column }) => !column);
  if (unknown) {
    yield* err(`error: unknown user-defined format specifier "${unknown.name}"\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n`);
    return 1;
  }
  const isMachine = all.some(({ pid, argv }) => pid === 1 && argv[0] === "/sbin/init");
  const seen: Omit<Seen, "indent"> = { context, now, isMachine };
  const chosen = selected(options, context, all, isBsd);
  const sorted = options.value("k") === undefined ? chosen : inOrder(chosen, options.value("k") ?? "");
  const rows = options.has("H") || (isBsd && options.has("f")) ? asTree(sorted) : sorted.map((process) => ({ process, indent: "" }));
  const hasTitles = !options.has("h") && columns.some(({ title }) => title !== "");
  yield* out([...(hasTitles ? [titles(columns)] : []), ...rows.map(({ process, indent }) => line(columns, (column) => column.value(process, { ...seen, indent })))].join(""));
  return rows.length > 0 ? 0 : 1;
}

type Given = Extract<ReturnType<typeof readOptions>, { ok: true }>;

function formatOf(options: Given, isBsd: boolean): string {
  if (isBsd) return options.has("u") ? "u" : options.has("j") ? "jBsd" : options.has("l") ? "l" : "bsd";
  return options.has("f") || options.has("F") ? "f" : options.has("l") ? "l" : options.has("j") ? "j" : "plain";
}

const list = (options: Given, letter: string): readonly string[] => (options.given.get(letter) ?? []).flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== "");

/** Who is shown: those of some list, all, or those of one's own terminal. */
function selected(options: Given, context: ProcessContext, all: readonly ProcessView[], isBsd: boolean): readonly ProcessView[] {
  if (["e", "A", "d"].some((letter) => !isBsd && options.has(letter)) || (isBsd && options.has("x"))) return all;
  const [pids, names, users, parents] = [[...list(options, "p"), ...list(options, "q"), ...options.operands], list(options, "C"), [...list(options, "U"), ...list(options, "u")], list(options, "S")];
  const isListed = (process: ProcessView): boolean =>
    pids.includes(String(process.pid)) || names.includes(programName(process)) || users.some((user) => user === String(process.uid) || user === userName(context, process.uid)) || parents.includes(String(process.ppid));
  if (pids.length + names.length + users.length + parents.length > 0) return all.filter(isListed);
  return isBsd && options.has("a") ? all : all.filter(({ pid }) => pid === context.pidInNamespace || pid === context.parentPid);
}

interface Chosen {
  readonly name: string;
  readonly title: string;
  readonly column: Column | undefined;
}
/** "pid,ppid=PARENT,comm=": each with a title of its own, or none. */
const splitColumns = (text: string): readonly string[] => text.split(/[\s,]+/).filter((name) => name !== "");
const columnsOf = (names: readonly string[]): readonly Chosen[] =>
  names.map((word) => {
    const [name = "", title] = word.split(/=(.*)/s);
    const column = COLUMNS.get(name.toLowerCase());
    return { name, column, title: title ?? column?.title ?? "" };
  });

const line = (columns: readonly Chosen[], textOf: (column: Column) => string): string =>
  `${columns.map(({ column, title }, index) => {
    const text = column ? textOf(column) : "";
    const width = Math.max(column?.width ?? 0, title.length);
    return column?.left ? (index === columns.length - 1 ? text : text.padEnd(width)) : text.padStart(width);
  }).join(" ")}\n`;
const titles = (columns: readonly Chosen[]): string => {
  const byColumn = new Map(columns.map(({ column, title }) => [column, title]));
  return line(columns, (column) => byColumn.get(column) ?? "");
};

/** "-rss,pid": by several keys, the greatest first where there is a minus. */
function inOrder(processes: readonly ProcessView[], keys: string): readonly ProcessView[] {
  const value = (process: ProcessView, key: string): number | string => ({ pid: process.pid, ppid: process.ppid, rss: process.residentBytes, vsz: process.residentBytes, "%mem": process.residentBytes, pmem: process.residentBytes, uid: process.uid, start_time: process.startedAtMs, start: process.startedAtMs, etime: -process.startedAtMs, comm: programName(process), cmd: programName(process) })[key] ?? 0;
  const compare = (a: ProcessView, b: ProcessView): number => {
    for (const word of keys.split(",")) {
      const [sign, key] = [word.startsWith("-") ? -1 : 1, word.replace(/^[-+]/, "")];
      const [x, y] = [value(a, key), value(b, key)];
      if (x !== y) return sign * (x < y ? -1 : 1);
    }
    return 0;
  };
  return processes.toSorted(compare);
}

interface Row {
  readonly process: ProcessView;
  readonly indent: string;
}
// Mirrors show_tree (procps, ps/display.c).
function asTree(processes: readonly ProcessView[]): readonly Row[] {
  const pids = new Set(processes.map(({ pid }) => pid));
  const rows: Row[] = [];
  const show = (process: ProcessView, before: string, mark: string): void => {
    rows.push({ process, indent: before + mark });
    const children = processes.filter(({ ppid, pid }) => ppid === process.pid && pid !== process.pid);
    for (const child of children) show(child, mark === "" ? before : before + (isLast(process) ? "    " : " |  "), " \\_ ");
  };
  const isLast = ({ pid, ppid }: ProcessView): boolean => processes.filter((other) => other.ppid === ppid).at(-1)?.pid === pid;
  for (const process of processes) if (!pids.has(process.ppid)) show(process, "", "");
  return rows;
}

function* refused(letter: string): Part<number> {
  yield* err(`error: ${letter.startsWith("-") ? "unknown gnu long option" : "unsupported SysV option"}\n\nUsage:\n ps [options]\n\n Try 'ps --help <simple|list|output|threads|misc|all>'\n  or 'ps --help <s|l|o|t|m|a>'\n for additional help text.\n\nFor more details see ps(1).\n`);
  return 1;
}
