import type { ProcessContext } from "../../program.ts";
import type { ProcessView } from "../../syscall.ts";
import { groupName, userName } from "../users.ts";
import { commandOf, programName } from "./names.ts";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly left?: boolean;
  value(process: ProcessView, context: ProcessContext, now: number): string;
}
const two = (number: number): string => String(number).padStart(2, "0");
const elapsed = (ms: number): string => `${Math.floor(ms / 60_000)}:${two(Math.floor(ms / 1000) % 60)}`;
const kilobytes = (process: ProcessView): string => `${Math.ceil(process.residentBytes / 1024)}`;

const COLUMNS: Readonly<Record<string, Column>> = {
  pid: { title: "PID", width: 5, value: (process) => String(process.pid) },
  ppid: { title: "PPID", width: 5, value: (process) => String(process.ppid) },
  user: { title: "USER", width: 8, left: true, value: (process, context) => userName(context, process.uid) },
  group: { title: "GROUP", width: 8, left: true, value: (process, context) => groupName(context, process.uid) },
  comm: { title: "COMMAND", width: 16, left: true, value: programName },
  args: { title: "COMMAND", width: 27, left: true, value: commandOf },
  stat: { title: "STAT", width: 4, left: true, value: (process) => process.state },
  vsz: { title: "VSZ", width: 4, value: kilobytes },
  rss: { title: "RSS", width: 4, value: kilobytes },
  time: { title: "TIME", width: 5, left: true, value: () => "0:00" },
  etime: { title: "ELAPSED", width: 7, left: true, value: (process, _context, now) => elapsed(now - process.startedAtMs) },
};

/** `ps` of busybox (procps/ps.c): its own columns, or those that are asked for. */
export function busyboxTable(context: ProcessContext, processes: readonly ProcessView[], now: number, names: readonly string[] = ["pid", "user", "time", "args"]): string {
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
