import type { Scenario } from "../scenario/scenario.ts";

/** The cluster that the page opens with. */
export const defaultScenario: Scenario = {
  name: "playground",
  seed: 1,
  startsAtMs: Date.UTC(2026, 0, 1),
  namespace: "default",
  cluster: {
    version: "1.36",
    latency: "default",
    controlPlane: "node",
    addons: [],
    nodes: [{ name: "worker-1" }, { name: "worker-2" }],
  },
  files: {},
  inputs: [],
  expect: [],
};

/** What stands in the text box at first: one Pod that is well, and one whose liveness probe begins to fail. */
export const defaultManifest = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
spec:
  containers:
  - name: nginx
    image: nginx:1.27
    ports:
    - containerPort: 80
    readinessProbe:
      httpGet:
        path: /
        port: 80
      periodSeconds: 5
---
apiVersion: v1
kind: Pod
metadata:
  name: probed
spec:
  containers:
  - name: liveness
    image: busybox
    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600
    livenessProbe:
      exec:
        command: ["cat", "/tmp/healthy"]
      initialDelaySeconds: 5
      periodSeconds: 5
`;
