import { describe, expect, it } from "vitest";
import type { Container, Pod, PodSpec } from "../../../../api/types.ts";
import { podStrategy } from "../../strategies/pod.ts";
import { fieldErrorMessage } from "../field-error.ts";

const configMap = (name: string, key: string): object => ({ configMap: { name, items: [{ key, path: key }] } });
const tokenVolume = {
  name: "kube-api-access-6fmhc",
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
      configMap("kube-root-ca.crt", "ca.crt"),
      { downwardAPI: { items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }] } },
      // The measured cluster had a third source of certificates; the line numbers count it.
      configMap("extra-ca.crt", "service-ca.crt"),
    ],
  },
};
const main = {
  name: "c",
  image: "nginx:1.25",
  volumeMounts: [{ name: tokenVolume.name, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true }],
};

function pod(spec: object = {}, metadata: object = {}): Pod {
  const given = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p1", namespace: "default", uid: "u", resourceVersion: "7", generation: 1, labels: { app: "a" }, ...metadata },
    spec: { containers: [main], volumes: [tokenVolume], serviceAccountName: "default", nodeName: "worker-2", priority: 0, ...spec },
    status: { phase: "Running", qosClass: "BestEffort" },
  };
  return podStrategy.applyDefaults(given as unknown as Pod);
}

const faults = (next: Pod, old: Pod, subresource?: string): string[] => [
  ...new Set(podStrategy.validateUpdate(podStrategy.prepareForUpdate(next, old, subresource), old, subresource).map(fieldErrorMessage)),
];

const only =
  "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`," +
  "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)," +
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n";

