import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { fieldErrorMessage } from "../validation/field-error.ts";
import { strategyFor } from "./strategy.ts";

const object = (fields: object, metadata: object = {}): KubernetesObject =>
  ({ metadata: { name: "a", namespace: "default", resourceVersion: "1", ...metadata }, ...fields }) as unknown as KubernetesObject;
const clusterWide = { namespace: undefined };
const created = (resource: string, given: KubernetesObject, group = ""): KubernetesObject => {
  const strategy = strategyFor(group, resource);
  return strategy.prepareForCreate(strategy.applyDefaults(given));
};
const faults = (resource: string, given: KubernetesObject, group = ""): string[] =>
  strategyFor(group, resource).validateCreate(created(resource, given, group)).map(fieldErrorMessage);
const updateFaults = (resource: string, next: KubernetesObject, old: KubernetesObject, subresource?: string): string[] => {
  const strategy = strategyFor("", resource);
  return strategy.validateUpdate(strategy.prepareForUpdate(strategy.applyDefaults(next), old, subresource), old, subresource).map(fieldErrorMessage);
};

describe("a StatefulSet", () => {
  it("may mount what its claims will be, and must have a selector", () => {
    const template = (labels: object) => ({ metadata: { labels }, spec: { containers: [{ name: "db", image: "redis", volumeMounts: [{ name: "data", mountPath: "/data" }] }] } });
    const claims = [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } } }];
    expect(faults("statefulsets", object({ spec: { selector: { matchLabels: { a: "b" } }, template: template({ a: "b" }), volumeClaimTemplates: claims } }), "apps")).toEqual([]);
    expect(faults("statefulsets", object({ spec: { template: template({ a: "b" }) } }), "apps")).toEqual([
      "spec.selector: Required value",
      'spec.template.metadata.labels: Invalid value: {"a":"b"}: `selector` does not match template `labels`',
    ]);
  });
});

describe("a Namespace", () => {
  it("is born active, labelled with its name, and held by the namespace controller", () => {
    expect(created("namespaces", object({}, { name: "team", ...clusterWide }))).toMatchObject({
      metadata: { labels: { "kubernetes.io/metadata.name": "team" } },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    });
  });

  it("loses its finalizers only through finalize", () => {
    const strategy = strategyFor("", "namespaces");
    const old = created("namespaces", object({}, clusterWide));
    const next = object({ spec: {}, status: { phase: "Terminating" } }, clusterWide);
    expect(strategy.prepareForUpdate(next, old)).toMatchObject({ spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } });
    expect(strategy.prepareForUpdate(next, old, "finalize")).toMatchObject({ spec: {}, status: { phase: "Active" } });
  });

  it("is terminating only when it is being deleted", () => {
    const old = created("namespaces", object({}, clusterWide));
    expect(updateFaults("namespaces", object({ status: { phase: "Terminating" } }, clusterWide), old, "status")).toEqual([
      'status.Phase: Invalid value: "Terminating": may only be \'Active\' if `deletionTimestamp` is empty',
    ]);
  });
});

describe("a ConfigMap", () => {
  const big = "x".repeat(1024 * 1024 + 1);
  it("has a limit of a mebibyte", () => {
    expect(faults("configmaps", object({ data: { a: big } }))).toEqual(["[]: Too long: may not be more than 1048576 bytes"]);
  });
  it("that is immutable stays so", () => {
    const old = object({ immutable: true, data: { a: "b" } });
    // As measured, one at a time.
    expect(updateFaults("configmaps", object({ immutable: true, data: { a: "c" } }), old)).toEqual(["data: Forbidden: field is immutable when `immutable` is set"]);
    expect(updateFaults("configmaps", object({ data: { a: "b" } }), old)).toEqual(["immutable: Forbidden: field is immutable when `immutable` is set"]);
    expect(updateFaults("configmaps", object({ immutable: true, data: { a: "b" } }), old)).toEqual([]);
  });
});

