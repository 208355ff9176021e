import { scenarioOfManifests } from "../../scenario/from-manifests.ts";
import type { Scenario } from "../../scenario/scenario.ts";

const manifest = `apiVersion: v1
kind: Pod
metadata:
  name: liveness-exec
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

/** What a first visit opens on. */
export const firstScenario = (): Scenario => scenarioOfManifests([{ name: "pod.yaml", text: manifest }]);
