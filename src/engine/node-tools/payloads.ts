import type { Payload } from "../simulation/payload.ts";
import type { ProcessExit } from "../processes/process-table.ts";
import type { UnitName } from "./state.ts";

export type NodeServicesPayload =
  | { readonly target: "node-services"; readonly type: "RuntimeAnswered"; readonly reply: Payload; readonly result?: unknown }
  | { readonly target: "node-services"; readonly type: "UnitExited"; readonly node: string; readonly unit: UnitName; readonly pid: number; readonly exit?: ProcessExit }
  | { readonly target: "node-services"; readonly type: "UnitRestart"; readonly node: string; readonly unit: UnitName; readonly sinceMs: number }
  | { readonly target: "node-services"; readonly type: "RuntimeDown"; readonly node: string; readonly sinceMs: number };
