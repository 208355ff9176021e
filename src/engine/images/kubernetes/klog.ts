import type { ProcessContext } from "../../processes/program.ts";
import { isoTime } from "../serving/clock.ts";

/** Mirrors formatHeader (k8s.io/klog/v2): Lmmdd hh:mm:ss.uuuuuu threadid file:line] msg. */
export function klogLine(context: ProcessContext, where: string, words: string): string {
  const stamp = isoTime(context);
  return `I${stamp.slice(5, 7)}${stamp.slice(8, 10)} ${stamp.slice(11, 23)}000${String(context.pidInNamespace).padStart(8)} ${where}] ${words}`;
}
