import type { Container, ContainerPort, HTTPGetAction, IntOrString, Pod, Probe } from "../../../api/types.ts";
import type { Container as RuntimeContainer, ExecSyncResult } from "../../container-runtime/cri.ts";
import type { HttpRequest } from "../../network/http.ts";
import { healthCheck } from "../../network/grpc-health.ts";
import type { ConnectResult, HttpResult } from "../../network/network.ts";
import type { NodeContext } from "../context.ts";
import { hostIPOf } from "../context.ts";
import { grpcVerdict } from "./grpc.ts";
import type { Verdict } from "./verdict.ts";
import { expand } from "../expansion.ts";
import type { KubeletPayload } from "../payloads.ts";

export interface ProbeRun {
  readonly pod: Pod;
  readonly container: RuntimeContainer;
  readonly spec: Container | undefined;
  readonly probe: Probe;
  /** Completed with `result` when the answer is there. */
  readonly reply: KubeletPayload;
}

type AnyResult = ExecSyncResult | HttpResult | ConnectResult;
// Mirrors runProbe (pkg/kubelet/prober/prober.go).
export function runHandler(ctx: NodeContext, { pod, container, spec, probe, reply }: ProbeRun): void {
  const timeoutMs = probe.timeoutSeconds * 1000;
  const podIP = addressOf(ctx, pod);
  if (probe.exec) {
    const literal = new Map((spec?.env ?? []).flatMap((e) => (e.valueFrom ? [] : [[e.name, e.value ?? ""] as const])));
    ctx.runtime.execSync(container.id, (probe.exec.command ?? []).map((word) => expand(word, (name) => literal.get(name))), timeoutMs, reply);
    return;
  }
  if (probe.httpGet) {
    const port = resolvePort(probe.httpGet.port, spec?.ports);
    if (port === undefined) answer(ctx, reply, unknownPort(probe.httpGet.port));
    else sendProbe(ctx, httpGetRequest(probe.httpGet, podIP, port), timeoutMs, reply);
    return;
  }
  if (probe.grpc) ctx.network.http(ctx.node.name, healthCheck(podIP, probe.grpc.port, probe.grpc.service ?? ""), timeoutMs, reply);
  const tcp = probe.tcpSocket;
  if (!tcp) return;
  const port = resolvePort(tcp.port, spec?.ports);
  if (port === undefined) answer(ctx, reply, unknownPort(tcp.port));
  else ctx.network.connect(ctx.node.name, tcp.host || podIP, port, timeoutMs, reply);
}

/** Sends an HTTP probe; its answer says which request it belongs to. */
export function sendProbe(ctx: NodeContext, request: HttpRequest, timeoutMs: number, reply: KubeletPayload): void {
  ctx.network.http(ctx.node.name, request, timeoutMs, { ...reply, request } as KubeletPayload);
}

const answer = (ctx: NodeContext, reply: KubeletPayload, error: string): void => {
  const payload = { ...reply, result: { ok: false, error: { code: "Internal", message: error } } };
  ctx.kernel.schedule(ctx.kernel.now + ctx.latency.probeMs, payload);
};

/** Where the pod is reached: the address of its sandbox. */
export const addressOf = (ctx: NodeContext, pod: Pod): string =>
  pod.spec.hostNetwork ? hostIPOf(ctx) : (ctx.runtime.sandboxes(pod.metadata.uid)[0]?.ip ?? "");

// Mirrors ResolveContainerPort (pkg/probe/util.go).
export function resolvePort(port: IntOrString, ports: readonly ContainerPort[] = []): number | undefined {
  if (typeof port === "number") return port;
  const number = ports.find((p) => p.name === port)?.containerPort ?? Number.parseInt(port, 10);
  return number > 0 && number < 65536 ? number : undefined;
}
const unknownPort = (port: IntOrString): string =>
  `strconv.Atoi: parsing ${JSON.stringify(String(port))}: invalid syntax`;

// Mirrors newProbeRequest (pkg/probe/http/request.go).
export function httpGetRequest(action: HTTPGetAction, podIP: string, port: number, asks: "probe" | "lifecycle" = "probe"): HttpRequest {
  const headers: Record<string, string> = { "User-Agent": `kube-${asks}/1.36`, Accept: "*/*" };
  for (const { name, value } of action.httpHeaders ?? []) headers[name] = value;
  return {
    method: "GET",
    scheme: action.scheme === "HTTPS" ? "https" : "http",
    host: action.host && action.host !== "" ? action.host : podIP,
    port,
    path: action.path === undefined || action.path === "" ? "/" : action.path.startsWith("/") ? action.path : `/${action.path}`,
    headers,
  };
}

/** What an answer means for its probe. */
export function verdictOf(probe: Probe, result: AnyResult | undefined, podIP: string): Verdict {
  if (!result) return { result: "error", output: "no answer" };
  if (probe.grpc) return grpcVerdict(probe, result as HttpResult, podIP);
  if (probe.exec) return execVerdict(probe, result as ExecSyncResult);
  if (!result.ok) return typeof result.error === "string" ? { result: "failure", output: result.error } : { result: "error", output: result.error.message };
  return probe.httpGet && "response" in result ? httpVerdict(result.response.status) : { result: "success", output: "" };
}

const MAX_OUTPUT = 10 * 1024;

// Mirrors execProber.Probe (pkg/probe/exec/exec.go).
function execVerdict(probe: Probe, result: ExecSyncResult): Verdict {
  if (result.ok) return { result: result.value.exitCode === 0 ? "success" : "failure", output: result.value.output.slice(0, MAX_OUTPUT) };
  if (result.timedOut) return { result: "failure", output: `command timed out: ${JSON.stringify((probe.exec?.command ?? []).join(" "))} timed out after ${probe.timeoutSeconds}s` };
  return { result: "error", output: `rpc error: code = ${result.error.code} desc = ${result.error.message}` };
}

// Mirrors DoHTTPProbe (pkg/probe/http/http.go).
const httpVerdict = (status: number): Verdict =>
  status >= 200 && status < 400 ? { result: "success", output: "" } : { result: "failure", output: `HTTP probe failed with statuscode: ${status}` };
