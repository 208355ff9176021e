import type { Container, Lifecycle } from "../../api/types.ts";
import type { Container as RuntimeContainer, PodSandbox } from "../container-runtime/cri.ts";

/** What the runtime had of a pod when a sync began: decisions of that sync look at this, not at what it has since done. */
export interface Snapshot {
  /** Newest first. */
  readonly sandboxes: readonly PodSandbox[];
  /** Newest first. */
  readonly containers: readonly RuntimeContainer[];
}

/** One pass of a pod worker, while its operations are under way. */
export interface Sync {
  readonly id: number;
  readonly kind: "sync" | "terminate";
  readonly step: "volumes" | "mounting" | "kill" | "reset" | "stopSandbox" | "createSandbox" | "resize" | "start" | "finished";
  /** When this step began. */
  readonly sinceMs: number;
  readonly snapshot: Snapshot;
  readonly kills: readonly KillTask[];
  readonly stopSandbox: boolean;
  /** Attempt of the sandbox to create, or null to keep the one there is. */
  readonly createSandbox: number | null;
  readonly sandboxId: string;
  readonly starts: readonly StartTask[];
  /** Containers that go so that all begin again. */
  readonly resets: readonly ResetTask[];
  /** Running containers that get other resources. */
  readonly updates: readonly UpdateTask[];
  /** A container got other resources. */
  readonly resized: boolean;
  readonly startedAny: boolean;
  /** Something failed: the worker tries again after its back-off. */
  readonly failed: boolean;
  /** When the earliest crash back-off ends, or -1. Virtual milliseconds. */
  readonly backoffExpiryMs: number;
}

export type ContainerKind = "init" | "regular" | "ephemeral";

/** A container that goes so that all begin again. */
export interface ResetTask {
  readonly containerId: string;
  readonly name: string;
  readonly attempt: number;
  readonly step: "waiting" | "asked" | "done";
}

/** A running container that gets other resources. */
export interface UpdateTask {
  readonly containerId: string;
  readonly name: string;
  readonly spec: Container;
  readonly step: "waiting" | "asked" | "done";
}

/** A container on its way up. */
export interface StartTask {
  readonly name: string;
  readonly kind: ContainerKind;
  readonly spec: Container;
  readonly step: "waiting" | "pull" | "create" | "start" | "postStart" | "done" | "failed";
  /** When this step began. */
  readonly sinceMs: number;
  readonly imageRef: string;
  readonly containerId: string;
  /** Why its postStart hook failed. */
  readonly problem?: string;
}

/** A container on its way down. */
export interface KillTask {
  readonly containerId: string;
  readonly name: string;
  readonly kind: ContainerKind;
  readonly spec: Container | null;
  /** The message of the Killing event. */
  readonly message: string;
  readonly graceSeconds: number;
  /** "waiting": sidecars wait until what they serve is gone. */
  readonly step: "waiting" | "preStop" | "stopping" | "done";
  readonly startedAtMs: number;
  /** The probe that failed, where that is the reason. */
  readonly probe?: "liveness" | "startup";
  /** The entry of the journal that says that it is killed. */
  readonly cause: number;
  readonly preStop: Lifecycle["preStop"] | null;
}
