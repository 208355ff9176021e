import type { Json } from "../../api/json.ts";
import type { ContainerRuntimeState } from "../container-runtime/state.ts";
import type { Processes } from "../processes/processes.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import type { NodeQuestion } from "./questions.ts";
import type { NodeServicesState } from "./state.ts";
import { journalLine } from "./text/journal-line.ts";
import { follow, linesOf, logKey } from "./unit-log.ts";

/** Streams that a node's own tools read: the kubelets' streaming server keeps them, as it does all others. */
export interface NodeStreams {
  /** With a container: what it writes from now on, until it ends. */
  openNodeStream(node: string, containerId?: string): { readonly id: string; readonly out: string };
  stream(id: string): { readonly out: string } | undefined;
}

export interface LogReader {
  journal(node: string, question: Extract<NodeQuestion, { ask: "journal" }>, reply: Payload): void;
  container(node: string, runtime: ContainerRuntimeState, question: Extract<NodeQuestion, { ask: "log" }>, reply: Payload): void;
  /** A unit has said something: its followers hear it. */
  said(node: string, unit: string): void;
}

interface Deps {
  readonly kernel: Kernel;
  readonly state: NodeServicesState;
  readonly processes: Processes;
  streaming(): NodeStreams;
}

/** What `journalctl` and `crictl logs` read. */
export function createLogReader({ kernel, state, processes, streaming }: Deps): LogReader {
  const say = (reply: Payload, world: Json): void => kernel.schedule(kernel.now, { ...reply, world } as Payload);
  const opened = (reply: Payload, { id, out }: { readonly id: string; readonly out: string }): void => kernel.schedule(kernel.now, { ...reply, stream: { ok: true, id, out } } as Payload);

  return {
    journal(node, { unit, after }, reply) {
      const key = logKey(node, unit);
      const log = state.logs.get(key);
      const format = (line: Parameters<typeof journalLine>[3]): string => journalLine(node, unit, kernel.startsAtMs, line);
      if (after === undefined) return say(reply, { count: log?.count ?? 0, lines: linesOf(log).map((line) => ({ atMs: line.atMs, text: format(line) })) });
      const stream = streaming().openNodeStream(node);
      follow(kernel, state, key, [...(log?.followers ?? []), stream.id]);
      const missed = after < (log?.count ?? 0) ? linesOf(log).slice(after - (log?.count ?? 0)) : [];
      for (const line of missed) processes.writePipe(stream.out, `${format(line)}\n`);
      opened(reply, stream);
    },
    said(node, unit) {
      const key = logKey(node, unit);
      const log = state.logs.get(key);
      const last = linesOf(log).at(-1);
      if (!log || !last) return;
      const living = log.followers.filter((id) => streaming().stream(id) !== undefined);
      if (living.length < log.followers.length) follow(kernel, state, key, living);
      for (const id of living) processes.writePipe(streaming().stream(id)?.out ?? "", `${journalLine(node, unit, kernel.startsAtMs, last)}\n`);
    },
    container(node, runtime, question, reply) {
      const container = runtime.containers.get(question.id)?.view;
      if (!container) return say(reply, { error: "not found" });
      if (question.follow) return opened(reply, streaming().openNodeStream(node, container.id));
      const lines = processes.logs.lines(container.logKey);
      say(reply, (question.tail < 0 ? lines : lines.slice(Math.max(0, lines.length - question.tail))).map(({ atMs, place, stream, text, complete }) => ({ atMs, place, stream, text, complete })));
    },
  };
}
