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
    ctx.network.http(ctx.node.name, httpGetRequest(hook.httpGet, addressOf(ctx, pod), port), HTTP_HOOK_MS, reply);
    return;
  }
  const done = { ...reply, result: { ok: true, value: { exitCode: 0, output: "" } } };
  ctx.kernel.schedule(ctx.kernel.now + (hook.sleep?.seconds ?? 0) * 1000, done);
}

/** Exit code 0, or an HTTP answer below 400. */
export function hookSucceeded(result: ExecSyncResult | HttpResult): boolean {
  if (!result.ok) return false;
  return "response" in result ? result.response.status < 400 : result.value.exitCode === 0;
}
