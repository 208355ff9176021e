import type { Pod } from "../../api/types.ts";
import type { KubeletAnswer, KubeletConnection } from "../apiserver/kubelet-connection.ts";
import type { RequestQuery } from "../apiserver/request.ts";
import { badRequest, internalError } from "../apiserver/status.ts";
import type { Processes } from "../processes/processes.ts";
import type { ProcessExit } from "../processes/process-table.ts";
import type { Component, Kernel } from "../simulation/kernel.ts";
import { slice } from "../simulation/slice.ts";
import type { NodeContext } from "./context.ts";
import { formatLines, logTarget, selectLines } from "./container-logs.ts";
import { uidOnNode } from "./static-pods/static-pod.ts";
import type { Container as RuntimeContainer } from "../container-runtime/cri.ts";

/** Open connections to containers: exec sessions and followed logs. */
export interface StreamingState {
  readonly streams: Map<string, Stream>;
  nextId: number;
}
interface Stream {
  readonly id: string;
  readonly kind: "exec" | "log" | "attach";
  readonly node: string;
  readonly containerId: string;
  readonly out: string;
  readonly error?: string;
  readonly input?: string;
  /** Lines of the log that were sent. */
  readonly sent: number;
  readonly query: RequestQuery;
  readonly exitCode?: number;
}
export const newStreamingState = (): StreamingState => slice({ streams: new Map(), nextId: 1 });

export type StreamingPayload =
  | { readonly target: "streaming"; readonly type: "ExecExited"; readonly id: string; readonly exit?: ProcessExit }
  | { readonly target: "streaming"; readonly type: "LogGrew"; readonly id: string };

/** The kubelets' servers: what the API server asks of a node for one container. */
export interface StreamingServer extends Component<StreamingPayload>, KubeletConnection {
  stream(id: string): Stream | undefined;
  close(id: string): void;
  /** A container has ended: what follows its log has seen the last of it. */
  containerEnded(containerId: string): void;
  /** A stream for a node's own tools; with a container, of what that writes from now on, until it ends. */
  openNodeStream(node: string, containerId?: string): { readonly id: string; readonly out: string };
}

export interface StreamingDeps {
  readonly kernel: Kernel;
  readonly state: StreamingState;
  readonly processes: Processes;
  node(name: string): NodeContext | undefined;
  /** Why the node's kubelet cannot be reached, where it cannot. */
  dialError?(name: string): string | undefined;
}

const failed = (status: ReturnType<typeof badRequest>): KubeletAnswer => ({ ok: false, status });

/** An error of the API server's own, which has no reason. */
const noConnection = (message: string): ReturnType<typeof badRequest> => {
  const { reason: _, ...status } = internalError(message);
  return { ...status, message };
};

