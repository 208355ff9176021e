import type { Why } from "../../graph/why/why.ts";
import { linkBounds } from "../../scenario/link/link.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { pause } from "../state/world.ts";
import { makeLink, type MadeLink } from "../share/made-link.ts";
import type { Drawing } from "./drawing/drawing.ts";
import { sheetOverPlate, tracePlate } from "./trace/trace-plate.ts";

/** A moment that was caught: what the plate showed, and the link that leads back to it. */
export interface Shot {
  readonly plate: Drawing;
  readonly link: MadeLink;
  readonly atMs: number;
  /** The pods that were there, as `kubectl get pods` lists them: for who cannot see the picture. */
  readonly pods: readonly string[];
  /** What the numbers on it stand for, if there are any. */
  readonly why: Why | undefined;
  /** False for a scene that is larger than any link that is opened: a picture of it is a picture only. */
  readonly holds: boolean;
}

/** Holds the clock and takes what is seen. Rejects when the world is gone, or nothing is drawn. */
export async function takeShot(): Promise<Shot> {
  const { speed, goal } = useMoment.getState();
  if (speed > 0 || goal !== undefined) {
    pause();
    await untilMoment((moment) => moment.speed === 0 && moment.goal === undefined, PATIENCE_MS);
  }
  await drawn();
  await stillness();
  const plate = tracePlate();
  if (!plate) throw new Error("no plate");
  const { viewMs: atMs } = useMoment.getState();
  const link = await makeLink();
  return { plate, link, holds: new URL(link.address).hash.length <= linkBounds.characters, atMs, pods: podsNow(), why: sheetOverPlate() ? undefined : useSelection.getState().why };
}

const MOST_PODS = 200;

const podsNow = (): readonly string[] =>
  modelStore.keys("pod").slice(0, MOST_PODS).flatMap((key) => {
    const pod = modelStore.get("pod", key);
    return pod ? [`${pod.name} ${pod.readyCount}/${pod.containerCount} ${pod.status}`] : [];
  });

/** A world that does not come to rest is not waited for. */
const PATIENCE_MS = 2_000;

/** Resolves when that holds of the clock, or after so much host time. */
function untilMoment(holds: (moment: ReturnType<typeof useMoment.getState>) => boolean, mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (holds(useMoment.getState())) return resolve();
    const end = (): void => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const stop = useMoment.subscribe((moment) => { if (holds(moment)) end(); });
    const timer = setTimeout(end, mostMs);
  });
}

/** What glides or fades on the plate has come to rest, or is not waited for. */
async function stillness(): Promise<void> {
  const moving = [...document.querySelectorAll("[data-testid='plate'], [data-picture='sheet']")].flatMap((seen) => seen.getAnimations({ subtree: true }));
  await Promise.race([Promise.allSettled(moving.map(({ finished }) => finished)), new Promise((resolve) => setTimeout(resolve, LONGEST_MOTION_MS))]);
}

/** Seven numbers come one after the other. */
const LONGEST_MOTION_MS = 900;

/** Two frames: elements are drawn in the first, canvases in the second. */
export const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))));
