import { expect, test } from "vitest";
import { createCluster } from "../../src/engine/cluster.ts";
import { kubectlProgram } from "../../src/kubectl/program.ts";
import { clusterMaking } from "../../src/scenario/front-door.ts";
import { decodeLink } from "../../src/scenario/link/link.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import { fragmentOfText } from "./links.ts";
import { scenarioOf } from "./samples.ts";

/** What the fuzzers found, once each, as small as it goes. */

/** Types a line, and another one a moment later. */
function typed(line: string): { readonly exitCode: number | null | undefined; readonly stderr: string | undefined; readonly processes: number; readonly after: string | undefined } {
  const cluster = createCluster({ ...clusterMaking(scenarioOf({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { cluster: { nodes: 1 } } })), programs: [kubectlProgram] });
  const number = cluster.submit({ atMs: 0, action: { type: "run", line } });
  cluster.run(500, 50_000);
  const processes = cluster.state.processes.processes.size;
  const after = cluster.submit({ atMs: 501, session: "other", action: { type: "run", line: "echo alive" } });
  cluster.run(2_000, 50_000);
  const { exitCode, stderr } = cluster.input(number) ?? {};
  return { exitCode, stderr, processes, after: cluster.input(after)?.stdout };
}

test.each([
  ["a \"!\" with nothing behind it was a fork bomb", "!", 1, ""],
  ["the same in a substitution", "echo $( ! )", 0, ""],
  ["a document with brackets that never close filled the stack", "cat <<EOF\ni=0; while [ $[ $[ $[ $[ $[ $[ $i -lt 2 ]; do a {} kube-system $A b; i=$((i+1)); done\nEO\nF", 1, ""],
  ["brackets ten thousand deep", `${"(".repeat(10_000)}echo a${")".repeat(10_000)}`, 1, "memory exhausted"],
  ["an expression ten thousand deep, made as it runs", 'x=$(printf "%010000d" 0 | tr 0 "("); echo $(($x 1))', 1, ""],
  ["an offset that is no number stopped the engine", "echo ${HOME:%}", 1, "arithmetic syntax error"],
])("%s: %s", (_, line, exitCode, words) => {
  const { processes, after, ...ended } = typed(line);
  expect(ended.exitCode === 0 || exitCode !== 0).toBe(true);
  expect(ended.exitCode).toBeTypeOf("number");
  expect(ended.stderr).toContain(words);
  expect(processes).toBeLessThan(200);
  expect(after).toBe("alive\n");
});

test("what is expected to equal an object that cannot be printed is refused with its place", () => {
  const read = readScenario({ apiVersion: "kubarium.dev/v1", kind: "Scenario", spec: { expect: [{ by: "1s", object: "pod/a", jsonpath: "{.a}", equals: { toString: "x", valueOf: "y" } }] } });
  expect(read).toMatchObject({ ok: false, problems: [{ pointer: "/spec/expect/0/equals" }] });
});

test.each(["[", '{"a":'])("a link of a hundred thousand %s is damaged, not a full stack", (open) => {
  const inner = `${open.repeat(100_000)}1${(open === "[" ? "]" : "}").repeat(100_000)}`;
  const link = decodeLink(fragmentOfText(`{"scenario":{"apiVersion":"kubarium.dev/v1","kind":"Scenario","spec":{"inputs":[{"run":"ls","at":${inner}}]}}}`));
  expect(link).toEqual({ ok: false, problem: { code: "damaged", detail: "" } });
});
