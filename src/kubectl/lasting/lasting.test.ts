import { describe, expect, test } from "vitest";
import { TestBed } from "../testing/test-bed.ts";

const configMap = (name: string) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default" }, data: { a: "1" } });
const configMaps = { group: "", version: "v1", resource: "configmaps", namespace: "default", userAgent: "test" } as const;

/** Something else happens in the world while the command waits. */
const meanwhile = (bed: TestBed, atMs: number, what: () => void) => bed.after(atMs, what);

describe.each([{ restore: false }, { restore: true }])("with every state restored: $restore", ({ restore }) => {
  test("get -w prints what is there, then each change under the same columns", () => {
    const bed = new TestBed();
    bed.run("kubectl create cm apple --from-literal=a=1");
    meanwhile(bed, 500, () => bed.api.serve({ verb: "create", ...configMaps, body: configMap("a-much-longer-name") }));
    meanwhile(bed, 700, () => bed.api.serve({ verb: "delete", ...configMaps, name: "apple" }));
    const { stdout, exitCode } = bed.run("kubectl get cm -w --output-watch-events", { restore });
    expect(stdout.replace(/\d+[smh]\d*[smh]?$/gm, "AGE")).toBe(
      "EVENT      NAME               DATA   AGE\n" +
        "ADDED      apple              1      AGE\n" +
        "ADDED      kube-root-ca.crt   1      AGE\n" +
        "ADDED      a-much-longer-name   1      AGE\n" +
        "DELETED    apple                1      AGE\n",
    );
    expect(exitCode).toBe(124);
  });

  test("get -w of columns prints their headers once", () => {
    const bed = new TestBed();
    bed.run("kubectl create cm apple --from-literal=a=1");
    meanwhile(bed, 500, () => bed.api.serve({ verb: "create", ...configMaps, body: configMap("banana") }));
    const { stdout } = bed.run("kubectl get cm -w -o custom-columns=NAME:.metadata.name,A:.data.a", { restore });
    expect(stdout.replace(/ +/g, " ")).toBe("NAME A\napple 1\nkube-root-ca.crt <none>\nbanana 1\n");
  });

  test("delete waits until the finalizer has gone", () => {
    const bed = new TestBed();
    bed.api.serve({ verb: "create", ...configMaps, body: { ...configMap("held"), metadata: { name: "held", finalizers: ["example.com/hold"] } } });
    expect(bed.run("kubectl delete cm held --timeout=1s", { restore })).toEqual({ stdout: 'configmap "held" deleted from default namespace\n', stderr: "error: timed out waiting for the condition on configmaps/held\n", exitCode: 1 });
    meanwhile(bed, 1000, () => bed.api.serve({ verb: "patch", patchType: "merge", ...configMaps, name: "held", body: { metadata: { finalizers: null } } }));
    const before = bed.nowMs;
    expect(bed.run("kubectl delete cm held", { restore })).toEqual({ stdout: 'configmap "held" deleted from default namespace\n', stderr: "", exitCode: 0 });
    expect(bed.nowMs - before).toBeGreaterThanOrEqual(1000);
  });

  test.each([
    { when: "the value comes", command: "kubectl wait --for=jsonpath={.data.a}=2 cm/c --timeout=2s", stdout: "configmap/c condition met\n", stderr: "", exitCode: 0 },
    { when: "the value never comes", command: "kubectl wait --for=jsonpath={.data.a}=9 cm/c --timeout=2s", stdout: "", stderr: "error: timed out waiting for the condition on configmaps/c\n", exitCode: 1 },
    { when: "the object goes", command: "kubectl wait --for=delete cm/gone --timeout=2s", stdout: "configmap/gone condition met\n", stderr: "", exitCode: 0 },
    { when: "two never come, the second is not looked at any more", command: "kubectl wait --for=jsonpath={.data.a}=9 cm/c cm/gone --timeout=1s", stdout: "", stderr: "timed out waiting for the condition on configmaps/c\ntimed out waiting for the condition on configmaps/gone\n", exitCode: 1 },
  ])("wait ends when $when", ({ command, stdout, stderr, exitCode }) => {
    const bed = new TestBed();
    for (const name of ["c", "gone"]) bed.api.serve({ verb: "create", ...configMaps, body: configMap(name) });
    meanwhile(bed, 500, () => bed.api.serve({ verb: "patch", patchType: "merge", ...configMaps, name: "c", body: { data: { a: "2" } } }));
    meanwhile(bed, 1500, () => bed.api.serve({ verb: "delete", ...configMaps, name: "gone" }));
    expect(bed.run(command, { restore })).toEqual({ stdout, stderr, exitCode });
  });
});
