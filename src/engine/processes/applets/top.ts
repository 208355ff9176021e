import type { ProcessContext } from "../program.ts";
import { scripted } from "../scripted.ts";
import { formatDate } from "./date.ts";
import { commandOf } from "./ps/names.ts";
import { out } from "./script.ts";
import { userName } from "./users.ts";

/** A line of /proc/meminfo, in kibibytes. */
function memory(context: ProcessContext, name: string): number {
  const line = (context.files.read("/proc/meminfo") ?? "").split("\n").find((each) => each.startsWith(`${name}:`));
  return Number(/(\d+) kB/.exec(line ?? "")?.[1] ?? 0);
}

const load = (context: ProcessContext): readonly string[] => (context.files.read("/proc/loadavg") ?? "0.00 0.00 0.00 1/1 1").trim().split(" ");
const cpus = (context: ProcessContext): number => Math.max(1, ((context.files.read("/proc/cpuinfo") ?? "").match(/^processor/gm) ?? []).length);

/** Simplified: top takes one look, whatever -n and -d say; what a process uses is what it uses at this moment. */
export const top = scripted("top", function* (context) {
  const listed = yield { call: "processes" };
  const processes = listed.ok ? (listed.processes ?? []) : [];
  const [total, free, cached, shared] = [memory(context, "MemTotal"), memory(context, "MemFree"), memory(context, "Cached"), memory(context, "Shmem")];
  const percentOf = (milli: number): number => Math.min(100, Math.round(milli / 10 / cpus(context)));
  const busy = percentOf(processes.reduce((sum, { cpuMilli }) => sum + cpuMilli, 0));
  const percent = (value: number): string => `${String(value).padStart(3)}%`;
  const head = `Mem: ${total - free}K used, ${free}K free, ${shared}K shrd, 0K buff, ${cached}K cached\nCPU: ${percent(busy)} usr ${percent(0)} sys ${percent(0)} nic ${percent(100 - busy)} idle ${percent(0)} io ${percent(0)} irq ${percent(0)} sirq\nLoad average: ${load(context).slice(0, 4).join(" ")} ${context.pidInNamespace}\n  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND\n`;
  const rows = [...processes].sort((a, b) => b.cpuMilli - a.cpuMilli || a.pid - b.pid).map((each) => {
    const kilobytes = Math.ceil(each.residentBytes / 1024);
    return `${String(each.pid).padStart(5)} ${String(each.ppid).padStart(5)} ${userName(context, each.uid).padEnd(8)} ${each.state.padEnd(4)} ${String(kilobytes).padStart(5)} ${percent(Math.round((kilobytes * 100) / Math.max(1, total)))} ${percent(percentOf(each.cpuMilli))} ${commandOf(each)}\n`;
  });
  yield* out(head + rows.join(""));
  return 0;
});

export const free = scripted("free", function* (context) {
  const unit = context.argv.find((argument) => /^-[bkmgh]$/.test(argument)) ?? "-k";
  const divisor = { "-b": 1 / 1024, "-k": 1, "-m": 1024, "-g": 1_048_576, "-h": 1_048_576 }[unit] ?? 1;
  const column = (kibibytes: number): string => String(Math.floor(kibibytes / divisor)).padStart(12);
  const [total, unused, cached, shared, available] = ["MemTotal", "MemFree", "Cached", "Shmem", "MemAvailable"].map((name) => memory(context, name)) as [number, number, number, number, number];
  yield* out(`${["total", "used", "free", "shared", "buff/cache", "available"].map((title, index) => title.padStart(index === 0 ? 19 : 12)).join("")}\nMem:   ${[total, total - unused - cached, unused, shared, cached, available].map(column).join("")}\nSwap:  ${[0, 0, 0].map(column).join("")}\n`);
  return 0;
});

export const uptime = scripted("uptime", function* (context) {
  const present = yield { call: "now" };
  const ms = present.ok ? (present.number ?? 0) : 0;
  const upSeconds = Number((context.files.read("/proc/uptime") ?? "0").split(" ")[0]);
  const minutes = Math.floor(upSeconds / 60);
  const time = formatDate(context.startsAtMs + ms, "%H:%M:%S");
  yield* out(` ${time} up ${minutes < 60 ? `${minutes} min` : `${String(Math.floor(minutes / 60)).padStart(2)}:${String(minutes % 60).padStart(2, "0")}`},  0 users,  load average: ${load(context).slice(0, 3).join(", ")}\n`);
  return 0;
});
