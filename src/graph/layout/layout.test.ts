import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlaps, type Box, type Point } from "./geometry.ts";
import { podAtPoint } from "./hit-test.ts";
import { along, lengthOf, pipesOf } from "./pipes.ts";
import { leadersOf, type LeaderEnd } from "./leaders.ts";
import { layoutPlate } from "./plate-layout.ts";
import type { PlateLayout, PlateNeeds } from "./plate.ts";
import { roomFor } from "./room.ts";
import type { TankNeeds } from "./tank-needs.ts";
import { podBox, TRAY, type Drawing, type Size, type Vessel } from "./vessel.ts";

const tank = fc.record({ normal: fc.integer({ min: 0, max: 120 }), small: fc.integer({ min: 0, max: 10 }), controlPlane: fc.boolean() });
const needs: fc.Arbitrary<PlateNeeds> = fc.record({
  width: fc.integer({ min: 320, max: 2600 }),
  height: fc.integer({ min: 240, max: 1600 }),
  tanks: fc.array(tank, { minLength: 0, maxLength: 30 }).map((tanks) => tanks.map((each, i): TankNeeds => ({ key: `node/n${i}`, ...each, normal: roomFor(each.normal) }))),
  tray: fc.integer({ min: 0, max: 60 }),
  groups: fc.boolean(),
  rail: fc.record({ workloads: fc.integer({ min: 0, max: 30 }), services: fc.integer({ min: 0, max: 30 }) }),
});
const withOpened = needs.chain((all) =>
  all.tanks.length === 0 ? fc.constant(all) : fc.record({ i: fc.nat(all.tanks.length - 1), share: fc.double({ min: 0, max: 0.999, noNaN: true }), small: fc.boolean() }).map(({ i, share, small }) => {
    const tank = all.tanks[i]!;
    const size: Size = small && tank.small > 0 ? "small" : "normal";
    return { ...all, opened: { vessel: tank.key, size, place: Math.floor(share * tank[size]), aspect: 0.46 } };
  }),
);

function placesOf({ key }: Vessel, all: PlateNeeds): readonly [Size, number][] {
  const some = (size: Size, count: number): [Size, number][] => Array.from({ length: count }, (_, i) => [size, i]);
  if (key === TRAY) return some("normal", all.tray);
  const needed = all.tanks.find((each) => each.key === key)!;
  return [...some("normal", needed.normal), ...some("small", needed.small)];
}

const plaquesOf = ({ rail }: PlateLayout): readonly Box[] => [...(rail?.workloads ?? []), ...(rail?.services ?? [])];

/** Half a pixel is nothing to the eye. */
const lies = (inside: Box, outside: Box): boolean =>
  inside.x >= outside.x - 0.5 && inside.y >= outside.y - 0.5 && inside.x + inside.width <= outside.x + outside.width + 0.5 && inside.y + inside.height <= outside.y + outside.height + 0.5;
const shrunk = ({ x, y, width, height }: Box): Box => ({ x: x + 0.01, y: y + 0.01, width: width - 0.02, height: height - 0.02 });

