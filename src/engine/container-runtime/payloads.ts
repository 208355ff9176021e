import type { ProcessExit } from "../processes/process-table.ts";
import type { Payload } from "../simulation/payload.ts";
import type { ContainerConfig, ContainerEvent, SandboxConfig } from "./cri.ts";

interface ToRuntime {
  readonly target: "container-runtime";
  readonly node: string;
}

/** The steps of the runtime's operations that lie in the future. `reply` goes back to the caller with the result. */
export type ContainerRuntimePayload =
  | (ToRuntime & { readonly type: "SandboxUp"; readonly id: string; readonly config: SandboxConfig; readonly reply: Payload })
  | (ToRuntime & { readonly type: "SandboxRemoved"; readonly id: string; readonly reply: Payload })
  | (ToRuntime & { readonly type: "PullDone"; readonly pull: number })
  | (ToRuntime & { readonly type: "ContainerCreated"; readonly id: string; readonly sandboxId: string; readonly config: ContainerConfig; readonly askedAtMs: number; readonly reply: Payload })
  | (ToRuntime & { readonly type: "ContainerStart"; readonly id: string; readonly reply: Payload })
  | (ToRuntime & { readonly type: "ContainerRemoved"; readonly id: string; readonly reply: Payload })
  | (ToRuntime & { readonly type: "ContainerUpdate"; readonly id: string; readonly resources: ContainerConfig["resources"]; readonly reply: Payload })
  | (ToRuntime & { readonly type: "StopDeadline"; readonly id: string; readonly deadlineMs: number })
  | (ToRuntime & { readonly type: "ExecStart"; readonly id: string })
  | (ToRuntime & { readonly type: "ExecTimeout"; readonly id: string })
  | (ToRuntime & { readonly type: "ContainerExited"; readonly id: string; readonly exit?: ProcessExit })
  | (ToRuntime & { readonly type: "SandboxExited"; readonly id: string; readonly exit?: ProcessExit })
  | (ToRuntime & { readonly type: "ExecExited"; readonly id: string; readonly exit?: ProcessExit });

/** What the runtime says to the kubelet of its node. */
export interface RuntimeEvent extends Payload {
  readonly target: "kubelet";
  readonly type: "RuntimeEvent";
  readonly node: string;
  readonly event: ContainerEvent;
}
