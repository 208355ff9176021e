import { expect, test } from "vitest";
import type { Pod } from "../../api/types.ts";
import { podActions, type ActionInputs } from "./pod-actions.ts";
import { container, exited, podOf, running, sandbox, snapshotOf } from "./pod-fixture.ts";
import type { Snapshot } from "./sync.ts";

interface Case {
  readonly when: string;
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  readonly failed?: "liveness" | "startup";
  readonly started?: boolean;
  readonly does: string;
}

const twoInits = podOf({ initContainers: [container("first"), container("second")] });
const sidecar = podOf({ initContainers: [container("helper", { restartPolicy: "Always" }), container("setup")] });
const dead = sandbox({ state: "NotReady", attempt: 2 });
const init = (name: string, code: number) => exited(name, code, { kind: "init" });

// Mirrors TestComputePodActions and TestComputePodActionsWithInitContainers (pkg/kubelet/kuberuntime/kuberuntime_manager_test.go): what is decided.
const cases: readonly Case[] = [
  { when: "nothing exists", pod: podOf(), snapshot: snapshotOf([], []), does: "sandbox 0, start app" },
  { when: "nothing exists and there are init containers", pod: twoInits, snapshot: snapshotOf([], []), does: "sandbox 0, start first" },
  { when: "everything runs", pod: podOf(), snapshot: snapshotOf([running("app")]), does: "nothing" },
  { when: "a container exited, policy Always", pod: podOf(), snapshot: snapshotOf([exited("app", 0)]), does: "start app" },
  { when: "a container exited 0, policy OnFailure", pod: podOf({ restartPolicy: "OnFailure" }), snapshot: snapshotOf([exited("app", 0)]), does: "kill pod" },
  { when: "a container exited 1, policy OnFailure", pod: podOf({ restartPolicy: "OnFailure" }), snapshot: snapshotOf([exited("app", 1)]), does: "start app" },
  { when: "a container exited 1, policy Never", pod: podOf({ restartPolicy: "Never" }), snapshot: snapshotOf([exited("app", 1)]), does: "kill pod" },
  {
    when: "one of two containers exited for good",
    pod: podOf({ restartPolicy: "Never", containers: [container("app"), container("other")] }),
    snapshot: snapshotOf([exited("app", 1), running("other")]),
    does: "nothing",
  },
  { when: "a rule of the container restarts exit code 42", pod: podOf({ restartPolicy: "Never", containers: [container("app", { restartPolicy: "Never", restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [42] } }] })] }), snapshot: snapshotOf([exited("app", 42)]), does: "start app" },
  { when: "the pod is being deleted", pod: podOf({}, { deletionTimestamp: "2026-01-01T00:01:00Z" }), snapshot: snapshotOf([exited("app", 1)]), does: "kill pod" },
  { when: "the sandbox died", pod: podOf(), snapshot: snapshotOf([running("app")], [dead]), does: "kill pod, sandbox 3, kill app (Stopping container app), start app" },
  { when: "the sandbox died and init containers must run again", pod: twoInits, snapshot: snapshotOf([running("app")], [dead]), does: "kill pod, sandbox 3, kill app (Stopping container app), start first" },
  {
    when: "the first init container is done in the new sandbox, and all was done in the old one",
    pod: twoInits,
    snapshot: snapshotOf(
      [exited("first", 0, { kind: "init", sandboxId: "s1", attempt: 1 }), exited("app", 137), init("second", 0), init("first", 0)],
      [sandbox({ id: "s1", attempt: 1 }), sandbox({ state: "NotReady" })],
    ),
    does: "start second",
  },
  { when: "the sandbox died, policy Never, something had run", pod: podOf({ restartPolicy: "Never" }), snapshot: snapshotOf([exited("app", 0)], [dead]), does: "kill pod" },
  { when: "the sandbox died, policy OnFailure, all succeeded", pod: podOf({ restartPolicy: "OnFailure" }), snapshot: snapshotOf([exited("app", 0)], [dead]), does: "kill pod" },
  { when: "liveness failed", pod: podOf(), snapshot: snapshotOf([running("app")]), failed: "liveness", does: "kill app (Container app failed liveness probe, will be restarted), start app" },
  { when: "startup failed", pod: podOf(), snapshot: snapshotOf([running("app")]), failed: "startup", does: "kill app (Container app failed startup probe, will be restarted), start app" },
  { when: "liveness failed, policy Never", pod: podOf({ restartPolicy: "Never" }), snapshot: snapshotOf([running("app")]), failed: "liveness", does: "kill pod, kill app (Container app failed liveness probe)" },
  { when: "the image of a running container was changed", pod: podOf({ containers: [container("app", { image: "nginx:1.26" })] }), snapshot: snapshotOf([running("app")]), does: "kill app (Container app definition changed, will be restarted), start app" },
  { when: "the first init container runs", pod: twoInits, snapshot: snapshotOf([running("first", { kind: "init" })]), does: "nothing" },
  { when: "the first init container is done", pod: twoInits, snapshot: snapshotOf([init("first", 0)]), does: "start second" },
  { when: "an init container failed", pod: twoInits, snapshot: snapshotOf([init("first", 3)]), does: "start first" },
  { when: "an init container failed, policy Never", pod: podOf({ restartPolicy: "Never", initContainers: [container("first")] }), snapshot: snapshotOf([init("first", 3)]), does: "kill pod" },
  { when: "all init containers are done", pod: twoInits, snapshot: snapshotOf([init("second", 0), init("first", 0)]), does: "start app" },
  { when: "a regular container runs, init containers are not looked at again", pod: twoInits, snapshot: snapshotOf([running("app")]), does: "nothing" },
  { when: "a sidecar runs but has not started", pod: sidecar, snapshot: snapshotOf([running("helper", { kind: "init" })]), started: false, does: "nothing" },
  { when: "a sidecar has started", pod: sidecar, snapshot: snapshotOf([running("helper", { kind: "init" })]), does: "start setup" },
  { when: "a sidecar exited beside a running container", pod: sidecar, snapshot: snapshotOf([running("app"), exited("helper", 1, { kind: "init" })]), does: "start helper" },
];

test.each(cases)("when $when, the kubelet does: $does", ({ pod, snapshot, failed, started = true, does }) => {
  const inputs: ActionInputs = { pod, snapshot, livenessFailed: () => failed === "liveness", startupFailed: () => failed === "startup", started: () => started };
  const { killPod, createSandbox, kills, starts } = podActions(inputs);
  const said = [
    ...(killPod ? ["kill pod"] : []),
    ...(createSandbox === null ? [] : [`sandbox ${createSandbox}`]),
    ...kills.map((kill) => `kill ${kill.container.name} (${kill.message})`),
    ...starts.map(({ spec }) => `start ${spec.name}`),
  ];
  expect(said.join(", ") || "nothing").toBe(does);
});
