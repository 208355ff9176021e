import type { ClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import { defaultClusterSpec } from "../../src/engine/bootstrap/cluster-spec.ts";
import { createCluster, type Cluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import type { Program } from "../../src/engine/processes/program.ts";

export interface Typed {
  /** Seconds. */
  readonly at: number;
  readonly run?: string;
  readonly keys?: string;
  readonly interrupt?: true;
  readonly session?: string;
}

export interface Said {
  readonly run: string;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A cluster on which somebody typed, with kubectl on the workstation. */
export function played(typed: readonly Typed[], options: { readonly until: number; readonly files?: Readonly<Record<string, string>>; readonly spec?: Partial<ClusterSpec> }): { readonly cluster: Cluster; readonly said: readonly Said[] } {
  const cluster = createCluster({
    seed: 5,
    startsAtMs: Date.UTC(2026, 0, 1),
    spec: { ...defaultClusterSpec, ...options.spec },
    programs: [kubectlProgram as Program],
    ...(options.files && { files: options.files }),
    journal: "off",
    freeze: true,
  });
  for (const { at, run, keys, interrupt, session } of typed) {
    cluster.submit({
      atMs: Math.round(at * 1000),
      ...(session !== undefined && { session }),
      action: interrupt ? { type: "interrupt" } : run !== undefined ? { type: "run", line: run } : { type: "keys", keys: keys ?? "" },
    });
  }
  cluster.runUntil(options.until * 1000);
  const said = cluster.transcript().map(({ input, exitCode, stdout, stderr }) => ({ run: input.action.type === "run" ? input.action.line : input.action.type, exitCode, stdout, stderr }));
  return { cluster, said };
}

/** A pod with these containers: nginx, and beside it others that only wait. */
export const podOf = (name: string, containers: readonly string[] = ["app"], more: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: { nodeName: "worker-1", terminationGracePeriodSeconds: 1, containers: containers.map((name, index) => (index === 0 ? { name, image: "nginx:1.25" } : { name, image: "busybox:1.36", command: ["sleep", "3600"] })), ...more },
  });
