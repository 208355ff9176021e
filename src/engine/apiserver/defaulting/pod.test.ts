import { describe, expect, it } from "vitest";
import type { Container, Pod, Volume } from "../../../api/types.ts";
import { defaultPullPolicy } from "./image-pull-policy.ts";
import { defaultPod } from "./pod.ts";

const completed = (spec: object): Pod => defaultPod({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec } as unknown as Pod);
const container = (fields: object, spec: object = {}): Container => {
  const [first] = completed({ ...spec, containers: [{ name: "c", image: "nginx:1.27", ...fields }] }).spec.containers;
  if (!first) throw new Error("the container is gone");
  return first;
};
const volume = (source: object): Volume | undefined => completed({ containers: [], volumes: [{ name: "v", ...source }] }).spec.volumes?.[0];

describe("a completed Pod", () => {
  it("is what a v1.36.3 cluster stores of a plain one, before admission", () => {
    const { spec } = completed({ containers: [{ name: "plain", image: "nginx:1.27", ports: [{ containerPort: 80 }] }] });
    expect(spec).toEqual({
      containers: [
        {
          name: "plain",
          image: "nginx:1.27",
          imagePullPolicy: "IfNotPresent",
          ports: [{ containerPort: 80, protocol: "TCP" }],
          resources: {},
          terminationMessagePath: "/dev/termination-log",
          terminationMessagePolicy: "File",
        },
      ],
      dnsPolicy: "ClusterFirst",
      enableServiceLinks: true,
      restartPolicy: "Always",
      schedulerName: "default-scheduler",
      securityContext: {},
      terminationGracePeriodSeconds: 30,
    });
  });

  it("keeps what is set, even zero and false", () => {
    const { spec } = completed({ containers: [], enableServiceLinks: false, terminationGracePeriodSeconds: 0, restartPolicy: "Never" });
    expect([spec.enableServiceLinks, spec.terminationGracePeriodSeconds, spec.restartPolicy]).toEqual([false, 0, "Never"]);
  });

  it("turns a negative grace period into a second", () => {
    expect(completed({ containers: [], terminationGracePeriodSeconds: -10 }).spec.terminationGracePeriodSeconds).toBe(1);
  });

  it("asks for what is limited", () => {
    expect(container({ resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: "500m" } } }).resources).toEqual({
      limits: { cpu: "1", memory: "1Gi" },
      requests: { cpu: "500m", memory: "1Gi" },
    });
  });

  it("rounds amounts up to milli", () => {
    expect(container({ resources: { requests: { cpu: "100u" } } }).resources?.requests).toEqual({ cpu: "1m" });
  });

  it("opens host ports on the host's network", () => {
    expect(container({ ports: [{ containerPort: 80 }] }, { hostNetwork: true }).ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: "TCP" }]);
  });

  it("knows the old name of the service account", () => {
    const { spec } = completed({ containers: [], serviceAccount: "builder" });
    expect([spec.serviceAccountName, spec.serviceAccount]).toEqual(["builder", "builder"]);
  });

  it("completes probes and hooks", () => {
    const made = container({ livenessProbe: { httpGet: { port: 80 } }, startupProbe: { grpc: { port: 1 }, periodSeconds: 0 }, lifecycle: { preStop: { httpGet: { port: 1 } } } });
    const numbers = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
    expect(made.livenessProbe).toEqual({ httpGet: { port: 80, path: "/", scheme: "HTTP" }, ...numbers });
    expect(made.startupProbe).toEqual({ grpc: { port: 1, service: "" }, ...numbers });
    expect(made.lifecycle).toEqual({ preStop: { httpGet: { port: 1, path: "/", scheme: "HTTP" } } });
  });

  const volumes: readonly (readonly [string, object, object])[] = [
    ["nothing becomes an empty directory", {}, { emptyDir: {} }],
    ["a secret", { secret: { secretName: "s" } }, { secret: { secretName: "s", defaultMode: 420 } }],
    ["a config map", { configMap: { name: "s", defaultMode: 256 } }, { configMap: { name: "s", defaultMode: 256 } }],
    ["a host path", { hostPath: { path: "/a" } }, { hostPath: { path: "/a", type: "" } }],
    [
      "files about the pod",
      { downwardAPI: { items: [{ path: "a", fieldRef: { fieldPath: "metadata.name" } }] } },
      { downwardAPI: { items: [{ path: "a", fieldRef: { fieldPath: "metadata.name", apiVersion: "v1" } }], defaultMode: 420 } },
    ],
    ["a token", { projected: { sources: [{ serviceAccountToken: { path: "t" } }] } }, { projected: { sources: [{ serviceAccountToken: { path: "t", expirationSeconds: 3600 } }], defaultMode: 420 } }],
  ];
  for (const [sentence, source, expected] of volumes) it(`volume: ${sentence}`, () => expect(volume(source)).toEqual({ name: "v", ...expected }));

  it("gives the pod what its containers ask for, where it has limits of its own", () => {
    const { resources } = completed({ resources: { limits: { cpu: "2", memory: "1Gi" } }, containers: [{ name: "a", resources: { requests: { cpu: "500m" } } }] }).spec;
    expect(resources).toEqual({ limits: { cpu: "2", memory: "1Gi" }, requests: { cpu: "500m", memory: "1Gi" } });
  });
});

describe("when an image is pulled", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["nginx", "Always"],
    ["nginx:latest", "Always"],
    ["nginx:1.27", "IfNotPresent"],
    ["registry.example:5000/team/app", "Always"],
    ["registry.example:5000/team/app:v1", "IfNotPresent"],
    ["localhost/app", "Always"],
    [`nginx@sha256:${"0".repeat(64)}`, "IfNotPresent"],
    [`nginx:latest@sha256:${"0".repeat(64)}`, "Always"],
    ["Nginx", "IfNotPresent"],
    ["nginx:", "IfNotPresent"],
    ["", "IfNotPresent"],
  ];
  for (const [image, policy] of rows) it(`${image || "(none)"}: ${policy}`, () => expect(defaultPullPolicy(image)).toBe(policy));
});
