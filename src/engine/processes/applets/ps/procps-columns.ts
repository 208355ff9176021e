import type { ProcessContext } from "../../program.ts";
import type { ProcessView } from "../../syscall.ts";
import { clockOf, MONTHS } from "../dates.ts";
import { groupName, userName } from "../users.ts";
import { commandOf, programName } from "./names.ts";

/** What a column needs to know beside the process. */
export interface Seen {
  readonly context: ProcessContext;
  readonly now: number;
  /** All processes descend from the first. */
  readonly isMachine: boolean;
  /** "  \_ " before a command, in a tree. */
  readonly indent: string;
}
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly left?: boolean;
  value(process: ProcessView, seen: Seen): string;
}

const DAY_MS = 86_400_000;
const two = (number: number): string => String(number).padStart(2, "0");
const kilobytes = ({ residentBytes }: ProcessView): string => String(Math.ceil(residentBytes / 1024));
const terminal = ({ pid }: ProcessView, { context }: Seen): string => (pid === context.pidInNamespace && context.isTty(1) ? "pts/0" : "?");
const started = ({ startedAtMs }: ProcessView, { context, now }: Seen): string => {
  const clock = clockOf(context.startsAtMs + startedAtMs);
  return now - startedAtMs < DAY_MS ? `${two(clock.hour)}:${two(clock.minute)}` : `${MONTHS[clock.month - 1]}${two(clock.day)}`;
};
// Mirrors pr_etime (procps, ps/output.c): days and hours only where there are some.
const elapsed = ({ startedAtMs }: ProcessView, { now }: Seen): string => {
  const seconds = Math.max(0, Math.floor((now - startedAtMs) / 1000));
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  return `${days > 0 ? `${days}-` : ""}${days > 0 || hours > 0 ? `${two(hours)}:` : ""}${two(minutes)}:${two(seconds % 60)}`;
};
// A process is a child of the machine's first one where nobody else is its parent.
const parent = ({ pid, ppid }: ProcessView, { isMachine }: Seen): string => String(isMachine && ppid === 0 && pid !== 1 ? 1 : ppid);
const user = (process: ProcessView, { context }: Seen): string => userName(context, process.uid);
const right = (title: string, width: number, value: Column["value"]): Column => ({ title, width, value });
const left = (title: string, width: number, value: Column["value"]): Column => ({ title, width, left: true, value });
const fixed = (text: string) => (): string => text;

const pid = right("PID", 7, (process) => String(process.pid));
const args = left("COMMAND", 27, (process, { indent }) => indent + commandOf(process));
const comm = left("COMMAND", 15, (process, { indent }) => indent + programName(process).slice(0, 15) + (process.state === "Z" ? " <defunct>" : ""));

// Mirrors format_array (procps, ps/output.c): titles and widths.
// Simplified: ps shows no CPU time and no share of CPU or memory for any process.
export const COLUMNS: ReadonlyMap<string, Column> = new Map([
  ["pid", pid], ["tid", right("TID", 7, pid.value)], ["lwp", right("LWP", 7, pid.value)], ["pgid", right("PGID", 7, pid.value)], ["sid", right("SID", 7, pid.value)], ["ppid", right("PPID", 7, parent)],
  ["uid", right("UID", 5, (process) => String(process.uid))], ["user", left("USER", 8, user)], ["euser", left("EUSER", 8, user)], ["ruser", left("RUSER", 8, user)],
  ["group", left("GROUP", 8, (process, { context }) => groupName(context, process.uid))],
  ["comm", comm], ["ucmd", left("CMD", 15, comm.value)], ["args", args], ["command", args], ["cmd", left("CMD", 27, args.value)],
  ["s", left("S", 1, (process) => process.state)], ["state", left("S", 1, (process) => process.state)], ["stat", left("STAT", 4, (process) => process.state)],
  ["vsz", right("VSZ", 6, kilobytes)], ["rss", right("RSS", 5, kilobytes)], ["rsz", right("RSZ", 5, kilobytes)], ["sz", right("SZ", 5, (process) => String(Math.ceil(process.residentBytes / 4096)))],
  ["%cpu", right("%CPU", 4, fixed("0.0"))], ["pcpu", right("%CPU", 4, fixed("0.0"))], ["%mem", right("%MEM", 4, fixed("0.0"))], ["pmem", right("%MEM", 4, fixed("0.0"))], ["c", right("C", 2, fixed("0"))],
  ["tty", left("TT", 8, terminal)], ["tt", left("TT", 8, terminal)], ["tname", left("TTY", 8, terminal)], ["start_time", right("START", 5, started)], ["start", right("STARTED", 8, started)], ["stime", right("STIME", 5, started)],
  ["time", right("TIME", 8, fixed("00:00:00"))], ["cputime", right("TIME", 8, fixed("00:00:00"))], ["bsdtime", right("TIME", 6, fixed("0:00"))], ["etime", right("ELAPSED", 11, elapsed)],
  ["etimes", right("ELAPSED", 7, (process, { now }) => String(Math.max(0, Math.floor((now - process.startedAtMs) / 1000))))],
  ["ni", right("NI", 3, fixed("0"))], ["nice", right("NI", 3, fixed("0"))], ["pri", right("PRI", 3, fixed("19"))], ["nlwp", right("NLWP", 4, fixed("1"))], ["thcount", right("THCNT", 5, fixed("1"))],
]);
