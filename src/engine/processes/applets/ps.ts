import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import type { ProcessView } from "../syscall.ts";
import { clockOf, MONTHS } from "./dates.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { out } from "./script.ts";
import { refuseOption } from "./usage.ts";
import { groupName, userName } from "./users.ts";

/** What a process is called in lists: its arguments, or its name in brackets once it is a zombie. */
export const commandOf = (process: ProcessView): string => {
  const name = (process.argv[0] ?? "").replace(/^.*\//, "");
  return process.state === "Z" ? `[${name}]` : process.argv.join(" ");
};

const two = (number: number): string => String(number).padStart(2, "0");
/** Simplified: ps shows no CPU time for any process. */
const CPU_TIME = "0:00";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly left?: boolean;
  value(process: ProcessView, context: ProcessContext, now: number): string;
}

const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: "PID", width: 5, value: (process) => String(process.pid) },
  ppid: { title: "PPID", width: 5, value: (process) => String(process.ppid) },
  user: { title: "USER", width: 8, left: true, value: (process, context) => userName(context, process.uid) },
  group: { title: "GROUP", width: 8, left: true, value: (process, context) => groupName(context, process.uid) },
  comm: { title: "COMMAND", width: 16, left: true, value: (process) => (process.argv[0] ?? "").replace(/^.*\//, "") },
  args: { title: "COMMAND", width: 27, left: true, value: (process) => commandOf(process) },
  stat: { title: "STAT", width: 4, left: true, value: (process) => process.state },
  vsz: { title: "VSZ", width: 4, value: (process) => `${Math.ceil(process.residentBytes / 1024)}` },
  rss: { title: "RSS", width: 4, value: (process) => `${Math.ceil(process.residentBytes / 1024)}` },
  time: { title: "TIME", width: 5, left: true, value: () => CPU_TIME },
  etime: { title: "ELAPSED", width: 7, left: true, value: (process, _context, now) => elapsed(now - process.startedAtMs) },
};

const elapsed = (ms: number): string => `${Math.floor(ms / 60_000)}:${two(Math.floor(ms / 1000) % 60)}`;

export const ps = scripted("ps", function* (context) {
  const gnu = isGnu(context);
  const args = context.argv.slice(1).map((argument) => (gnu && /^[a-z]+$/.test(argument) ? `-${argument}` : argument));
  const options = readOptions(args, gnu ? "aAeflLuwxjHo:p:C:" : "o:TaAwlef", { forest: "H", "no-headers": "w" });
  if (!options.ok) return yield* refuseOption(context, "ps", options, "[-o COL1,COL2=HEADER] [-T]");
  const listed = yield { call: "processes" };
  const present = yield { call: "now" };
  const now = present.ok ? (present.number ?? 0) : 0;
  const all = listed.ok ? (listed.processes ?? []) : [];
  const wanted = options.value("o");
  if (wanted !== undefined) yield* out(table(context, all, now, wanted.split(",")));
  else yield* out(gnu ? gnuTable(context, all, now, options.has("u") ? "aux" : options.has("f") ? "ef" : "plain", options.has("e") || options.has("A") || options.has("x") || options.has("a")) : table(context, all, now, ["pid", "user", "time", "args"]));
  return 0;
});

function table(context: ProcessContext, processes: readonly ProcessView[], now: number, names: readonly string[]): string {
  const columns = names.map((name) => {
    const [key = "", title] = name.trim().split("=");
    const column = COLUMNS[key === "command" || key === "cmd" ? "args" : key] ?? COLUMNS["args"];
    return { column, title: title ?? column?.title ?? "" };
  });
  const line = (values: readonly string[]): string => `${values.map((value, index) => {
    const column = columns[index]?.column;
    if (index === values.length - 1) return value;
    return column?.left ? value.padEnd(column.width) : value.padStart(column?.width ?? 0);
  }).join(" ")}\n`;
  const rows = processes.map((process) => columns.map(({ column }) => column?.value(process, context, now) ?? ""));
  return [columns.map(({ column, title }) => (column?.left ? title : title.padEnd(column?.width ?? 0))), ...rows].map(line).join("");
}

function gnuTable(context: ProcessContext, processes: readonly ProcessView[], now: number, style: "plain" | "ef" | "aux", all: boolean): string {
  const started = (process: ProcessView): string => {
    const clock = clockOf(context.startsAtMs + process.startedAtMs);
    return now - process.startedAtMs < 86_400_000 ? `${two(clock.hour)}:${two(clock.minute)}` : `${MONTHS[clock.month - 1]}${two(clock.day)}`;
  };
  const kilobytes = (process: ProcessView): string => String(Math.ceil(process.residentBytes / 1024));
  const terminal = (process: ProcessView): string => (process.pid === context.pidInNamespace && context.isTty(1) ? "pts/0" : "?");
  if (style === "aux") {
    return `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n${processes.map((each) => `${userName(context, each.uid).padEnd(8)} ${String(each.pid).padStart(7)}  0.0  0.0 ${kilobytes(each).padStart(6)} ${kilobytes(each).padStart(5)} ${terminal(each).padEnd(8)} ${each.state.padEnd(4)} ${started(each)}   0:00 ${commandOf(each)}\n`).join("")}`;
  }
  if (style === "ef") {
    return `UID          PID    PPID  C STIME TTY          TIME CMD\n${processes.map((each) => `${userName(context, each.uid).padEnd(8)} ${String(each.pid).padStart(7)} ${String(each.ppid).padStart(7)}  0 ${started(each)} ${terminal(each).padEnd(8)} 00:00:00 ${commandOf(each)}\n`).join("")}`;
  }
  const shown = all ? processes : processes.filter((each) => each.pid === context.pidInNamespace || each.pid === context.parentPid);
  return `    PID TTY          TIME CMD\n${shown.map((each) => `${String(each.pid).padStart(7)} ${terminal(each).padEnd(8)} 00:00:00 ${(each.argv[0] ?? "").replace(/^.*\//, "").slice(0, 15)}${each.state === "Z" ? " <defunct>" : ""}\n`).join("")}`;
}
