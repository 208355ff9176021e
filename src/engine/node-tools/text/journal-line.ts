import { clockOf, MONTHS } from "../../processes/applets/dates.ts";
import type { UnitLine } from "../state.ts";

const two = (n: number): string => String(n).padStart(2, "0");

// Mirrors short output of journalctl (systemd src/shared/logs-show.c): "Jan 01 00:00:05 worker-1 kubelet[634]: …".
export function journalLine(node: string, unit: string, startsAtMs: number, line: UnitLine): string {
  const clock = clockOf(startsAtMs + line.atMs);
  const speaker = line.level === "" ? "systemd[1]" : `${unit}[${line.pid}]`;
  return `${(MONTHS[clock.month - 1] ?? "").slice(0, 3)} ${two(clock.day)} ${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)} ${node} ${speaker}: ${line.level === "" ? line.text : klogLine(startsAtMs, line)}`;
}

// Mirrors formatHeader (k8s.io/klog/v2): Lmmdd hh:mm:ss.uuuuuu threadid file:line] msg.
function klogLine(startsAtMs: number, { atMs, level, pid, source, text }: UnitLine): string {
  const clock = clockOf(startsAtMs + atMs);
  const micro = String((((startsAtMs + atMs) % 1000) + 1000) % 1000).padStart(3, "0");
  return `${level}${two(clock.month)}${two(clock.day)} ${two(clock.hour)}:${two(clock.minute)}:${two(clock.second)}.${micro}000 ${String(pid).padStart(7)} ${source}] ${text}`;
}

