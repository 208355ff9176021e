import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, type Json } from "../api/json.ts";
import { bounds } from "./bounds.ts";
import { patternFault } from "./pattern.ts";
import { readScenario } from "./read-scenario.ts";

const sound: Json = {
  apiVersion: "kubarium.dev/v1",
  kind: "Scenario",
  metadata: { name: "a", title: { en: "A", zh: "甲" } },
  spec: {
    seed: 7,
    startsAt: "2026-01-01T00:00:00Z",
    namespace: "lab",
    cluster: {
      version: "1.36", latency: "default", controlPlane: "none", addons: ["coredns"],
      nodes: [{ name: "worker-1", address: "10.0.0.1", labels: { a: "b" }, taints: [{ key: "k", effect: "NoExecute" }], capacity: { cpu: "2" }, images: ["x"], unschedulable: false }],
      registry: { missing: ["a/*"], unreachable: ["b"], bandwidth: "1MB/s" },
    },
    files: { "a.yaml": "x" },
    inputs: [{ at: "0s", run: "true" }, { after: "1s", run: "true", session: "s" }, { session: "s", interrupt: true }, { session: "s", keys: "q" }, { edit: "a.yaml", text: "" }],
    until: "1m",
    expect: [{ by: "1s", object: "pod/a", jsonpath: "{.a}", equals: 1 }, { at: "1s", object: "pod/a", absent: true }],
  },
};

const hostile: readonly Json[] = [
  null, true, -1, 0.5, 1e308, -0, 2 ** 53, "", " ", "\u0000", "../../etc/passwd", "a".repeat(300_000), "999999999999h", "9".repeat(5000) + "s", "-1s", "1e9s", "0x10", "{{", "${x}",
  [], {}, [[]], [null], Array.from({ length: 20_000 }, () => null), { __proto__: 1 }, { constructor: "x" }, { "": "" }, [{}], { name: {} },
];

/** Every place of a document, as the path that leads to it. */
function places(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const children = Array.isArray(value) ? (value as readonly Json[]).map((one, i) => places(one, [...path, i])) : isObject(value) ? Object.entries(value).map(([key, one]) => places(one, [...path, key])) : [];
  return [path, ...children.flat()];
}

function replaced(value: Json, path: readonly (string | number)[], by: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return (value as readonly Json[]).map((one, i) => (i === first ? replaced(one, rest, by) : one));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === first ? replaced(one, rest, by) : one])) : value;
}

test("the sound scenario is read", () => expect(readScenario(sound).ok).toBe(true));

test("each place of a scenario withstands each hostile value", () => {
  const cases = places(sound).flatMap((path) => hostile.map((by) => ({ path, by })));
  expect(cases.length).toBeGreaterThan(1_500);
  for (const { path, by } of cases) {
    const result = readScenario(replaced(sound, path, by));
    if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
    else expect(result.scenario.inputs.length).toBeLessThanOrEqual(bounds.inputs);
  }
});

test("several places at once withstand anything", () => {
  const anything: fc.Arbitrary<Json> = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as Json);
  const change = fc.record({ path: fc.constantFrom(...places(sound)), by: fc.oneof(fc.constantFrom(...hostile), anything) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const result = readScenario(changes.reduce<Json>((document, { path, by }) => replaced(document, path, by), sound));
      expect(result.ok || result.problems.length <= bounds.problems).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

describe("a pattern that is let through answers quickly on any text", () => {
  const texts = ["a".repeat(1_000), `${"a".repeat(999)}!`, "ab".repeat(500), `${" ".repeat(999)}x`, `${"1".repeat(500)}${"a".repeat(500)}`];
  test.each(["^a*a*b$", "a+b+c+", "^(a|b)c$", "[a-z]+[0-9]+x", "^\\s*x", "a?a?a?a?b", "(ab)*c"])("%s", (pattern) => {
    expect(patternFault(pattern)).toBeUndefined();
    const began = performance.now();
    for (const text of texts) new RegExp(pattern, "u").test(text);
    // Not a measurement: a pattern that backtracks without bound takes minutes here.
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test.each(["(a+)+", "(a*)*b", "(a|aa)+$", "(?:a+)+", "((a))+(b+)*", "(x+x+)+y", "(a?){9}", "(?=a)a", "(?<!a)b", "(a)\\1", "a*b*c*d*e*", "a?a?a?a?a?a?a?a?a?"])("%s is refused", (pattern) => {
    expect(patternFault(pattern)).toBeTypeOf("string");
  });
});