/** Puts the servers together around their state. */
export function createStreamingServer({ kernel, state, processes, node, dialError }: StreamingDeps): StreamingServer {
  const contextOf = (pod: Pod): NodeContext | undefined => node(pod.spec.nodeName ?? "");
  const put = (stream: Stream): void => void state.streams.set(stream.id, kernel.freeze(stream));
  const newId = (): string => {
    const id = `stream-${state.nextId}`;
    state.nextId += 1;
    return id;
  };

  function containerLogs(pod: Pod, container: string, query: RequestQuery): KubeletAnswer {
    const ctx = contextOf(pod);
    const unreachable = dialError?.(pod.spec.nodeName ?? "");
    if (unreachable !== undefined) return failed(noConnection(`Get "https://${pod.status.hostIP ?? ""}:10250/containerLogs/${pod.metadata.namespace}/${pod.metadata.name}/${container}": ${unreachable.replace("error dialing backend: ", "")}`));
    if (!ctx) return failed(internalError(`Get "https://${pod.spec.nodeName}:10250/containerLogs": dial tcp: lookup ${pod.spec.nodeName}: no such host`));
    const found = logTarget(pod, container, query.previous === true);
    if (!found.ok) return failed(badRequest(found.message));
    const runtime = ctx.runtime.container(found.container.replace(/^\w+:\/\//, ""));
    if (!runtime) return { ok: true, body: { kind: "PlainText", text: `unable to retrieve container logs for ${found.container}` } };
    const lines = processes.logs.lines(runtime.logKey);
    const text = formatLines(selectLines(lines, query, kernel.now), query, kernel.startsAtMs);
    if (!query.follow) return { ok: true, body: { kind: "PlainText", text: query.limitBytes === undefined ? text : text.slice(0, query.limitBytes) } };
    return follow(ctx, runtime, query, text, processes.logs.lineCount(runtime.logKey));
  }

  function follow(ctx: NodeContext, runtime: RuntimeContainer, query: RequestQuery, text: string, sent: number): KubeletAnswer {
    const id = newId();
    const out = processes.openPipe();
    put({ id, kind: "log", node: ctx.node.name, containerId: runtime.id, out, sent, query, exitCode: 0 });
    processes.writePipe(out, text);
    if (runtime.state === "Exited") processes.closePipe(out, "write");
    else processes.logs.follow(runtime.logKey, { target: "streaming", type: "LogGrew", id } as StreamingPayload);
    return { ok: true, body: { kind: "StreamOpened", id } };
  }

  function logGrew(id: string): void {
    const stream = state.streams.get(id);
    const runtime = stream && node(stream.node)?.runtime.container(stream.containerId);
    if (!stream || !runtime) return;
    const fresh = processes.logs.linesSince(runtime.logKey, stream.sent);
    if (fresh.length === 0) return;
    put({ ...stream, sent: processes.logs.lineCount(runtime.logKey) });
    processes.writePipe(stream.out, formatLines(fresh, stream.query, kernel.startsAtMs));
  }

  function exec(pod: Pod, container: string, query: RequestQuery): KubeletAnswer {
    const ctx = contextOf(pod);
    const unreachable = dialError?.(pod.spec.nodeName ?? "");
    if (unreachable !== undefined) return failed(noConnection(unreachable));
    const running = ctx?.runtime.containers(uidOnNode(pod)).find((c) => c.name === container && c.state === "Running");
    if (!ctx || !running) return failed(internalError(`unable to upgrade connection: container not found (${JSON.stringify(container)})`));
    const id = newId();
    const out = processes.openPipe();
    const error = query.tty ? undefined : processes.openPipe();
    const input = query.stdin ? processes.openPipe() : undefined;
    const started = ctx.runtime.exec(running.id, {
      argv: query.command ?? [],
      tty: query.tty === true,
      stdin: query.stdin === true,
      streams: { stdout: out, ...(error !== undefined && { stderr: error }), ...(input !== undefined && { stdin: input }) },
      onExit: { target: "streaming", type: "ExecExited", id } as StreamingPayload,
    });
    // The process has its own hold on the pipes now: what is held here would keep them open for ever.
    processes.closePipe(out, "write");
    if (error !== undefined) processes.closePipe(error, "write");
    if (input !== undefined) processes.closePipe(input, "read");
    if (!started.ok) return failed(internalError(`error executing command in container: ${started.error.message}`));
    put({ id, kind: "exec", node: ctx.node.name, containerId: running.id, out, sent: 0, query, ...(error !== undefined && { error }), ...(input !== undefined && { input }) });
    return { ok: true, body: { kind: "StreamOpened", id } };
  }

  /**
   * What the container writes from now on, as it is written, and its own stdin, which ends when the client's does. At a
   * terminal the line that stands there is drawn again: the client tells its size, and a shell answers that so.
   */
  function attach(pod: Pod, container: string, query: RequestQuery): KubeletAnswer {
    const answer = containerLogs(pod, container, { follow: true, tailLines: 0 });
    const running = contextOf(pod)?.runtime.containers(uidOnNode(pod)).find((c) => c.name === container && c.state === "Running");
    const stream = answer.ok && answer.body.kind === "StreamOpened" ? state.streams.get(String(answer.body["id"])) : undefined;
    const input = query.stdin && running?.pid !== undefined ? processes.stdinOf(`${pod.spec.nodeName}/${running.pid}`) : undefined;
    if (!stream || !running) return answer;
    processes.logs.unfollow(running.logKey, { target: "streaming", type: "LogGrew", id: stream.id } as StreamingPayload);
    const line = processes.logs.attach(running.logKey, stream.out);
    if (query.tty) processes.writePipe(stream.out, line);
    put({ ...stream, kind: "attach", ...(input !== undefined && { input }) });
    return answer;
  }

  function close(id: string): void {
    const stream = state.streams.get(id);
    if (!stream) return;
    const runtime = node(stream.node)?.runtime.container(stream.containerId);
    if (runtime && stream.kind === "attach") processes.logs.detach(runtime.logKey, stream.out);
    if (runtime && stream.kind === "log") {
      processes.logs.unfollow(runtime.logKey, { target: "streaming", type: "LogGrew", id } as StreamingPayload);
    }
    state.streams.delete(id);
  }

  return {
    containerLogs,
    exec,
    attach,
    close,
    stream: (id) => state.streams.get(id),
    openNodeStream(name, containerId = "") {
      const id = newId();
      const out = processes.openPipe();
      const runtime = containerId === "" ? undefined : node(name)?.runtime.container(containerId);
      put({ id, kind: "attach", node: name, containerId, out, sent: 0, query: {}, exitCode: 0 });
      if (runtime && runtime.state !== "Exited") processes.logs.attach(runtime.logKey, out);
      else if (containerId !== "") processes.closePipe(out, "write");
      return { id, out };
    },
    containerEnded(containerId) {
      for (const stream of [...state.streams.values()]) {
        if (stream.kind === "exec" || stream.containerId !== containerId) continue;
        if (stream.kind === "log") logGrew(stream.id);
        processes.closePipe(stream.out, "write");
      }
    },
    handle(payload) {
      if (payload.type === "LogGrew") return logGrew(payload.id);
      const stream = state.streams.get(payload.id);
      if (!stream) return;
      put({ ...stream, exitCode: payload.exit?.exitCode ?? 137 });
      processes.streamEnded(payload.id);
    },
  };
}
