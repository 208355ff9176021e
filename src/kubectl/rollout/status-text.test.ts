import { expect, test } from "vitest";
import { rolloutVerdict, type RollingKind } from "./status-text.ts";

const metadata = { name: "foo", generation: 1 };
const daemonSet = (status: object, generation = 1, type = "RollingUpdate") => ({ metadata: { ...metadata, generation }, spec: { updateStrategy: { type } }, status: { observedGeneration: 1, ...status } });
const statefulSet = (status: object, rollingUpdate?: object, replicas = 3, generation = 1, type = "RollingUpdate") =>
  ({ metadata: { ...metadata, generation }, spec: { replicas, updateStrategy: { type, rollingUpdate } }, status: { observedGeneration: 1, ...status } });
const deployment = (replicas: number, status: object, generation = 1) => ({ metadata: { ...metadata, generation }, spec: { replicas }, status: { observedGeneration: 1, ...status } });

// The cases of TestDeploymentStatusViewerStatus, TestDaemonSetStatusViewerStatus and TestStatefulSetStatusViewerStatus
// (kubectl/pkg/polymorphichelpers/rollout_status_test.go), written anew.
const cases: readonly (readonly [RollingKind, object, string])[] = [
  ["Deployment", deployment(1, { replicas: 1, availableReplicas: 1, unavailableReplicas: 0 }), 'Waiting for deployment "foo" rollout to finish: 0 out of 1 new replicas have been updated...'],
  ["Deployment", deployment(1, { replicas: 2, updatedReplicas: 1, availableReplicas: 2 }), 'Waiting for deployment "foo" rollout to finish: 1 old replicas are pending termination...'],
  ["Deployment", deployment(2, { replicas: 2, updatedReplicas: 2, availableReplicas: 1 }), 'Waiting for deployment "foo" rollout to finish: 1 of 2 updated replicas are available...'],
  ["Deployment", deployment(2, { replicas: 2, updatedReplicas: 2, availableReplicas: 2 }), 'deployment "foo" successfully rolled out'],
  ["Deployment", deployment(2, { replicas: 1, updatedReplicas: 1, availableReplicas: 1 }, 2), "Waiting for deployment spec update to be observed..."],
  ["DaemonSet", daemonSet({ updatedNumberScheduled: 0, desiredNumberScheduled: 1, numberAvailable: 0 }), 'Waiting for daemon set "foo" rollout to finish: 0 out of 1 new pods have been updated...'],
  ["DaemonSet", daemonSet({ updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 1 }), 'Waiting for daemon set "foo" rollout to finish: 1 of 2 updated pods are available...'],
  ["DaemonSet", daemonSet({ updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 2 }), 'daemon set "foo" successfully rolled out'],
  ["DaemonSet", daemonSet({ updatedNumberScheduled: 2, desiredNumberScheduled: 2, numberAvailable: 2 }, 2), "Waiting for daemon set spec update to be observed..."],
  ["DaemonSet", daemonSet({}, 1, "OnDelete"), "error: rollout status is only available for RollingUpdate strategy type"],
  ["StatefulSet", statefulSet({}, undefined, 3, 1, "OnDelete"), "error: rollout status is only available for RollingUpdate strategy type"],
  ["StatefulSet", statefulSet({ replicas: 3, readyReplicas: 1 }, undefined, 3, 2), "Waiting for statefulset spec update to be observed..."],
  ["StatefulSet", statefulSet({ readyReplicas: 2 }), "Waiting for 1 pods to be ready..."],
  ["StatefulSet", statefulSet({ readyReplicas: 3, updatedReplicas: 1 }, { partition: 1 }), "Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated..."],
  ["StatefulSet", statefulSet({ readyReplicas: 3, updatedReplicas: 3, currentRevision: "foo", updateRevision: "foo" }, { partition: 0 }), "partitioned roll out complete: 3 new pods have been updated..."],
  ["StatefulSet", statefulSet({ readyReplicas: 3, updatedReplicas: 1, currentReplicas: 1, currentRevision: "foo", updateRevision: "bar" }), "waiting for statefulset rolling update to complete 1 pods at revision bar..."],
  ["StatefulSet", statefulSet({ readyReplicas: 3, currentReplicas: 3, currentRevision: "foo", updateRevision: "foo" }), "statefulset rolling update complete 3 pods at revision foo..."],
];

test.each(cases)("%s %j: %s", (kind, object, wanted) => {
  const verdict = rolloutVerdict(kind, object, 0);
  expect("error" in verdict ? `error: ${verdict.error}` : verdict.line.trimEnd()).toBe(wanted);
  expect("done" in verdict && verdict.done).toBe(!wanted.startsWith("error") && !/^waiting/i.test(wanted));
});

test("a rollout past its deadline, and another revision than the one asked for, are errors", () => {
  const late = deployment(1, { conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }] });
  expect(rolloutVerdict("Deployment", late, 0)).toEqual({ error: 'deployment "foo" exceeded its progress deadline' });
  const second = { ...late, metadata: { ...metadata, annotations: { "deployment.kubernetes.io/revision": "2" } } };
  expect(rolloutVerdict("Deployment", second, 1)).toEqual({ error: "desired revision (1) is different from the running revision (2)" });
});
