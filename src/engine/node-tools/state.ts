import { slice } from "../simulation/slice.ts";
import type { RegistrySettings } from "../images/registry-settings.ts";
import type { ProcessKey } from "../processes/process-table.ts";

/** What the machines of the nodes remember beside their pods: services, faults and what their kubelets logged. */
export interface NodeServicesState {
  /** By node and unit: "worker-1/kubelet". */
  readonly units: Map<string, UnitRecord>;
  /** What has been broken of a machine itself, by node; absent = nothing. */
  readonly faults: Map<string, MachineFault>;
  /** What the units said, by node and unit. */
  readonly logs: Map<string, UnitLog>;
  /** How the registries are bent by now; undefined = as the scenario has it. */
  registry: RegistrySettings | undefined;
}

export interface UnitRecord {
  readonly node: string;
  readonly unit: UnitName;
  readonly active: "active" | "inactive" | "failed" | "activating";
  readonly process: ProcessKey | "";
  readonly pid: number;
  /** Virtual milliseconds of the last change. */
  readonly sinceMs: number;
  /** How its process ended last: "exited" or "killed", with code or signal. */
  readonly ended?: { readonly how: "exited" | "killed"; readonly code: number };
}

export type UnitName = "kubelet" | "containerd" | "docker" | "ssh" | "systemd-journald";

export interface MachineFault {
  readonly power: boolean;
  readonly network: boolean;
}

/** One line of a unit: whole chunks that checkpoints share, and an open end. */
export interface UnitLog {
  readonly sealed: readonly (readonly UnitLine[])[];
  readonly open: readonly UnitLine[];
  readonly count: number;
  /** Streams that get each new line. */
  readonly followers: readonly string[];
}

export interface UnitLine {
  readonly atMs: number;
  readonly pid: number;
  /** "I", "W" or "E" of klog, or "" for a line of systemd itself. */
  readonly level: "I" | "W" | "E" | "";
  readonly source: string;
  readonly text: string;
}

export const newNodeServicesState = (): NodeServicesState => slice({ units: new Map(), faults: new Map(), logs: new Map(), registry: undefined });
