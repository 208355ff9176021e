import fc from "fast-check";
import { expect, test } from "vitest";
import { shareOut, type Claim, type Granted } from "./share-out.ts";

const leaf = (weight: number, own = 1, limit = Infinity): Claim => ({ weight, own, limit, below: [] });
const host = (below: Readonly<Record<string, Claim>>): Claim => ({ weight: 100, own: 0, limit: Infinity, below: Object.entries(below).map(([path, claim]) => ({ path, claim })) });

function granted(claims: Readonly<Record<string, Claim>>, cores: number): Record<string, Granted> {
  const result: Record<string, Granted> = {};
  shareOut("", host(claims), cores, false, (path, got) => void (result[path] = { ...got, cores: Math.round(got.cores * 1000) / 1000 }));
  return result;
}

test.each<[string, Readonly<Record<string, Claim>>, number, Record<string, [number, boolean]>]>([
  ["alone, each process has a core", { "/a": leaf(100, 2) }, 2, { "/a": [2, false] }],
  ["one process cannot use two cores", { "/a": leaf(100) }, 2, { "/a": [1, false] }],
  ["by weight under contention", { "/a": leaf(100, 4), "/b": leaf(300, 4) }, 2, { "/a": [0.5, false], "/b": [1.5, false] }],
  ["what one does not want goes to the others", { "/a": leaf(9000, 1), "/b": leaf(100, 4), "/c": leaf(100, 4) }, 2, { "/a": [1, false], "/b": [0.5, false], "/c": [0.5, false] }],
  ["no more than the limit", { "/a": leaf(100, 1, 0.2) }, 2, { "/a": [0.2, true] }],
  ["a limit that is not reached holds nobody back", { "/a": leaf(100, 4, 1.5), "/b": leaf(100, 4) }, 2, { "/a": [1, false], "/b": [1, false] }],
  ["what a limit leaves goes to the others", { "/a": leaf(1000, 4, 0.5), "/b": leaf(10, 2) }, 2, { "/a": [0.5, true], "/b": [1.5, false] }],
  ["a pod's limit holds its containers back", { "/p": { weight: 100, own: 0, limit: 0.3, below: [{ path: "/p/a", claim: leaf(100) }, { path: "/p/b", claim: leaf(200) }] } }, 2, { "/p/a": [0.1, true], "/p/b": [0.2, true] }],
])("%s", (_, claims, cores, expected) => {
  expect(granted(claims, cores)).toEqual(Object.fromEntries(Object.entries(expected).map(([path, [got, throttled]]) => [path, { cores: got, throttled }])));
});

const claims = fc.dictionary(fc.constantFrom("/a", "/b", "/c", "/d"), fc.record({ weight: fc.integer({ min: 1, max: 10_000 }), own: fc.integer({ min: 1, max: 5 }), limit: fc.constantFrom(0.1, 0.5, 2, Infinity), below: fc.constant([]) }), { noNullPrototype: true });

test("no core is given twice, none stays idle while somebody may have it, no limit is passed", () => {
  fc.assert(
    fc.property(claims, fc.constantFrom(0.5, 1, 2, 8), (all, cores) => {
      let sum = 0;
      shareOut("", host(all), cores, false, (path, got) => {
        sum += got.cores;
        expect(got.cores).toBeLessThanOrEqual(Math.min(all[path]!.limit, all[path]!.own) + 1e-9);
        expect(got.cores).toBeGreaterThan(0);
      });
      const wanted = Object.values(all).reduce((total, { own, limit }) => total + Math.min(own, limit), 0);
      expect(sum).toBeCloseTo(Math.min(cores, wanted), 6);
    }),
  );
});