describe("an update of a Pod", () => {
  // Both texts as a v1.36.3 cluster gave them.
  it("that changes the restart policy is refused with the difference", () => {
    expect(faults(pod({ restartPolicy: "Never" }), pod())).toEqual([
      `${only}@@ -151,7 +151,7 @@
   }
  ],
  "EphemeralContainers": null,
- "RestartPolicy": "Always",
+ "RestartPolicy": "Never",
  "TerminationGracePeriodSeconds": 30,
  "ActiveDeadlineSeconds": null,
  "DNSPolicy": "ClusterFirst",
`,
    ]);
  });

  it("that leaves out what the server added is refused with every difference", () => {
    const next = pod({ volumes: undefined, serviceAccountName: undefined, nodeName: undefined, containers: [{ name: "c", image: "nginx:1.26" }] });
    const [message = ""] = faults(next, pod());
    const lines = message.split("\n");
    expect(lines.filter((line) => line.startsWith("@@")).slice(0, 3)).toEqual(["@@ -1,111 +1,5 @@", "@@ -125,17 +19,7 @@", "@@ -156,9 +40,9 @@"]);
    expect(lines.filter((line) => line.startsWith("+"))).toEqual([
      '+ "Volumes": null,',
      '+   "VolumeMounts": null,',
      '+ "ServiceAccountName": "",',
      '+ "NodeName": "",',
    ]);
  });

  const gated = { schedulingGates: [{ name: "a" }, { name: "b" }], nodeName: undefined };
  const required = (terms: unknown): object => ({ nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } });
  const zone = { key: "zone", operator: "In", values: ["x"] };
  const disk = { key: "disk", operator: "Exists" };
  const tolerate = { key: "k", operator: "Exists", effect: "NoExecute", tolerationSeconds: 10 };

  const rows: readonly (readonly [string, object, object, readonly string[]])[] = [
    ["changes nothing", {}, {}, []],
    ["changes an image", { containers: [{ ...main, image: "nginx:1.26" }] }, {}, []],
    ["empties an image", { containers: [{ ...main, image: "" }] }, {}, ["spec.containers[0].image: Required value"]],
    ["adds a container", { containers: [main, { ...main, name: "d" }] }, {}, ["spec.containers: Forbidden: pod updates may not add or remove containers"]],
    ["adds an init container", { initContainers: [{ ...main, name: "i" }] }, {}, ["spec.initContainers: Forbidden: pod updates may not add or remove containers"]],
    ["sets a deadline", { activeDeadlineSeconds: 60 }, {}, []],
    ["shortens a deadline", { activeDeadlineSeconds: 30 }, { activeDeadlineSeconds: 60 }, []],
    ["lengthens a deadline", { activeDeadlineSeconds: 90 }, { activeDeadlineSeconds: 60 }, ["spec.activeDeadlineSeconds: Invalid value: 90: must be less than or equal to previous value"]],
    ["drops a deadline", {}, { activeDeadlineSeconds: 60 }, ["spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value"]],
    ["adds a toleration", { tolerations: [tolerate] }, {}, []],
    ["changes the seconds of a toleration", { tolerations: [{ ...tolerate, tolerationSeconds: 99 }] }, { tolerations: [tolerate] }, []],
    ["drops a toleration", {}, { tolerations: [tolerate] }, ["spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds"]],
    ["removes a gate", { ...gated, schedulingGates: [{ name: "b" }] }, gated, []],
    ["removes all gates", { nodeName: undefined }, gated, []],
    ["adds a gate", { ...gated, schedulingGates: [{ name: "a" }, { name: "c" }] }, gated, ["spec.schedulingGates[1].name: Forbidden: only deletion is allowed, but found new scheduling gate 'c'"]],
    ["narrows the node selector of a gated pod", { ...gated, nodeSelector: { disk: "ssd", zone: "x" } }, { ...gated, nodeSelector: { disk: "ssd" } }, []],
    [
      "changes the node selector of a gated pod",
      { ...gated, nodeSelector: { disk: "hdd" } },
      { ...gated, nodeSelector: { disk: "ssd" } },
      ['spec.nodeSelector: Invalid value: {"disk":"hdd"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)'],
    ],
    ["gives a gated pod a node affinity", { ...gated, affinity: required([{ matchExpressions: [zone] }]) }, gated, []],
    ["narrows a node affinity", { ...gated, affinity: required([{ matchExpressions: [zone, disk] }]) }, { ...gated, affinity: required([{ matchExpressions: [zone] }]) }, []],
    [
      "widens a node affinity",
      { ...gated, affinity: required([{ matchExpressions: [disk] }]) },
      { ...gated, affinity: required([{ matchExpressions: [zone] }]) },
      [
        "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]: Invalid value: " +
          '{"MatchExpressions":[{"Key":"disk","Operator":"Exists","Values":null}],"MatchFields":null}: only additions are allowed (no mutations or deletions)',
      ],
    ],
  ];
  for (const [sentence, next, old, expected] of rows) {
    it(`that ${sentence}: ${expected[0] ?? "accepted"}`, () => {
      expect(faults(pod(next), pod(old))).toEqual(expected);
    });
  }

  it("may not change what identifies it", () => {
    expect(faults(pod({}, { uid: "v" }), pod())).toEqual(['metadata.uid: Invalid value: "v": field is immutable']);
    expect(faults(pod({}, { finalizers: ["a/b"] }), pod({}, { deletionTimestamp: "2026-01-01T00:00:00Z" }))).toContain(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"a/b"}',
    );
  });

  it("counts a generation when the spec changes, not otherwise", () => {
    const old = pod();
    const generation = (next: Pod): number | undefined => podStrategy.prepareForUpdate(next, old).metadata.generation;
    expect(generation(pod({}, { labels: { app: "b" } }))).toBe(1);
    expect(generation(pod({ containers: [{ ...main, image: "nginx:1.26" }] }))).toBe(2);
  });
});

