import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../src/api/json.ts";
import { resourceFor, parseGroupVersion } from "../../src/api/resources.ts";
import { newTestWorld, type TestWorld } from "../../src/engine/apiserver/testing/test-world.ts";
import { createCluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { readDocuments } from "../../src/manifest/read-documents.ts";
import { writeYaml } from "../../src/manifest/write-yaml.ts";
import { clusterMaking } from "../../src/scenario/front-door.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import { drawsOf, mutated, mutatedText } from "./mutations.ts";

/** Of all kinds together: a hundred thousand in two days, half of them each day; FUZZ=1000000 for a long run. Each case has a number and is the same for ever. */
const CASES = Number(process.env["FUZZ"] ?? 50_000);
const half = Math.floor(Date.now() / 86_400_000) % 2;
const firstOf = (count: number): number => Number(process.env["FUZZ_FROM"] ?? half * count);

const pod: JsonObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", labels: { app: "web" }, annotations: { note: "x" } },
  spec: {
    initContainers: [{ name: "init", image: "busybox", command: ["sh", "-c", "echo hi"], restartPolicy: "Always" }],
    containers: [
      {
        name: "app",
        image: "nginx:1.25",
        command: ["sh", "-c", "sleep 5"],
        ports: [{ name: "http", containerPort: 80, protocol: "TCP" }],
        env: [{ name: "A", value: "b" }, { name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }, { name: "M", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } } }],
        envFrom: [{ configMapRef: { name: "cm", optional: true } }],
        resources: { limits: { cpu: "100m", memory: "64Mi" }, requests: { cpu: "50m" } },
        livenessProbe: { httpGet: { path: "/", port: "http" }, initialDelaySeconds: 1, periodSeconds: 2 },
        readinessProbe: { exec: { command: ["true"] } },
        lifecycle: { preStop: { exec: { command: ["sleep", "1"] } } },
        volumeMounts: [{ name: "data", mountPath: "/data" }, { name: "info", mountPath: "/info" }],
        securityContext: { runAsUser: 0 },
      },
    ],
    volumes: [{ name: "data", emptyDir: {} }, { name: "info", downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } }],
    restartPolicy: "OnFailure",
    terminationGracePeriodSeconds: 2,
    nodeSelector: {},
    tolerations: [{ key: "a", operator: "Exists" }],
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/os", operator: "In", values: ["linux"] }] }] } } },
  },
};
const others: readonly JsonObject[] = [
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm" }, data: { a: "1" } },
  { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { a: "1" }, type: "Opaque" },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "n" } },
  { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d" }, spec: { replicas: 1, selector: { matchLabels: { a: "b" } }, template: { metadata: { labels: { a: "b" } }, spec: pod["spec"]! } } },
];
const bases: readonly JsonObject[] = [pod, pod, pod, ...others];
const texts = bases.map((base) => writeYaml(base));

/** Sends an object where its type says; whatever it is, the answer is an answer. */
function send(world: TestWorld, value: Json, verb: "create" | "update" | "patch"): void {
  const object = isObject(value) ? value : {};
  const version = parseGroupVersion(typeof object["apiVersion"] === "string" ? object["apiVersion"] : "v1");
  const resource = version && resourceFor(version.group, version.version, typeof object["kind"] === "string" ? object["kind"] : "Pod");
  const { group, version: v, resource: plural, namespaced } = resource ?? { group: "", version: "v1", resource: "pods", namespaced: true };
  const before = world.api.store.revision;
  const response = world.api.serve({
    verb,
    group,
    version: v,
    resource: plural,
    ...(namespaced && { namespace: "default" }),
    ...(verb !== "create" && { name: "web", patchType: "strategic" as const }),
    body: value,
    query: { fieldValidation: "Strict" },
    userAgent: "fuzz",
  });
  if (response.code >= 400) {
    expect(response.body).toMatchObject({ kind: "Status", status: "Failure" });
    expect(world.api.store.revision, "a refused request changed something").toBe(before);
  }
}

const OBJECTS = Math.floor(CASES * 0.6);
const TEXTS = Math.floor(CASES * 0.35);
const SCENARIOS = Math.floor(CASES * 0.05);
const RUNS = Math.min(400, Math.floor(CASES / 500));

/** Runs each numbered case and says which one it was that fell over. */
function each(count: number, body: (next: ReturnType<typeof drawsOf>, number: number) => void): void {
  const first = firstOf(count);
  for (let number = first; number < first + count; number += 1) {
    try {
      body(drawsOf(number), number);
    } catch (error) {
      throw new Error(`case ${number}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

describe("mutants", () => {
  test("of objects are accepted or refused with a Status, and never half", () => {
    let world = newTestWorld();
    each(OBJECTS, (next, number) => {
      if (number % 2000 === 0) world = newTestWorld();
      const value = mutated(bases[next(bases.length)]!, next);
      send(world, value, next(4) > 0 ? "create" : next(2) > 0 ? "update" : "patch");
    });
  }, 300_000);

  test("of texts are read, or refused with a message and a line", () => {
    each(TEXTS, (next) => {
      const { documents, error } = readDocuments(mutatedText(texts[next(texts.length)]!, next), "fuzz.yaml");
      if (error) expect(error.message).toMatch(/^error parsing fuzz\.yaml: /);
      expect(documents.length).toBeLessThan(1000);
    });
  }, 300_000);

  test("of scenarios are played or refused with what is wrong", () => {
    const base: Json = {
      apiVersion: "kubarium.dev/v1",
      kind: "Scenario",
      metadata: { name: "x" },
      spec: { seed: 1, cluster: { nodes: [{ name: "a", capacity: { cpu: "1" } }] }, files: { "p.yaml": "x" }, inputs: [{ at: "0s", run: "kubectl get pods" }, { after: "1s", run: "ls" }], until: "5s", expect: [{ at: "1s", object: "pod/x", absent: true }] },
    };
    each(SCENARIOS, (next) => {
      const result = readScenario(mutated(base, next));
      if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
    });
  }, 300_000);

  test("that a cluster takes in do not stop it, nor run away with it", () => {
    each(RUNS, (next) => {
      const document = mutated(pod, next);
      const scenario = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", metadata: { name: "x" }, spec: { files: { "p.json": JSON.stringify(document) ?? "" }, inputs: [] } });
      if (!scenario.ok) return;
      const cluster = createCluster({ ...clusterMaking(scenario.scenario), programs: [kubectlProgram] });
      const number = cluster.submit({ atMs: 0, action: { type: "run", line: "kubectl apply -f p.json" } });
      cluster.submit({ atMs: 6000, action: { type: "run", line: "kubectl delete pod --all --wait=false; kubectl get pods" } });
      const ran = cluster.run(15_000, 200_000);
      expect(ran).toBeLessThan(200_000);
      expect(cluster.input(number)?.exitCode).toBeTypeOf("number");
    });
  }, 300_000);
});
