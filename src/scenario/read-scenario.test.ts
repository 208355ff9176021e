import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../api/json.ts";
import { isScenario, readScenario } from "./read-scenario.ts";

const scenario = (spec: Json, rest: Readonly<Record<string, Json>> = {}): Json => ({
  apiVersion: "kubarium.dev/v1",
  kind: "Scenario",
  metadata: { name: "a" },
  spec,
  ...rest,
});
const read = (document: Json) => {
  const result = readScenario(document);
  if (!result.ok) throw new Error(result.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"));
  return result.scenario;
};
const problems = (document: Json): readonly string[] => {
  const result = readScenario(document);
  return result.ok ? [] : result.problems.map(({ pointer, message }) => `${pointer}: ${message}`);
};

test("a scenario that says nothing has two workers, no control-plane node and no add-ons", () => {
  expect(read(scenario({}))).toEqual({
    name: "a",
    seed: 1,
    startsAtMs: Date.UTC(2026, 0, 1),
    namespace: "default",
    cluster: { version: "1.36", latency: "default", controlPlane: "none", addons: [], nodes: [{ name: "worker-1" }, { name: "worker-2" }] },
    files: {},
    inputs: [],
    expect: [],
  });
});

test("the whole format is read", () => {
  const whole = read({
    apiVersion: "kubarium.dev/v1",
    kind: "Scenario",
    metadata: { name: "exec-liveness", title: { en: "A liveness probe that fails", zh: "会失败的存活探针" } },
    spec: {
      seed: 7,
      startsAt: "2026-11-21T02:00:14.528Z",
      namespace: "lab",
      cluster: {
        version: "1.36",
        latency: "instant",
        controlPlane: "node",
        addons: ["coredns", "kube-proxy"],
        nodes: [{ name: "worker-1", address: "192.168.77.11", capacity: { cpu: 2, memory: "24581696Ki" }, taints: [{ key: "lab", value: "x", effect: "NoSchedule" }], version: "1.34", images: ["busybox:1.36"], unschedulable: true, labels: { zone: "a" } }],
        registry: { missing: ["ghost/*"], unreachable: [], bandwidth: "200MB/s" },
      },
      files: { "pod.yaml": "kind: Pod" },
      inputs: [
        { at: "0s", run: "kubectl apply -f pod.yaml" },
        { after: "3s", run: "kubectl get pods -w", session: "watch" },
        { run: "kubectl get pods" },
        { at: "1m30s", session: "watch", interrupt: true },
        { at: "2m", session: "watch", keys: "q" },
        { at: "2m", edit: "pod.yaml", text: "kind: Pod\n" },
      ],
      until: "90s",
      expect: [
        { by: "80s", object: "pod/probed", jsonpath: "{.status.phase}", equals: "Running" },
        { at: "80s", object: "kube-system/Pod/x", jsonpath: "{.a}", matches: "^R" },
        { at: "80s", object: "pod/gone", absent: true },
      ],
    },
  });
  expect(whole.cluster.registry).toEqual({ missing: ["ghost/*"], unreachable: [], bandwidthBytesPerSecond: 200_000_000 });
  expect(whole.cluster.nodes[0]?.capacity).toEqual({ cpu: "2", memory: "24581696Ki" });
  expect(whole.inputs.map(({ when }) => when)).toEqual([{ atMs: 0 }, { afterMs: 3000 }, { afterMs: 0 }, { atMs: 90_000 }, { atMs: 120_000 }, { atMs: 120_000 }]);
  expect(whole.expect).toEqual([
    { mode: "by", atMs: 80_000, namespace: "lab", kind: "pod", name: "probed", holds: { type: "equals", jsonpath: "{.status.phase}", text: "Running" } },
    { mode: "at", atMs: 80_000, namespace: "kube-system", kind: "pod", name: "x", holds: { type: "matches", jsonpath: "{.a}", pattern: "^R" } },
    { mode: "at", atMs: 80_000, namespace: "lab", kind: "pod", name: "gone", holds: { type: "absent" } },
  ]);
  expect(whole.untilMs).toBe(90_000);
});

test("without a node of the control plane its name and address are free", () => {
  expect(read(scenario({ cluster: { nodes: [{ name: "control-plane", address: "192.168.77.10" }, { address: "10.95.255.255" }, { address: "10.112.0.0" }] } })).cluster.nodes.length).toBe(3);
});

describe("a fault is named with its place", () => {
  const input = (one: Json): Json => scenario({ inputs: [one] });
  const expectation = (one: Json): Json => scenario({ expect: [one] });
  test.each<{ when: string; document: Json; says: string }>([
    { when: "the version is newer", document: { apiVersion: "kubarium.dev/v9", kind: "Scenario" }, says: "/apiVersion: must be one of kubarium.dev/v1; a newer one needs a newer Kubarium" },
    { when: "the version is a property of every object", document: { apiVersion: "kubarium.dev/constructor", kind: "Scenario" }, says: "/apiVersion: must be one of" },
    { when: "the kind is another", document: { apiVersion: "kubarium.dev/v1", kind: "Scene" }, says: "/kind: must be Scenario" },
    { when: "a field is misspelt", document: scenario({ input: [] }), says: '/spec/input: unknown field "input"; did you mean "inputs"?' },
    { when: "a field is unknown", document: scenario({ flavour: 1 }), says: '/spec/flavour: unknown field "flavour"; known here: seed, startsAt' },
    { when: "spec is a list", document: scenario([]), says: "/spec: must be an object, not a list" },
    { when: "the seed is negative", document: scenario({ seed: -1 }), says: "/spec/seed: must be a whole number from 0 to 4294967295" },
    { when: "the seed is a text", document: scenario({ seed: "7" }), says: "/spec/seed: must be a whole number" },
    { when: "startsAt has no zone", document: scenario({ startsAt: "2026-01-01T00:00:00" }), says: "/spec/startsAt: must be an instant in UTC" },
    { when: "startsAt is no day", document: scenario({ startsAt: "2026-13-41T00:00:00Z" }), says: "/spec/startsAt: must be an instant in UTC" },
    { when: "the namespace is upper case", document: scenario({ namespace: "Lab" }), says: "/spec/namespace: must be the name of a namespace" },
    { when: "the version is a number", document: scenario({ cluster: { version: 1.36 } }), says: '/spec/cluster/version: write the version in quotes: "1.36"' },
    { when: "the version is unknown", document: scenario({ cluster: { version: "1.99" } }), says: '/spec/cluster/version: must be one of 1.36, 1.34, 1.23, not "1.99"' },
    { when: "the latency is unknown", document: scenario({ cluster: { latency: "none" } }), says: "/spec/cluster/latency: must be one of default, instant" },
    { when: "an add-on is unknown", document: scenario({ cluster: { addons: ["dns"] } }), says: "/spec/cluster/addons/0: must be one of coredns" },
    { when: "an add-on stands twice", document: scenario({ cluster: { addons: ["network", "network"] } }), says: "/spec/cluster/addons: names an addon twice" },
    { when: "there are too many nodes", document: scenario({ cluster: { nodes: 1e9 } }), says: "/spec/cluster/nodes: must be a whole number from 0 to 244" },
    { when: "two nodes share a name", document: scenario({ cluster: { nodes: [{ name: "a" }, { name: "a" }] } }), says: '/spec/cluster/nodes/1/name: two nodes are called "a"' },
    { when: "a node has the name that another gets by default", document: scenario({ cluster: { nodes: [{ name: "worker-2" }, {}] } }), says: '/spec/cluster/nodes/1/name: two nodes are called "worker-2"' },
    { when: "a worker is called as the control plane's node", document: scenario({ cluster: { controlPlane: "node", nodes: [{ name: "control-plane" }] } }), says: '/spec/cluster/nodes/0/name: "control-plane" is the name of the control plane\'s node' },
    { when: "a node is called as the workstation", document: scenario({ cluster: { nodes: [{ name: "workstation" }] } }), says: '/spec/cluster/nodes/0/name: "workstation" is the name of the machine that commands are typed on' },
    { when: "two nodes share an address", document: scenario({ cluster: { nodes: [{ address: "192.168.77.12" }, {}] } }), says: '/spec/cluster/nodes/1/address: 192.168.77.12 is the address of the node "worker-1" already' },
    { when: "a node has the control plane's address", document: scenario({ cluster: { controlPlane: "node", nodes: [{ address: "192.168.77.10" }] } }), says: "192.168.77.10 is the address of the control plane's node already" },
    { when: "a node has the workstation's address", document: scenario({ cluster: { nodes: [{ address: "192.168.77.1" }] } }), says: "192.168.77.1 is the address of the workstation already" },
    { when: "a node has a Pod's address", document: scenario({ cluster: { nodes: [{ address: "10.244.0.2" }] } }), says: "/spec/cluster/nodes/0/address: 10.244.0.2 lies in 10.244.0.0/16, the range of pods" },
    { when: "a node has a Service's address", document: scenario({ cluster: { nodes: [{ address: "10.111.255.255" }] } }), says: "10.111.255.255 lies in 10.96.0.0/12, the range of Services" },
    { when: "a node has a loopback address", document: scenario({ cluster: { nodes: [{ address: "127.0.0.1" }] } }), says: "127.0.0.1 lies in 127.0.0.0/8, the range of loopback" },
    { when: "an address is none", document: scenario({ cluster: { nodes: [{ address: "300.1.1.1" }] } }), says: "/spec/cluster/nodes/0/address: must be an IPv4 address" },
    { when: "a capacity is no quantity", document: scenario({ cluster: { nodes: [{ capacity: { cpu: "two" } }] } }), says: "/spec/cluster/nodes/0/capacity/cpu: must be a quantity" },
    { when: "a taint has no effect", document: scenario({ cluster: { nodes: [{ taints: [{ key: "a" }] }] } }), says: "/spec/cluster/nodes/0/taints/0/effect: must be one of NoSchedule" },
    { when: "the bandwidth has no unit", document: scenario({ cluster: { registry: { bandwidth: "200" } } }), says: "/spec/cluster/registry/bandwidth: must be a rate such as 200MB/s" },
    { when: "a file climbs out", document: scenario({ files: { "../x": "" } }), says: "/spec/files/..~1x: must be a file's name below the working directory" },
    { when: "a file is absolute", document: scenario({ files: { "/etc/passwd": "" } }), says: "must be a file's name below the working directory" },
    { when: "a file is a number", document: scenario({ files: { a: 1 } }), says: "/spec/files/a: must be a text, not the number 1" },
    { when: "a duration has no unit", document: input({ at: "5", run: "x" }), says: '/spec/inputs/0/at: "5" is no time here: write a duration such as 250ms, 40s or 1m30s' },
    { when: "a duration is a number", document: input({ at: 5, run: "x" }), says: "/spec/inputs/0/at: 5 is no time here" },
    { when: "a duration is negative", document: input({ at: "-5s", run: "x" }), says: '/spec/inputs/0/at: "-5s" is no time here' },
    { when: "a duration is finer than 1 ms", document: input({ at: "1us", run: "x" }), says: "times go down to 1 ms" },
    { when: "a duration is beyond 30 days", document: input({ at: "721h", run: "x" }), says: "is beyond 30 days, where virtual time ends" },
    { when: "an input has two times", document: input({ at: "1s", after: "1s", run: "x" }), says: "/spec/inputs/0: an input has either at or after" },
    { when: "an input does nothing", document: input({ at: "1s" }), says: "/spec/inputs/0: an input has one of run, interrupt, keys, edit" },
    { when: "an input does two things", document: input({ run: "x", keys: "y", session: "a" }), says: "/spec/inputs/0: an input does one thing, not run and keys" },
    { when: "a command is empty", document: input({ run: "  " }), says: "/spec/inputs/0/run: a command line is not empty" },
    { when: "Ctrl-C goes nowhere", document: input({ interrupt: true }), says: "/spec/inputs/0: interrupt needs the session it goes to" },
    { when: "keys go to a session that nothing opens", document: scenario({ inputs: [{ run: "cat", session: "a" }, { keys: "x", session: "b" }, { keys: "x", session: "a" }, { interrupt: true, session: "main" }] }), says: '/spec/inputs/1/session: no line runs in the session "b": a run with this session opens it' },
    { when: "an input is a text", document: input("kubectl get pods"), says: "/spec/inputs/0: an input is an object such as" },
    { when: "an edit has no text", document: input({ edit: "a" }), says: "/spec/inputs/0/text: must be a text, not absent" },
    { when: "an expectation has no time", document: expectation({ object: "pod/a" }), says: "/spec/expect/0: an expectation has either at or by" },
    { when: "an object has no kind", document: expectation({ at: "1s", object: "a" }), says: "/spec/expect/0/object: must be kind/name or namespace/kind/name" },
    { when: "nothing is compared", document: expectation({ at: "1s", object: "pod/a", jsonpath: "{.x}" }), says: "/spec/expect/0: jsonpath needs equals or matches" },
    { when: "two things are compared", document: expectation({ at: "1s", object: "pod/a", jsonpath: "{.x}", equals: "1", matches: "1" }), says: "/spec/expect/0: an expectation says one thing, not equals and matches" },
    { when: "the pattern is none", document: expectation({ at: "1s", object: "pod/a", jsonpath: "{.x}", matches: "(" }), says: "/spec/expect/0/matches: is no regular expression" },
    { when: "the pattern takes exponential time", document: expectation({ at: "1s", object: "pod/a", jsonpath: "{.x}", matches: "^(a+)+$" }), says: "/spec/expect/0/matches: repeats a group that repeats or chooses inside" },
    { when: "the pattern refers back", document: expectation({ at: "1s", object: "pod/a", jsonpath: "{.x}", matches: "(a)\\1" }), says: "back-references are not available" },
  ])("when $when", ({ document, says }) => {
    expect(problems(document).join("\n")).toContain(says);
  });

  test("several faults are named at once, and no more than twenty", () => {
    expect(problems(scenario({ seed: -1, namespace: "X" })).length).toBe(2);
    expect(problems(scenario({ inputs: Array.from({ length: 500 }, () => ({})) })).length).toBe(20);
  });
});

test("any JSON at all is read or refused, never thrown at", () => {
  const keys = fc.constantFrom("apiVersion", "kind", "spec", "metadata", "inputs", "cluster", "nodes", "expect", "at", "run", "files", "registry", "taints", "__proto__");
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, fc.constant(null), fc.boolean(), fc.double(), fc.string(), fc.array(tie("value")), fc.dictionary(keys, tie("value"))),
  })).value as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(json, json, (document, spec) => {
      isScenario(document);
      readScenario(document);
      readScenario(scenario(spec));
    }),
    { numRuns: 2_000 },
  );
});