describe("pods/status", () => {
  const terminated = { name: "c", ready: false, restartCount: 0, image: "", imageID: "", state: { terminated: { exitCode: 0, startedAt: null, finalizedAt: null } } };
  const running = { ...terminated, state: { running: { startedAt: "2026-01-01T00:00:00Z" } } };
  const withStatus = (spec: object, status: object): Pod => ({ ...pod(spec), status: status as Pod["status"] });

  it("changes neither the spec nor owners", () => {
    const owner = { apiVersion: "v1", kind: "X", name: "x", uid: "x" };
    const next = podStrategy.prepareForUpdate({ ...pod({ nodeName: "other" }), status: { phase: "Running" } } as Pod, pod({}, { ownerReferences: [owner] }), "status");
    expect(next.spec.nodeName).toBe("worker-2");
    expect(next.metadata.ownerReferences).toEqual([owner]);
    expect(next.status).toEqual({ phase: "Running", qosClass: "BestEffort" });
  });

  it("keeps the observed generation that a writer does not know", () => {
    const old = withStatus({}, { phase: "Running", observedGeneration: 2, conditions: [{ type: "Ready", status: "True", observedGeneration: 2 }] });
    const next = withStatus({}, { phase: "Running", conditions: [{ type: "Ready", status: "False" }] });
    const { status } = podStrategy.prepareForUpdate(next, old, "status");
    expect([status.observedGeneration, status.conditions?.[0]?.observedGeneration]).toEqual([2, 2]);
  });

  it("may not bring a container back to life that is not restarted", () => {
    const old = (restartPolicy: string): Pod => withStatus({ restartPolicy }, { phase: "Running", qosClass: "BestEffort", containerStatuses: [terminated] });
    const next = withStatus({}, { phase: "Running", qosClass: "BestEffort", containerStatuses: [running] });
    expect(faults(next, old("Always"), "status")).toEqual([]);
    expect(faults(next, old("Never"), "status")).toEqual(["status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state"]);
  });
});

describe("pods/ephemeralcontainers and pods/resize", () => {
  const debug = { name: "debug", image: "busybox" } as Container;

  it("adds an ephemeral container, and nothing else", () => {
    const next = pod({ ephemeralContainers: [debug], nodeName: "other" });
    const prepared = podStrategy.prepareForUpdate(next, pod(), "ephemeralcontainers");
    expect([prepared.spec.nodeName, prepared.spec.ephemeralContainers?.[0]?.name, prepared.metadata.generation]).toEqual(["worker-2", "debug", 2]);
    expect(faults(next, pod(), "ephemeralcontainers")).toEqual([]);
  });

  const refused: readonly (readonly [Partial<Container>, string])[] = [
    [{ ports: [{ containerPort: 80, protocol: "TCP" }] }, "spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container"],
    [{ name: "c" }, 'spec.ephemeralContainers[0].name: Duplicate value: "c"'],
    [{ targetContainerName: "x" }, 'spec.ephemeralContainers[0].targetContainerName: Not found: "x"'],
  ];
  for (const [change, message] of refused) {
    it(message, () => expect(faults(pod({ ephemeralContainers: [{ ...debug, ...change }] }), pod(), "ephemeralcontainers")).toEqual([message]));
  }

  it("may not remove one", () => {
    expect(faults(pod(), pod({ ephemeralContainers: [debug] }), "ephemeralcontainers")).toEqual([
      'spec.ephemeralContainers: Forbidden: existing ephemeral containers "debug" may not be removed\n',
    ]);
  });

  const sized = (resources: object): Pod => {
    const made = pod({ containers: [{ ...main, resources }] as unknown as PodSpec["containers"] });
    return { ...made, status: { ...made.status, qosClass: "Burstable" } };
  };
  it("resizes cpu and memory, within the class", () => {
    const old = sized({ requests: { cpu: "100m" }, limits: { cpu: "200m" } });
    expect(faults(sized({ requests: { cpu: "150m" }, limits: { cpu: "300m" } }), old, "resize")).toEqual([]);
    expect(faults(sized({ requests: { cpu: "150m" } }), old, "resize")).toEqual(["spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed"]);
    const guaranteed = sized({ requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } });
    expect(faults(guaranteed, old, "resize")).toContain('spec: Invalid value: "Burstable": Pod QOS Class may not change as a result of resizing');
  });
});
