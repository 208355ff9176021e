import { scripted } from "../scripted.ts";
import { formatDate } from "./date.ts";
import { commandOf } from "./ps.ts";
import { out } from "./script.ts";
import { userName } from "./users.ts";

const MEMORY_KIB = 24_581_696;

/** Simplified: one look, whatever -n and -d say, and no process uses CPU. */
export const top = scripted("top", function* (context) {
  const listed = yield { call: "processes" };
  const processes = listed.ok ? (listed.processes ?? []) : [];
  const used = processes.reduce((sum, each) => sum + Math.ceil(each.residentBytes / 1024), 0);
  const head = `Mem: ${used}K used, ${MEMORY_KIB - used}K free, 0K shrd, 0K buff, 0K cached\nCPU:   0% usr   0% sys   0% nic 100% idle   0% io   0% irq   0% sirq\nLoad average: 0.00 0.00 0.00 1/${processes.length} ${context.pidInNamespace}\n  PID  PPID USER     STAT   VSZ %VSZ %CPU COMMAND\n`;
  const rows = processes.map((each) => {
    const kilobytes = Math.ceil(each.residentBytes / 1024);
    const percent = Math.round((kilobytes * 100) / MEMORY_KIB);
    return `${String(each.pid).padStart(5)} ${String(each.ppid).padStart(5)} ${userName(context, each.uid).padEnd(8)} ${each.state.padEnd(4)} ${String(kilobytes).padStart(5)} ${String(percent).padStart(3)}%   0% ${commandOf(each)}\n`;
  });
  yield* out(head + rows.join(""));
  return 0;
});

export const free = scripted("free", function* (context) {
  const unit = context.argv.find((argument) => /^-[bkmgh]$/.test(argument)) ?? "-k";
  const divisor = { "-b": 1 / 1024, "-k": 1, "-m": 1024, "-g": 1_048_576, "-h": 1_048_576 }[unit] ?? 1;
  const column = (kibibytes: number): string => String(Math.floor(kibibytes / divisor)).padStart(12);
  const used = 2_000_000;
  yield* out(`${["total", "used", "free", "shared", "buff/cache", "available"].map((title, index) => title.padStart(index === 0 ? 19 : 12)).join("")}\nMem:   ${[MEMORY_KIB, used, MEMORY_KIB - used * 2, 0, used, MEMORY_KIB - used].map(column).join("")}\nSwap:  ${[0, 0, 0].map(column).join("")}\n`);
  return 0;
});

export const uptime = scripted("uptime", function* (context) {
  const present = yield { call: "now" };
  const ms = present.ok ? (present.number ?? 0) : 0;
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const time = formatDate(context.startsAtMs + ms, "%H:%M:%S");
  yield* out(` ${time} up ${minutes < 60 ? `${minutes} min` : `${String(Math.floor(minutes / 60)).padStart(2)}:${String(minutes % 60).padStart(2, "0")}`},  0 users,  load average: 0.00, 0.00, 0.00\n`);
  return 0;
});
