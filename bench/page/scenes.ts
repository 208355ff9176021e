import { encodeLink } from "../../src/scenario/link/link.ts";
import type { Scenario, ScenarioCluster } from "../../src/scenario/scenario.ts";

/** The scenes of the page's bench, as links. A link opens paused, at 0s unless it says otherwise. */

const IMAGE = "nginx:1.25";
/** A worker takes 110 pods; a few fewer leave the scheduler something to weigh. */
const PODS_PER_NODE = 50;

const manifest = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
  - name: web
    image: ${IMAGE}
    ports:
    - containerPort: 80
    readinessProbe:
      httpGet:
        path: /
        port: 80
      periodSeconds: 10
`;

const names = (count: number, stem: string): readonly string[] => Array.from({ length: count }, (_, i) => `${stem}-${i + 1}`);

/** The images lie on the nodes: a pull would measure the registry. */
const sceneOf = (name: string, nodes: number, latency: ScenarioCluster["latency"], rest: Pick<Scenario, "files" | "inputs">): Scenario => ({
  name, seed: 1, startsAtMs: Date.UTC(2026, 0, 1), namespace: "default", expect: [],
  cluster: { version: "1.36", latency, controlPlane: "none", addons: [], nodes: names(nodes, "worker").map((node) => ({ name: node, images: [IMAGE] })) },
  ...rest,
});

const linkTo = (scenario: Scenario, atMs: number): string => encodeLink({ scenario, view: { atMs, language: "en" }, engine: "", digest: "" });

/** So many pods with an HTTP readiness probe, applied from one file at 0s; paused at that moment. */
export function crowdLink(pods: number, atMs: number): string {
  const files = { "pods.yaml": names(pods, "web").map(manifest).join("---\n") };
  const inputs = [{ when: { atMs: 0 }, action: { type: "run", line: "kubectl apply -f pods.yaml" } }] as const;
  return linkTo(sceneOf("crowd", Math.ceil(pods / PODS_PER_NODE), "default", { files, inputs }), atMs);
}

/** One pod per file, none of them applied: `pod-1` in pod-1.yaml and so on. */
export function filesLink(count: number, latency: ScenarioCluster["latency"]): string {
  const files = Object.fromEntries(names(count, "pod").map((name) => [`${name}.yaml`, manifest(name)]));
  return linkTo(sceneOf("files", 2, latency, { files, inputs: [] }), 0);
}
