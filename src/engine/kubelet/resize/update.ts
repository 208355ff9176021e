import { quantityValue } from "../../../api/quantity.ts";
import type { UpdateResourcesResult } from "../../container-runtime/cri.ts";
import { runtimeResources } from "../container-config.ts";
import type { NodeContext } from "../context.ts";
import { toKubelet } from "../payloads.ts";
import type { PodWorker } from "../state.ts";
import type { Sync, UpdateTask } from "../sync.ts";
import { putSync } from "../put-sync.ts";
import { noteActuated, resizeFailed } from "./resize.ts";

/** Gives a running container its new resources; a memory limit below what it uses is refused. */
// Mirrors doPodResizeAction and validateMemoryResizeAction (pkg/kubelet/kuberuntime/kuberuntime_manager.go).
export function updateResources(ctx: NodeContext, worker: PodWorker, sync: Sync, task: UpdateTask): void {
  const limit = task.spec.resources?.limits?.["memory"];
  const used = ctx.runtime.memoryBytes(task.containerId);
  if (limit !== undefined && used > quantityValue(limit)) {
    resizeFailed(ctx, worker.uid, `attempting to set container ${JSON.stringify(task.name)} memory limit (${quantityValue(limit)}) below current usage (${used})`);
    put(ctx, worker, sync, task.name, "done", { failed: true });
    return;
  }
  put(ctx, worker, sync, task.name, "asked");
  const reply = toKubelet({ target: "kubelet", type: "ContainerUpdated", node: ctx.node.name, uid: worker.uid, sync: sync.id, container: task.name });
  ctx.runtime.updateContainerResources(task.containerId, runtimeResources(task.spec), reply);
}

/** The runtime has answered. */
export function resourcesUpdated(ctx: NodeContext, worker: PodWorker, sync: Sync, container: string, result: UpdateResourcesResult): void {
  if (result.ok) noteActuated(ctx, worker.uid, container);
  else resizeFailed(ctx, worker.uid, result.error.message);
  put(ctx, worker, sync, container, "done", result.ok ? { resized: true } : { failed: true });
}

function put(ctx: NodeContext, worker: PodWorker, sync: Sync, name: string, step: UpdateTask["step"], more: Partial<Sync> = {}): void {
  putSync(ctx, worker.uid, { ...more, updates: sync.updates.map((task) => (task.name === name ? { ...task, step } : task)) });
}
