import { updateWorker, type NodeContext } from "./context.ts";
import type { Sync } from "./sync.ts";

/** Stores a pass and gives it back; undefined when the worker has gone. */
export function putSync(ctx: NodeContext, uid: string, change: Partial<Sync>): Sync | undefined {
  const worker = ctx.node.workers.get(uid);
  if (!worker?.sync) return undefined;
  const sinceMs = change.step === undefined || change.step === worker.sync.step ? worker.sync.sinceMs : ctx.kernel.now;
  return updateWorker(ctx, uid, { sync: { ...worker.sync, ...change, sinceMs } })?.sync ?? undefined;
}
