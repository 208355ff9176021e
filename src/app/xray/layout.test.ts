import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContainerView, PodView } from "../../graph/model.ts";
import { bottom, right, type Box, type TextPlace } from "./boxes.ts";
import { layoutDetail, type DetailLayout, type LayoutOptions } from "./layout.ts";
import { container, namespaces, pod, probe, volume } from "./testing/pods.ts";
import { fitText, textWidth } from "./text-fit.ts";

const textBox = ({ x, y, w }: TextPlace): Box => ({ x, y: y - 9, w, h: 11 });
const centred = ({ x, y, w }: TextPlace): Box => textBox({ x, y, w });

/** Everything that may not lie on anything else. */
function blocksOf(layout: DetailLayout, stepping: boolean): Map<string, Box> {
  const blocks = new Map<string, Box>();
  if (layout.title) blocks.set("title", textBox(layout.title));
  if (stepping && layout.steps) blocks.set("steps", textBox(layout.steps));
  layout.slips.forEach(({ box }, i) => blocks.set(`slip ${i}`, box));
  layout.volumes.drums.forEach(({ box }, i) => blocks.set(`volume ${i}`, box));
  layout.volumes.mounts.forEach(({ at }, i) => blocks.set(`mount ${i}`, textBox(at)));
  layout.dials.forEach(({ box }, i) => blocks.set(`dial ${i}`, box));
  if (layout.clock) blocks.set("clock", layout.clock);
  layout.rings.forEach(({ label, value }, i) => {
    blocks.set(`ring ${i}`, textBox(label));
    if (value) blocks.set(`ring value ${i}`, textBox(value));
  });
  layout.ports.forEach((at, i) => blocks.set(`port ${i}`, textBox(at)));
  layout.aside.forEach((at, i) => blocks.set(`aside ${i}`, centred(at)));
  blocks.set("pause", { ...layout.pause.box, x: layout.pause.box.x - 8, w: layout.pause.box.w + 16 });
  blocks.set("left post", { x: layout.posts.left - 3, y: layout.posts.top, w: 6, h: layout.posts.bottom - layout.posts.top });
  blocks.set("right post", { x: layout.posts.right - 3, y: layout.posts.top, w: 6, h: layout.posts.bottom - layout.posts.top });
  if (layout.wall) blocks.set("wall", layout.wall);
  return blocks;
}

const overlap = (a: Box, b: Box): boolean => a.x < right(b) - 0.01 && b.x < right(a) - 0.01 && a.y < bottom(b) - 0.01 && b.y < bottom(a) - 0.01;

function faults(layout: DetailLayout, stepping: boolean): string[] {
  const blocks = [...blocksOf(layout, stepping)];
  const found: string[] = [];
  for (const [name, box] of blocks) {
    if (box.x < 0 || box.y < 0 || right(box) > layout.width + 0.01 || bottom(box) > layout.height + 0.01 || !(box.w > 0)) found.push(`${name} leaves the sheet`);
  }
  blocks.forEach(([name, box], i) => {
    for (const [other, otherBox] of blocks.slice(i + 1)) if (overlap(box, otherBox)) found.push(`${name} on ${other}`);
  });
  for (const slip of layout.slips) {
    const rows = [slip.name, slip.image, slip.tag, slip.state, slip.detail, slip.limits, ...slip.probes.map(({ at }) => at), slip.pid].filter((row) => row !== undefined);
    rows.forEach((row, i) => {
      if (i > 0 && row.y - rows[i - 1]!.y < 12) found.push(`rows of ${slip.container} touch`);
      if (row.x < slip.box.x || row.x + row.w > right(slip.box) || row.y > bottom(slip.box)) found.push(`a row leaves ${slip.container}`);
    });
    if (slip.drum && (slip.drum.y < rows.at(-1)!.y || bottom(slip.drum) > layout.posts.top + 16)) found.push(`the drum of ${slip.container} lies in the rings`);
    if (layout.list && rows.at(-1)!.y > layout.list.y) found.push(`the list covers ${slip.container}`);
  }
  if (layout.list && bottom(layout.list) > layout.posts.top + 16) found.push("the list lies in the rings");
  return found;
}

const word = fc.stringMatching(/^[a-z0-9-]{1,60}$/);
const anyProbe = fc.record({ type: fc.constantFrom("startup" as const, "liveness" as const, "readiness" as const), failureThreshold: fc.integer({ min: 1, max: 30 }) }).map((change) => probe(change));
const anyContainer = (volumes: readonly string[], role: ContainerView["role"]): fc.Arbitrary<ContainerView> =>
  fc
    .record({
      name: word,
      image: word,
      assumed: fc.boolean(),
      limits: fc.constantFrom({ cpu: "", memory: "" }, { cpu: "500m", memory: "64Mi" }),
      probes: fc.uniqueArray(anyProbe, { maxLength: 3, selector: ({ type }) => type }),
      mounts: volumes.length === 0 ? fc.constant([]) : fc.array(fc.record({ volume: fc.constantFrom(...volumes), path: word, subPath: fc.constantFrom("", "a.conf"), readOnly: fc.boolean() }), { maxLength: 7 }),
    })
    .map(({ name, ...change }) => container(name, { ...change, role }));

