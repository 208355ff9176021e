import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCluster } from "../engine/cluster.ts";
import { defaultClusterSpec } from "../engine/bootstrap/cluster-spec.ts";
import { kubectlProgram } from "../kubectl/program.ts";
import { placeProblems } from "../manifest/merge-judgements.ts";
import { judgedTexts } from "../manifest/testdata/judged-texts.ts";
import { validateText } from "./validate.ts";

const cluster = createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, programs: [kubectlProgram], freeze: true });
cluster.submit({ atMs: 1, action: { type: "edit", file: "live.yaml", text: "" } });
const pod = (spec: string, metadata = "name: web"): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  ${metadata}\nspec:\n${spec.replace(/^/gm, "  ")}\n`;
const container = "containers:\n- name: web\n  image: nginx\n";
cluster.submit({ atMs: 2, action: { type: "edit", file: "live.yaml", text: pod(container, "name: live") } });
cluster.submit({ atMs: 3, action: { type: "run", line: "kubectl apply -f live.yaml" } });
cluster.runUntil(30_000);

const said = (text: string): string[] => validateText(cluster, text, "a.yaml").map(({ document, pointer, severity, message }) => `${document} ${pointer} ${severity}: ${message}`);

describe("validateText", () => {
  test.each<[what: string, text: string, expected: readonly string[]]>([
    ["nothing wrong", pod(container), []],
    ["an unknown field", pod(`${container}  imagee: x`), [`0 /spec/containers/0/imagee error: Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].imagee"`]],
    [
      "two unknown fields and a missing image",
      pod("containers:\n- name: web\n  foo: 1\nbar: {}"),
      [
        `0 /spec/bar error: Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.bar"`,
        `0 /spec/containers/0/foo error: Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].foo"`,
        "0 /spec/containers/0/image error: spec.containers[0].image: Required value",
      ],
    ],
    [
      "a string for a port, in the second container",
      pod(`${container}- name: b\n  image: b\n  ports:\n  - containerPort: 80\n  - containerPort: http`),
      [`0 /spec/containers/1/ports/1/containerPort error: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32`],
    ],
    [
      "a number in an env value",
      pod(`${container}  env:\n  - name: A\n    value: "1"\n  - name: B\n    value: 10`),
      [`0 /spec/containers/0/env/1/value error: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string`],
    ],
    [
      "a label that is true",
      pod(container, "name: web\n  labels:\n    a: b\n    on: yes"),
      [`0 /metadata/labels/true error: Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string`],
    ],
    [
      "a quantity that is none",
      pod(`${container}  resources:\n    limits:\n      cpu: 1\n      memory: 10MB`),
      [`0 /spec/containers/0/resources/limits/memory error: Pod in version "v1" cannot be handled as a Pod: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`],
    ],
    ["a namespace that is not there", pod(container, "name: web\n  namespace: nowhere"), [`0 /metadata/namespace error: namespaces "nowhere" not found`]],
    ["a namespace that the file makes before", `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: soon\n---\n${pod(container, "name: web\n  namespace: soon")}`, []],
    [
      "an old version",
      "apiVersion: apps/v1beta1\nkind: Deployment\nmetadata:\n  name: web\n",
      [`0 /apiVersion error: resource mapping not found for name: "web" namespace: "" from "a.yaml": no matches for kind "Deployment" in version "apps/v1beta1"\nensure CRDs are installed first`],
    ],
    ["no kind", "apiVersion: v1\n", [`0  error: error validating "a.yaml": error validating data: kind not set; if you choose to ignore these errors, turn validation off with --validate=false`]],
    ["what runs already, unchanged", pod(container, "name: live"), []],
    ["what runs already, with another image", pod(container.replace("nginx", "nginx:1.27"), "name: live"), []],
  ])("%s", (_, text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  test("a field that may not change is found in the pod that runs", () => {
    const found = validateText(cluster, pod(`${container}  ports:\n  - containerPort: 80\n`, "name: live"), "a.yaml");
    expect(found).toMatchObject([{ pointer: "/spec/containers/0/ports", severity: "error" }]);
    expect(found[0]?.message).toMatch(/^spec: Forbidden: pod updates may not change fields other than/);
  });

  test("the world does not notice", () => {
    const before = [cluster.digest(), cluster.handled, cluster.checkpoint().simulation.counters];
    said(pod(container));
    said(pod(container, "generateName: web-"));
    said(pod("containers: []", "name: live"));
    expect([cluster.digest(), cluster.handled, cluster.checkpoint().simulation.counters]).toEqual(before);
    expect(cluster.rehearse().serve({ verb: "get", group: "", version: "v1", resource: "pods", namespace: "default", name: "web", userAgent: "t" }).response.code).toBe(404);
  });

  test("the namespace is that of kubectl's context", () => {
    const other = createCluster({ seed: 1, startsAtMs: 1_767_225_600_000, spec: defaultClusterSpec, programs: [kubectlProgram] });
    other.submit({ atMs: 1, action: { type: "run", line: "kubectl config set-context --current --namespace=elsewhere" } });
    other.runUntil(2_000);
    expect(validateText(other, pod(container), "a.yaml").map(({ message }) => message)).toEqual(['namespaces "elsewhere" not found']);
  });

  test("never throws, whatever a manifest has become, and every place is one of the text's documents", () => {
    const cut = fc.record({ text: fc.constantFrom(...judgedTexts.map(({ text }) => text)), at: fc.nat(), length: fc.nat(12), piece: fc.constantFrom("", "[", "a: ", "- ", "\n", "null", "1", '"x"', "{}", "&a ", "metadata: ") });
    fc.assert(
      fc.property(cut, ({ text, at, length, piece }) => {
        const offset = at % (text.length + 1);
        const changed = text.slice(0, offset) + piece + text.slice(offset + length);
        const problems = validateText(cluster, changed, "a.yaml");
        expect(placeProblems(changed, problems)).toHaveLength(problems.length);
      }),
      { numRuns: 300 },
    );
  });

  test("items of a List are judged each at its place", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {containers: [{name: a}]}\n`;
    expect(said(list)).toEqual(["0 /items/0/spec/containers/0/image error: spec.containers[0].image: Required value"]);
  });
});