describe("layoutPlate", () => {
  test("is a function of its arguments", () => {
    fc.assert(fc.property(withOpened, (all) => { expect(layoutPlate(all)).toEqual(layoutPlate(structuredClone(all))); }), { numRuns: 60 });
  });

  test("of hundreds of tanks each is read some hundred times, however many arrangements are tried: it is laid out while somebody looks on", () => {
    let reads = 0;
    const tanks = Array.from({ length: 200 }, (_, i): TankNeeds => ({ key: `node/n${i}`, controlPlane: false, small: 2, get normal() { reads += 1; return 50; } }));
    layoutPlate({ width: 1400, height: 800, tanks, tray: 4 });
    expect(reads / tanks.length).toBeLessThan(200);
  });

  test.each<Drawing>(["dots", "capsules"])("every place of the room lies inside its vessel, drawn as %s", (drawing) => {
    fc.assert(fc.property(withOpened, (all) => {
      for (const vessel of layoutPlate(all).vessels) {
        for (const [size, place] of placesOf(vessel, all)) {
          const box = podBox(vessel, drawing, size, place);
          if (!lies(box, vessel.box)) throw new Error(`${vessel.key} ${size} ${place}: ${JSON.stringify(box)} outside ${JSON.stringify(vessel.box)}`);
        }
      }
    }), { numRuns: 60 });
  });

  test.each<Drawing>(["dots", "capsules"])("no two places overlap, drawn as %s", (drawing) => {
    fc.assert(fc.property(withOpened, (all) => {
      for (const vessel of layoutPlate(all).vessels) {
        const boxes = placesOf(vessel, all).map(([size, place]) => ({ size, place, box: shrunk(podBox(vessel, drawing, size, place)) }));
        for (const [i, a] of boxes.entries()) {
          for (const b of boxes.slice(i + 1)) if (overlaps(a.box, b.box)) throw new Error(`${vessel.key}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
        }
      }
    }), { numRuns: 30 });
  });

  test("frames do not overlap and lie in the world", () => {
    fc.assert(fc.property(withOpened, (all) => {
      const layout = layoutPlate(all);
      const frames = [...Object.values(layout.strip), ...plaquesOf(layout), ...layout.vessels.map(({ box }) => box), ...(layout.detail ? [layout.detail] : [])].map(shrunk);
      for (const [i, a] of frames.entries()) {
        expect(lies(a, { x: 0, y: 0, width: layout.width, height: layout.height })).toBe(true);
        for (const b of frames.slice(i + 1)) if (overlaps(a, b)) throw new Error(`${JSON.stringify(a)} and ${JSON.stringify(b)}`);
      }
    }), { numRuns: 60 });
  });

  test("one pod more or less within its room moves nothing", () => {
    const before: PlateNeeds = { width: 800, height: 600, tray: 2, tanks: [{ key: "node/a", controlPlane: false, small: 3, normal: roomFor(3) }, { key: "node/b", controlPlane: false, small: 3, normal: roomFor(1) }] };
    const after = { ...before, tanks: before.tanks.map((each) => ({ ...each, normal: roomFor(each.key === "node/a" ? 3 : 2) })) };
    expect(layoutPlate(after)).toEqual(layoutPlate(before));
  });

  test("a workload more moves nothing while there is room in its line, and what has none leaves the plate as it is", () => {
    const all = (workloads: number, services: number) => layoutPlate({ width: 800, height: 600, tray: 0, rail: { workloads, services }, tanks: [{ key: "node/a", controlPlane: false, small: 3, normal: 6 }] });
    const [one, two] = [all(1, 1), all(2, 2)];
    expect(two.rail!.workloads[0]).toEqual(one.rail!.workloads[0]);
    expect({ ...two, rail: undefined }).toEqual({ ...one, rail: undefined });
    expect(all(300, 0).rail!.workloads.length).toBeLessThan(40);
    const { rail: _rail, ...without } = all(0, 0);
    expect(without).toEqual(layoutPlate({ width: 800, height: 600, tray: 0, tanks: [{ key: "node/a", controlPlane: false, small: 3, normal: 6 }] }));
  });

  test("cutting a pod open moves nothing above it, in its row, or in other tanks of the row", () => {
    const all: PlateNeeds = { width: 800, height: 600, tray: 2, tanks: ["a", "b"].map((name) => ({ key: `node/${name}`, controlPlane: false, small: 3, normal: 6 })) };
    const closed = layoutPlate(all);
    const open = layoutPlate({ ...all, opened: { vessel: "node/a", size: "normal", place: 3, aspect: 0.46 } });
    expect(open.vessels[1]).toEqual(closed.vessels[1]);
    const y = (layout: typeof open, place: number): number => podBox(layout.vessels[0]!, "capsules", "normal", place).y;
    const opened = y(closed, 3);
    for (let place = 0; place < 6; place += 1) {
      if (y(closed, place) <= opened) expect(y(open, place)).toBe(y(closed, place));
      else expect(y(open, place)).toBeGreaterThan(y(closed, place));
    }
  });

  test.each([
    ["the founding scene keeps capsules at their drawn size, with the detail below", 800, 594, 3, 2, true, 0.9],
    ["eight nodes with 300 pods", 800, 594, 8, 48, false, 0.15],
    ["a hundred nodes with 10,000 pods", 800, 594, 100, 128, false, 0.02],
    ["a wide screen", 1900, 1000, 3, 12, true, 0.9],
    ["a laptop's window of 1366 x 768", 724, 460, 2, 2, true, 0.9],
    ["a laptop's window of 1280 x 720", 638, 412, 2, 2, true, 0.8],
    ["the same with three nodes", 638, 412, 3, 2, true, 0.6],
  ] as const)("%s", (_, width, height, nodes, normal, detail, least) => {
    const tanks = Array.from({ length: nodes }, (_each, i): TankNeeds => ({ key: `node/${i}`, controlPlane: i === 0 && nodes < 8, small: i === 0 ? 6 : 3, normal: i === 0 && nodes < 8 ? 0 : normal }));
    const layout = layoutPlate({ width, height, tanks, tray: 2 });
    expect(layout.detail !== undefined).toBe(detail);
    expect(layout.scale).toBeGreaterThan(least);
    if (detail) expect(Math.min(width / layout.width, height / layout.height)).toBeGreaterThan(0.84);
  });
});

describe("leaders", () => {
  /** Does an upright or level line go through a box? */
  const crosses = (a: Point, b: Point, { x, y, width, height }: Box): boolean =>
    Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + width && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + height;
  /** A pill's round ends hold no word. */
  const withoutEnds = ({ x, y, width, height }: Box): Box => ({ x: x + height / 2, y, width: Math.max(0, width - height), height });
  const wordsOfRim = ({ box }: Vessel, close: boolean): Box => ({ x: box.x + (close ? 14 : 36), y: box.y + 8, width: Math.max(0, box.width - (close ? 28 : 54)), height: close ? 10 : 14 });

  test("reach their pods, and cross no pod, no plaque and no name on the way", () => {
    fc.assert(fc.property(withOpened.filter(({ rail }) => rail!.workloads + rail!.services > 0), (all) => {
      const layout = layoutPlate(all);
      const pods = layout.vessels.flatMap((vessel) => placesOf(vessel, all).map(([size, place]) => ({ vessel, size, place, box: podBox(vessel, "capsules", size, place) })));
      const ends = pods.filter(({ size }, i) => size === "normal" && i % 3 === 0).map(({ vessel, place }): LeaderEnd => ({ vessel: vessel.key, size: "normal", place, line: "solid" }));
      const boxes = [...pods.filter(({ vessel }) => vessel.key !== TRAY).map(({ box, size }) => (size === "small" ? withoutEnds(box) : box)), ...plaquesOf(layout), ...layout.vessels.filter(({ key, slim }) => key !== TRAY && !slim).map((vessel) => wordsOfRim(vessel, layout.close))].map(shrunk);
      for (const from of plaquesOf(layout).slice(0, 7)) {
        for (const { points } of leadersOf(layout, "capsules", from, ends)) {
          for (const [i, b] of points.entries()) {
            const a = points[i - 1] ?? b;
            const hit = boxes.find((box) => crosses(a, b, box));
            if (hit) throw new Error(`${JSON.stringify([a, b])} through ${JSON.stringify(hit)}`);
          }
        }
      }
      const [plaque] = plaquesOf(layout);
      const reached = leadersOf(layout, "capsules", plaque!, ends).reduce((sum, { bundle }) => sum + (bundle?.count ?? 1), 0);
      expect(reached).toBe(ends.length);
    }), { numRuns: 30 });
  });

  test("of many in one tank, and of dots, are one with their number", () => {
    const layout = layoutPlate({ width: 800, height: 600, tray: 0, rail: { workloads: 1, services: 1 }, tanks: [{ key: "node/a", controlPlane: false, small: 0, normal: 64 }] });
    const ends = Array.from({ length: 60 }, (_, place): LeaderEnd => ({ vessel: "node/a", size: "normal", place, line: place < 59 ? "dashed" : "solid" }));
    expect(leadersOf(layout, "capsules", layout.rail!.workloads[0]!, ends)).toMatchObject([{ line: "solid", bundle: { count: 60 } }]);
    expect(leadersOf(layout, "dots", layout.rail!.workloads[0]!, ends.slice(0, 2))).toMatchObject([{ line: "dashed", bundle: { count: 2 } }]);
    expect(leadersOf(layout, "capsules", layout.rail!.workloads[0]!, ends.slice(0, 2))).toHaveLength(2);
  });
});

describe("podAtPoint", () => {
  test.each<Drawing>(["dots", "capsules"])("finds each pod anywhere on it, and nobody elsewhere, drawn as %s", (drawing) => {
    fc.assert(fc.property(withOpened, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (all, u, v) => {
      const layout = layoutPlate(all);
      const known = new Set(layout.vessels.flatMap((vessel) => placesOf(vessel, all).map(([size, place]) => `${vessel.key} ${size} ${place}`)));
      const name = (vessel: string, size: Size, place: number): string | undefined => [`${vessel} ${size} ${place}`].find((each) => known.has(each));
      for (const vessel of layout.vessels) {
        for (const [size, place] of placesOf(vessel, all)) {
          const { x, y, width, height } = podBox(vessel, drawing, size, place);
          expect(podAtPoint(layout, drawing, { x: x + u * width, y: y + v * height }, name)).toBe(name(vessel.key, size, place));
        }
      }
      expect(podAtPoint(layout, drawing, { x: -5, y: 10 }, name)).toBeUndefined();
      expect(podAtPoint(layout, drawing, { x: 10, y: 10 }, name)).toBeUndefined();
    }), { numRuns: 60 });
  });
});

describe("pipes", () => {
  test("every tank and part has one, from the API server to its rim", () => {
    fc.assert(fc.property(needs, (all) => {
      const layout = layoutPlate(all);
      const pipes = pipesOf(layout);
      for (const { key, box } of layout.vessels) {
        if (key === TRAY) continue;
        expect(pipes.get(key)?.at(-1)).toEqual({ x: box.x + box.width / 2, y: box.y });
      }
      for (const pipe of pipes.values()) {
        expect(lengthOf(pipe)).toBeGreaterThan(0);
        expect(along(pipe, 0)).toMatchObject(pipe[0]!);
        expect(along(pipe, 1).x).toBeCloseTo(pipe.at(-1)!.x);
        expect(along(pipe, 1).y).toBeCloseTo(pipe.at(-1)!.y);
      }
    }), { numRuns: 60 });
  });
});
