import type { ProcessKey } from "../processes/process-table.ts";
import type { ProcessOwner } from "../simulation/journal-details.ts";
import type { LayerTransfer } from "../images/layers.ts";
import type { Credentials } from "../images/registry-settings.ts";
import type { Payload } from "../simulation/payload.ts";
import { slice } from "../simulation/slice.ts";
import type { Container, ImageOnNode, PodSandbox, SandboxConfig } from "./cri.ts";

/** What the runtime of one node remembers. */
export interface ContainerRuntimeState {
  readonly sandboxes: Map<string, SandboxRecord>;
  readonly containers: Map<string, ContainerRecord>;
  /** By image id. */
  readonly images: Map<string, StoredImage>;
  /** Those under way, and those that wait for their turn, in order. */
  readonly pulls: Map<number, Pull>;
  readonly execs: Map<string, ExecRecord>;
  /** Containers that somebody waits to see dead. */
  readonly stops: Map<string, StopRecord>;
  lastPull: number;
}

export interface SandboxRecord {
  readonly view: PodSandbox;
  readonly config: SandboxConfig;
  /** Network namespace. */
  readonly net: string;
  readonly pauseKey: ProcessKey | "";
}

export interface ContainerRecord {
  readonly view: Container;
  /** The reference that its image is found by in the registry. */
  readonly imageRef: string;
  readonly process: ProcessKey | "";
  /** The PID namespace that it lives in. */
  readonly pidNamespace: string;
  /** For those who look on. */
  readonly owner: ProcessOwner;
}

export interface StoredImage extends ImageOnNode {
  /** A reference that the registry resolves to it. */
  readonly ref: string;
  /** Digests, the base first. */
  readonly layers: readonly string[];
}

export interface Pull {
  readonly id: number;
  readonly ref: string;
  readonly reply: Payload;
  readonly queuedAtMs: number;
  readonly startedAtMs: number;
  /** When it will be done; -1 while it waits for its turn. */
  readonly untilMs: number;
  /** What asked for it: an entry of the journal. */
  readonly cause: number;
  /** Tried one after the other; absent = none. */
  readonly credentials?: readonly Credentials[];
  /** Once it has begun: the image's id, and when each layer comes. */
  readonly image?: string;
  readonly layers?: readonly LayerTransfer[];
}

/** Whose a container is. */
export const containerOwner = ({ view: { podUid, podNamespace, podName } }: SandboxRecord, container: { readonly id: string; readonly name: string }): ProcessOwner => ({
  podUid,
  pod: `${podNamespace}/${podName}`,
  container: container.name,
  containerId: container.id,
});

export interface ExecRecord {
  readonly id: string;
  readonly containerId: string;
  readonly argv: readonly string[];
  readonly timeoutMs: number;
  readonly reply: Payload;
  readonly process: ProcessKey | "";
}

export interface StopRecord {
  /** When the stop signal was sent. */
  readonly sentAtMs: number;
  readonly deadlineMs: number;
  readonly replies: readonly Payload[];
}

export const newContainerRuntimeState = (): ContainerRuntimeState =>
  slice({ sandboxes: new Map(), containers: new Map(), images: new Map(), pulls: new Map(), execs: new Map(), stops: new Map(), lastPull: 0 });
