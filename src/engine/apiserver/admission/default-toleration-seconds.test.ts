import { expect, test } from "vitest";
import { play } from "../../../cli/play.ts";
import { scenarioOfManifests } from "../../../scenario/from-manifests.ts";

const tolerant = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  tolerations: [{key: gpu, operator: Exists}]
  containers: [{name: main, image: nginx}]
`;

test("a Pod with a toleration of its own can be applied again: the two of every Pod are put back", () => {
  const scenario = scenarioOfManifests([{ name: "pod.yaml", text: tolerant }]);
  const { report } = play({ ...scenario, inputs: [...scenario.inputs, { when: { atMs: 5000 }, action: { type: "run", line: "kubectl apply -f pod.yaml" } }] }, { forMs: 8000, freeze: true });
  expect(report.transcript.map(({ stdout, stderr, exitCode }) => [stdout, stderr, exitCode])).toEqual([["pod/web created\n", "", 0], ["pod/web configured\n", "", 0]]);
  const pod = report.objects.find(({ kind }) => kind === "Pod") as unknown as { spec: { tolerations: readonly { key: string }[] } };
  expect(pod.spec.tolerations.map(({ key }) => key)).toEqual(["gpu", "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]);
});