const anyPod: fc.Arbitrary<PodView> = fc
  .record({ name: word, volumes: fc.uniqueArray(word, { maxLength: 7 }), init: fc.integer({ min: 0, max: 4 }), sidecars: fc.integer({ min: 0, max: 2 }), regular: fc.integer({ min: 1, max: 12 }), ephemeral: fc.integer({ min: 0, max: 2 }), host: fc.constantFrom("shared" as const, "host" as const), pid: fc.constantFrom("shared" as const, "host" as const, "private" as const), user: fc.constantFrom("shared" as const, "host" as const) })
  .chain(({ name, volumes, init, sidecars, regular, ephemeral, host, pid, user }) => {
    const of = (count: number, role: ContainerView["role"]): fc.Arbitrary<ContainerView>[] => Array.from({ length: count }, () => anyContainer(volumes, role));
    return fc
      .tuple(...of(init, "init"), ...of(sidecars, "sidecar"), ...of(regular, "regular"), ...of(ephemeral, "ephemeral"))
      .map((containers) => pod(name, { containers, volumes: volumes.map((each) => volume(each)), namespaces: namespaces({ net: host, uts: host, pid, user }) }));
  });

const anyOptions: fc.Arbitrary<LayoutOptions> = fc.record({
  width: fc.integer({ min: 340, max: 900 }),
  height: fc.option(fc.integer({ min: 180, max: 700 }), { nil: undefined }),
  compact: fc.boolean(),
  title: fc.option(fc.integer({ min: 120, max: 420 }), { nil: undefined }),
  stepping: fc.boolean(),
});

describe("the drawing of a sandbox", () => {
  it("lays nothing on anything else, whatever the pod and the room", () => {
    fc.assert(
      fc.property(anyPod, anyOptions, (one, asked) => {
        const options = asked.compact ? { ...asked, title: undefined } : asked;
        expect(faults(layoutDetail(one, options), options.stepping)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("keeps to the width that it is offered while the containers fit", () => {
    const of = (count: number): PodView => pod("p", { containers: Array.from({ length: count }, (_, i) => container(`c${i}`)) });
    for (const [width, most] of [[340, 3], [390, 4], [640, 6], [776, 7], [900, 9]] as const) {
      for (let count = 0; count <= most; count += 1) expect(layoutDetail(of(count), { width, compact: false, stepping: false }).width, `${count} in ${width}`).toBe(width);
    }
    expect(layoutDetail(of(12), { width: 390, compact: false, stepping: false }).width).toBeGreaterThan(390);
  });

  it("stands still while time goes by and states change", () => {
    const before = pod("p", { containers: [container("a", { probes: [probe()] })] });
    const after = pod("p", { glyph: "crashLoop", containers: [container("a", { probes: [probe({ state: "failed", inARow: 3 })], state: "waiting", reason: "CrashLoopBackOff", restarts: 9, clock: { what: "crashBackoff", fromMs: 0, untilMs: 10 } })] });
    const options = { width: 776, compact: false, stepping: false, title: 260 };
    const { slips: a, dials: b, rings: c } = layoutDetail(before, options);
    const { slips, dials, rings } = layoutDetail(after, options);
    expect({ slips, dials, rings: rings.map(({ y }) => y) }).toEqual({ slips: a, dials: b, rings: c.map(({ y }) => y) });
  });

  it("has a ring for each namespace that pause holds, and a wall where the host's is used", () => {
    const of = (change: Parameters<typeof namespaces>[0]): DetailLayout => layoutDetail(pod("p", { containers: [container("a")], namespaces: namespaces(change) }), { width: 776, compact: false, stepping: false });
    expect(of({}).rings.map(({ namespace }) => namespace.name)).toEqual(["net", "ipc", "uts"]);
    expect(of({}).slips[0]!.drum).toBeDefined();
    const shared = of({ pid: "shared" });
    expect(shared.rings.map(({ namespace }) => namespace.name)).toEqual(["net", "ipc", "uts", "pid"]);
    expect([shared.slips[0]!.drum, shared.list !== undefined, shared.wall]).toEqual([undefined, true, undefined]);
    const host = of({ net: "host", uts: "host" });
    expect(host.wall).toBeDefined();
    expect(host.rings).toHaveLength(3);
  });

  it("puts the probes of one container at both sides, and folds those of many", () => {
    const probes = [probe({ type: "startup" }), probe(), probe({ type: "readiness" })];
    const one = layoutDetail(pod("p", { containers: [container("a", { probes })] }), { width: 776, compact: false, stepping: false });
    expect(one.dials.map(({ side, probe: index }) => [side, index])).toEqual([["left", 0], ["left", 1], ["right", 2]]);
    const six = layoutDetail(pod("p", { containers: Array.from({ length: 6 }, (_, i) => container(`c${i}`, { probes })) }), { width: 776, compact: false, stepping: false });
    expect(six.dials).toEqual([]);
    expect(six.slips.every((slip) => slip.probes.length === 3)).toBe(true);
  });
});

describe("text", () => {
  it("leaves out the middle of what is too long, and never more than it must", () => {
    expect(fitText("web", 100, "mono")).toBe("web");
    const fitted = fitText("web-6d5f9c7b48-2kqzv", 80, "mono");
    expect(fitted).toMatch(/^web-.*….*kqzv$/);
    expect(textWidth(fitted, "mono")).toBeLessThanOrEqual(80);
    expect(fitText("容器容器容器", 30, "note").length).toBeLessThan(5);
  });
});
