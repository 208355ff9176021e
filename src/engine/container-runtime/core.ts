import type { Network } from "../network/network.ts";
import type { FileSystems } from "../processes/file-systems.ts";
import type { Logs } from "../processes/logs.ts";
import type { ProcessTable } from "../processes/process-table.ts";
import type { Registry } from "../images/registry.ts";
import type { Kernel } from "../simulation/kernel.ts";
import type { Payload } from "../simulation/payload.ts";
import type { ContainerEvent, CriError, CriResult } from "./cri.ts";
import type { RuntimeLatency } from "./latency.ts";
import { createPodIndex } from "./pod-index.ts";
import type { ContainerRuntimePayload, RuntimeEvent } from "./payloads.ts";
import type { ContainerRecord, ContainerRuntimeState, SandboxRecord } from "./state.ts";

export interface ContainerRuntimeDependencies {
  readonly kernel: Kernel;
  readonly state: ContainerRuntimeState;
  readonly node: string;
  readonly processes: ProcessTable;
  readonly files: FileSystems;
  readonly logs: Logs;
  readonly network: Network & { rangeOf(host: string): string };
  readonly registry: Registry;
  readonly latency: RuntimeLatency;
  /** Where it is not containerd. */
  readonly runtimeName?: "docker";
  /** Pulls at a time; 1 if absent. */
  readonly parallelPulls?: number;
}

/** A payload without what is the same for all of one runtime's. */
type Bare<P> = P extends ContainerRuntimePayload ? Omit<P, "target" | "node"> : never;

/** What the parts of one node's runtime share. */
export interface Core extends ContainerRuntimeDependencies {
  later(delayMs: number, payload: Bare<ContainerRuntimePayload>): void;
  own(payload: Bare<ContainerRuntimePayload>): Payload;
  answer(reply: Payload, result: unknown, delayMs?: number): void;
  tell(event: ContainerEvent): void;
  /** 64 hexadecimal digits. */
  newId(): string;
  putContainer(record: ContainerRecord): void;
  putSandbox(record: SandboxRecord): void;
  deleteContainer(record: ContainerRecord): void;
  deleteSandbox(record: SandboxRecord): void;
  /** In the order in which they were made. */
  containersOf(podUid: string): readonly ContainerRecord[];
  sandboxesOf(podUid: string): readonly SandboxRecord[];
  note(call: string, subject: string, detail?: Readonly<Record<string, unknown>>): void;
}

export const ok = <T>(value: T): CriResult<T> => ({ ok: true, value });
export const fail = (error: CriError): CriResult<never> => ({ ok: false, error });

export function createCore(dependencies: ContainerRuntimeDependencies): Core {
  const { kernel, state, node } = dependencies;
  const containers = createPodIndex(state.containers.values());
  const sandboxes = createPodIndex(state.sandboxes.values());
  const own = (payload: Bare<ContainerRuntimePayload>): Payload => ({ ...payload, target: "container-runtime", node }) as ContainerRuntimePayload;
  return {
    ...dependencies,
    own,
    later: (delayMs, payload) => kernel.schedule(kernel.now + delayMs, own(payload)),
    answer: (reply, result, delayMs = 0) => kernel.schedule(kernel.now + delayMs, { ...reply, result } as Payload),
    tell(event) {
      const told: RuntimeEvent = { target: "kubelet", type: "RuntimeEvent", node, event };
      kernel.schedule(kernel.now, told);
    },
    newId() {
      let id = "";
      for (let word = 0; word < 16; word += 1) id += kernel.draw(`containerd ${node}`, 65536).toString(16).padStart(4, "0");
      return id;
    },
    putContainer(record) {
      state.containers.set(record.view.id, kernel.freeze(record));
      containers.add(record.view.podUid, record.view.id);
    },
    putSandbox(record) {
      state.sandboxes.set(record.view.id, kernel.freeze(record));
      sandboxes.add(record.view.podUid, record.view.id);
    },
    deleteContainer({ view }) {
      state.containers.delete(view.id);
      containers.remove(view.podUid, view.id);
    },
    deleteSandbox({ view }) {
      state.sandboxes.delete(view.id);
      sandboxes.remove(view.podUid, view.id);
    },
    containersOf: (podUid) => containers.of(podUid).flatMap((id) => state.containers.get(id) ?? []),
    sandboxesOf: (podUid) => sandboxes.of(podUid).flatMap((id) => state.sandboxes.get(id) ?? []),
    note(call, subject, detail) {
      if (!kernel.journal.wants("detail")) return;
      kernel.journal.write("detail", { actor: `containerd ${node}`, type: "cri", subject, detail: { call, ...detail } });
    },
  };
}
