import type { Container, LifecycleHandler, Pod } from "../../api/types.ts";
import type { ExecSyncResult } from "../container-runtime/cri.ts";
import type { HttpResult } from "../network/network.ts";
import type { Payload } from "../simulation/payload.ts";
import type { NodeContext } from "./context.ts";
import { expand } from "./expansion.ts";
import { addressOf, httpGetRequest, resolvePort } from "./probes/handler.ts";

/** An exec hook has no time-out of its own: as long as a container may live. */
const WITHOUT_LIMIT_MS = 30 * 24 * 3600 * 1000;
// Mirrors maxRespBodyLength's neighbour in pkg/kubelet/lifecycle/handlers.go: an HTTP hook's client waits without limit; the network's own 2 min apply.
const HTTP_HOOK_MS = 120_000;

// Mirrors handlerRunner.Run (pkg/kubelet/lifecycle/handlers.go). The answer arrives as `{ ...reply, result }`.
export function runHook(ctx: NodeContext, pod: Pod, containerId: string, spec: Container, hook: LifecycleHandler, reply: Payload): void {
  if (hook.exec) {
    const literal = new Map((spec.env ?? []).flatMap((e) => (e.valueFrom ? [] : [[e.name, e.value ?? ""] as const])));
    ctx.runtime.execSync(containerId, (hook.exec.command ?? []).map((word) => expand(word, (name) => literal.get(name))), WITHOUT_LIMIT_MS, reply);
    return;
  }
  if (hook.httpGet) {
    const port = resolvePort(hook.httpGet.port, spec.ports) ?? 0;
    ctx.network.http(ctx.node.name, httpGetRequest(hook.httpGet, addressOf(ctx, pod), port, "lifecycle"), HTTP_HOOK_MS, reply);
    return;
  }
  // A handler of any other kind passes validation and is none: the hook fails.
  const result: ExecSyncResult = hook.sleep ? { ok: true, value: { exitCode: 0, output: "" } } : { ok: false, error: { code: "Unknown", message: "invalid handler" } };
  const done = { ...reply, result };
  ctx.kernel.schedule(ctx.kernel.now + (hook.sleep?.seconds ?? 0) * 1000, done);
}

/** Why a hook failed, as the waiting state of its container tells it. */
// Mirrors handlerRunner.Run (same file) and the error of ExecSync (staging/src/k8s.io/cri-client/pkg/remote_runtime.go).
export function hookProblem({ metadata }: Pod, container: string, hook: LifecycleHandler, result: ExecSyncResult | HttpResult): string {
  const whose = `for Container ${JSON.stringify(container)} in Pod "${metadata.name}_${metadata.namespace}(${metadata.uid})" failed - error: `;
  if (hook.exec) return `Exec lifecycle hook ([${(hook.exec.command ?? []).join(" ")}]) ${whose}${execProblem(hook.exec.command ?? [], result as ExecSyncResult)}`;
  if (hook.httpGet) return `HTTP lifecycle hook (${hook.httpGet.path ?? "/"}) ${whose}${!result.ok && typeof result.error === "string" ? result.error : ""}`;
  return "Cannot run handler: invalid handler";
}

function execProblem(command: readonly string[], result: ExecSyncResult): string {
  if (!result.ok) return `rpc error: code = ${result.error.code} desc = ${result.error.message}, message: ""`;
  const { exitCode, output, stderr = "" } = result.value;
  return `command '${command.join(" ")}' exited with ${exitCode}: ${stderr}, message: ${JSON.stringify(output)}`;
}

/** Exit code 0, or any answer over HTTP: its status is not looked at. */
// Mirrors runHTTPHandler (pkg/kubelet/lifecycle/handlers.go).
export const hookSucceeded = (result: ExecSyncResult | HttpResult): boolean => result.ok && ("response" in result || result.value.exitCode === 0);