describe("a Secret", () => {
  it("takes texts and keeps base64", () => {
    expect(created("secrets", object({ data: { a: "eA==" }, stringData: { b: "hé", a: "new" } }))).toEqual(
      expect.objectContaining({ type: "Opaque", data: { a: "bmV3", b: "aMOp" } }),
    );
    expect(created("secrets", object({ stringData: { b: "x" } }))).not.toHaveProperty("stringData");
  });

  const rows: readonly (readonly [JsonObject, readonly string[]])[] = [
    [{ data: { "a b": "" } }, ['data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters, \'-\', \'_\' or \'.\' (e.g. \'key.name\',  or \'KEY_NAME\',  or \'key-name\', regex used for validation is \'[-._a-zA-Z0-9]+\')']],
    [{ type: "kubernetes.io/tls", data: { "tls.crt": "" } }, ["data[tls.key]: Required value"]],
    [{ type: "kubernetes.io/basic-auth" }, ["data[username]: Required value", "data[password]: Required value"]],
    [{ type: "kubernetes.io/ssh-auth" }, ["data[ssh-privatekey]: Required value"]],
    [{ type: "kubernetes.io/dockerconfigjson" }, ["data[.dockerconfigjson]: Required value"]],
    [{ type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": "hello" } }, ['data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character \'h\' looking for beginning of value']],
    [{ type: "kubernetes.io/dockerconfigjson", stringData: { ".dockerconfigjson": '{"auths":{}}' } }, []],
    [{ type: "kubernetes.io/service-account-token" }, ["metadata.annotations[kubernetes.io/service-account.name]: Required value"]],
  ];
  for (const [fields, expected] of rows) it(expected[0] ?? "accepted", () => expect(faults("secrets", object(fields))).toEqual(expected));

  it("does not change its type", () => {
    expect(updateFaults("secrets", object({ type: "a/b" }), object({ type: "Opaque" }))).toEqual(['type: Invalid value: "a/b": field is immutable']);
  });
});

describe("a Node", () => {
  const node = (fields: object): KubernetesObject => object(fields, { name: "worker-1", ...clusterWide });
  it("registers with its status, allocatable being what it has", () => {
    expect(created("nodes", node({ status: { capacity: { cpu: "2" } } }))).toMatchObject({ status: { capacity: { cpu: "2" }, allocatable: { cpu: "2" } } });
  });
  const taint = { key: "a", effect: "NoSchedule" };
  const rows: readonly (readonly [JsonObject, readonly string[]])[] = [
    [{ spec: { taints: [{ key: "a", effect: "Never" }] } }, ['metadata.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"']],
    [{ spec: { taints: [{ key: "a" }] } }, ["metadata.taints[0].effect: Required value"]],
    [{ spec: { taints: [taint, taint] } }, ['metadata.taints[1]: Duplicate value: {"Key":"a","Value":"","Effect":"NoSchedule","TimeAdded":null}: taints must be unique by key and effect pair']],
    [{ spec: { podCIDRs: ["10.0.0.0"] } }, ['spec.podCIDRs[0]: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']],
    [{ status: { capacity: { pods: "1500m" } } }, ['status.capacity.pods: Invalid value: "1500m": must be an integer', 'status.allocatable.pods: Invalid value: "1500m": must be an integer']],
    [{ spec: { podCIDR: "10.0.0.0/24", taints: [taint] } }, []],
  ];
  for (const [fields, expected] of rows) it(expected[0] ?? "accepted", () => expect(faults("nodes", node(fields))).toEqual(expected));
  it("keeps its CIDR", () => {
    const old = node({ spec: { podCIDR: "10.0.0.0/24", podCIDRs: ["10.0.0.0/24"] } });
    expect(updateFaults("nodes", node({ spec: { podCIDR: "10.0.1.0/24", podCIDRs: ["10.0.1.0/24"] } }), old)).toEqual([
      'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid',
    ]);
  });
});

describe("Leases and Events", () => {
  it("a Lease lasts at least a second", () => {
    expect(faults("leases", object({ spec: { leaseDurationSeconds: 0 } }), "coordination.k8s.io")).toEqual(["spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0"]);
    expect(strategyFor("coordination.k8s.io", "leases").allowUnconditionalUpdate).toBe(false);
  });
  it("an Event lives beside what it is about", () => {
    const event = (involved: JsonObject, metadata: object): string[] => faults("events", object({ involvedObject: involved }, { name: "a.1", ...metadata }));
    expect(event({ namespace: "default" }, {})).toEqual([]);
    expect(event({}, {})).toEqual([]);
    expect(event({ namespace: "other" }, {})).toEqual(['involvedObject.namespace: Invalid value: "other": does not match event.namespace']);
  });
});

describe("other kinds", () => {
  it("keep spec and status apart and count generations", () => {
    const strategy = strategyFor("apps", "deployments");
    const made = strategy.prepareForCreate(object({ spec: { replicas: 1 }, status: { replicas: 9 } }));
    expect([made.metadata.generation, (made as { status?: unknown }).status]).toEqual([1, {}]);
    const old = { ...made, status: { replicas: 1 } } as KubernetesObject;
    expect(strategy.prepareForUpdate(object({ spec: { replicas: 2 } }), old)).toMatchObject({ metadata: { generation: 2 }, status: { replicas: 1 } });
    expect(strategy.prepareForUpdate(object({ spec: { replicas: 2 }, status: { replicas: 3 } }), old, "status")).toMatchObject({ spec: { replicas: 1 }, status: { replicas: 3 } });
  });
  it("have names by the rule of their kind", () => {
    expect(faults("services", object({}, { name: "1shop" }))).not.toContain("metadata.name");
    expect(faults("roles", object({}, { name: "a:b" }), "rbac.authorization.k8s.io")).toEqual([]);
    expect(faults("roles", object({}, { name: "a/b" }), "rbac.authorization.k8s.io")).toEqual(["metadata.name: Invalid value: \"a/b\": may not contain '/'"]);
    expect(faults("storageclasses", object({ provisioner: "example.com/x" }, { name: "fast" }), "storage.k8s.io")).toEqual(["metadata.namespace: Forbidden: not allowed on this type"]);
  });
});

describe("workloads are completed", () => {
  const template = { metadata: { labels: { app: "a" } }, spec: { containers: [{ name: "c", image: "nginx" }] } };
  const spec = (group: string, resource: string, fields: object = {}): JsonObject =>
    (created(resource, object({ spec: { template, ...fields } }), group) as unknown as { spec: JsonObject }).spec;

  it("a Deployment rolls by quarters", () => {
    expect(spec("apps", "deployments")).toMatchObject({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      template: { spec: { restartPolicy: "Always", terminationGracePeriodSeconds: 30, containers: [{ imagePullPolicy: "Always" }] } },
    });
    expect(spec("apps", "deployments", { strategy: { type: "Recreate" } })["strategy"]).toEqual({ type: "Recreate" });
  });
  it("templates do not get what only Pods get", () => {
    expect(spec("apps", "deployments")["template"]).not.toHaveProperty("spec.enableServiceLinks");
  });
  it("a StatefulSet goes in order and keeps its claims", () => {
    expect(spec("apps", "statefulsets", { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }] })).toMatchObject({
      podManagementPolicy: "OrderedReady",
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      volumeClaimTemplates: [{ apiVersion: "v1", kind: "PersistentVolumeClaim", spec: { volumeMode: "Filesystem" }, status: { phase: "Pending" } }],
    });
  });
  it("a Job runs once, finds its Pods by its uid and takes the labels of its template", () => {
    const made = created("jobs", object({ spec: { template } }, { uid: "u1" }), "batch");
    expect(made).toMatchObject({
      metadata: { labels: { app: "a" }, generation: 1 },
      spec: {
        completions: 1,
        parallelism: 1,
        backoffLimit: 6,
        selector: { matchLabels: { "batch.kubernetes.io/controller-uid": "u1" } },
        template: { metadata: { labels: { app: "a", "batch.kubernetes.io/job-name": "a", "controller-uid": "u1" } } },
      },
    });
  });
  it("a Service leads to its own port", () => {
    expect(spec("", "services", { ports: [{ port: 80 }] })).toMatchObject({
      type: "ClusterIP",
      sessionAffinity: "None",
      internalTrafficPolicy: "Cluster",
      ports: [{ port: 80, protocol: "TCP", targetPort: 80 }],
    });
  });
  it("selectors do not change", () => {
    const made = (label: string): KubernetesObject =>
      created("deployments", object({ spec: { selector: { matchLabels: { app: label } }, template: { ...template, metadata: { labels: { app: label } } } } }), "apps");
    const strategy = strategyFor("apps", "deployments");
    expect(strategy.validateUpdate(made("b"), made("a")).map(fieldErrorMessage)).toEqual(['spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable']);
  });
});
