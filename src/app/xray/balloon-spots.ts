import type { Why, WhyPlace } from "../../graph/why/why.ts";
import type { PodView, ProbeView } from "../../graph/model.ts";
import { bottom, right } from "./boxes.ts";
import { clockOf } from "./clocks.ts";
import type { DetailLayout } from "./layout.ts";

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** From the middle of a balloon to that of the next one. */
const APART = 19;
/** A balloon stands whole on its sheet. */
const EDGE = 10;

/** Where each number stands: at the part that it names, below those that stand there already. */
export function balloonSpots(why: Why, pod: PodView, layout: DetailLayout): readonly (Spot & { readonly number: number })[] {
  const placed: (Spot & { readonly number: number })[] = [];
  const isFree = ({ x, y }: Spot): boolean => placed.every((other) => Math.hypot(other.x - x, other.y - y) >= APART - 0.5);
  why.links.forEach(({ at }, i) => {
    const spots = spotsOf(at, why, pod, layout).map(({ x, y }) => ({ x: Math.min(Math.max(x, EDGE), layout.width - EDGE), y }));
    let spot = spots.find(isFree) ?? spots.at(-1);
    while (spot && !isFree(spot)) spot = { x: spot.x, y: spot.y + 1 };
    if (spot) placed.push({ number: i + 1, ...spot });
  });
  return placed;
}

/** The container that an answer about the whole pod is told by. */
const named = ({ links }: Why): string | undefined => links.flatMap(({ at }) => ("container" in at && at.container ? [at.container] : []))[0];

function spotsOf(at: WhyPlace, why: Why, pod: PodView, layout: DetailLayout): readonly Spot[] {
  const about = why.container || named(why) || pod.containers[0]?.name;
  switch (at.part) {
    case "pause": return [{ x: right(layout.pause.plate) - 2, y: layout.pause.plate.y + 10 }];
    case "pod": return [{ x: layout.posts.right, y: layout.posts.top - 14 }];
    case "container": return slipSpots(layout, at.container, "name");
    case "image": return about === undefined ? [] : slipSpots(layout, about, "image");
    case "grace": return graceSpots(about, pod, layout);
    case "probe": return probeSpots(layout, pod, at.container, at.probe);
    case "volume": {
      const drum = layout.volumes.drums.find(({ volumes }) => volumes.some(({ name }) => name === at.volume));
      return drum ? [{ x: right(drum.box), y: drum.box.y + 6 }] : [];
    }
    default: return [];
  }
}

/** At the clock's dial, where there is one; else at the container that it runs for. */
function graceSpots(about: string | undefined, { containers }: PodView, layout: DetailLayout): readonly Spot[] {
  const { clock } = layout;
  if (clock && containers.some((container) => clockOf(container))) return [{ x: right(clock) - 6, y: clock.y + 7 }];
  return about === undefined ? [] : slipSpots(layout, about, "detail");
}

function slipSpots(layout: DetailLayout, container: string, row: "name" | "image" | "detail"): readonly Spot[] {
  const slip = layout.slips.find((other) => other.container === container);
  if (!slip) return [];
  const x = right(slip.box) + 4;
  return [{ x, y: row === "name" ? slip.box.y + 4 : slip[row].y - 4 }];
}

/** From the middle of a dial to behind its count of containers that are ready. */
const BESIDE_READY = 47;

/** Right of a large dial's pips, and of their count where it is printed. */
const besidePips = (probe: ProbeView | undefined): number =>
  !probe || probe.last?.result === "failure" || probe.failureThreshold > 3 ? 142 : 4 + 30 * (probe.failureThreshold - 1) + 17 + 16;

function probeSpots(layout: DetailLayout, pod: PodView, container: string, probe: string): readonly Spot[] {
  const probes = pod.containers.find(({ name }) => name === container)?.probes ?? [];
  const index = probes.findIndex(({ type }) => type === probe);
  const shown = probes[index];
  const dial = layout.dials.find((other) => other.container === container && other.probe === index);
  if (dial) {
    const { box, centre, radius, leader, size } = dial;
    if (size === "large") return [{ x: dial.side === "left" ? box.x + besidePips(shown) : centre.x + Math.max(radius, BESIDE_READY), y: centre.y + radius + 17 }, leader.balloon, { x: centre.x + radius * 0.72, y: centre.y - radius * 0.72 }];
    // Towards the container: at the other side ends the sheet.
    const beside = dial.side === "right" ? box.x - 4 : right(box) + 4;
    return [{ x: size === "small" ? beside : right(box) - 8, y: size === "small" ? bottom(box) - 5 : box.y + 42 }, leader.balloon, { x: centre.x + radius * 0.7, y: centre.y - radius * 0.7 }];
  }
  const slip = layout.slips.find((other) => other.container === container);
  const row = slip?.probes.find((other) => other.probe === index);
  return slip && row ? [{ x: right(slip.box) + 4, y: row.at.y - 5 }] : [];
}
