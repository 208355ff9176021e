import type { Syscall } from "../../engine/processes/syscall.ts";
import type { Drain } from "./drain.ts";
import type { PortForward } from "./port-forward.ts";
import type { RolloutStatus } from "./rollout-status.ts";
import type { StreamCopy } from "./stream.ts";
import type { TableWatch } from "./table-watch.ts";
import type { Waiting } from "./waiting.ts";

/** What a command becomes when it may last: plain data that folds each answer, so that it never grows with time. */
export type Lasting = TableWatch | Waiting | RolloutStatus | Drain | StreamCopy | PortForward;

/** One step: what is written at once, and then the syscall whose answer the next step gets, the end, or something else that lasts. */
export type LastingStep =
  | { readonly writes: readonly Write[]; readonly state: Lasting; readonly wait: Syscall }
  | { readonly writes: readonly Write[]; readonly exit: number }
  | { readonly writes: readonly Write[]; readonly next: Lasting };

export interface Write {
  readonly fd: number;
  readonly data: string;
}

export const out = (data: string): Write => ({ fd: 1, data });
export const err = (data: string): Write => ({ fd: 2, data });
