import { Fault } from "../engine/simulation/fault.ts";
import type { FaultReport } from "./protocol.ts";

/** What the page is told of something that was thrown. A Fault knows its place; anything else is a mistake of ours. */
export function faultReport(error: unknown, nowMs: number | undefined): FaultReport {
  if (error instanceof Fault) return { component: error.component, key: error.key, atMs: error.atMs, message: error.message };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { component: "engine", key: "", atMs: nowMs, message };
}
