import type { ContainerView, PodView, VolumeView } from "../../graph/model.ts";
import { bottom, clamp, type Box, type TextPlace } from "./boxes.ts";

/** A volume above the containers; `volumes` are more than one where there was no room for all. */
export interface DrumLayout {
  readonly volumes: readonly VolumeView[];
  readonly box: Box;
}

export interface MountLayout {
  readonly container: string;
  readonly text: string;
  readonly readOnly: boolean;
  readonly at: TextPlace;
  /** Where the pipe shows which label is its own; none where there is one only. */
  readonly dot?: { readonly x: number; readonly y: number };
}

export interface VolumesLayout {
  readonly drums: readonly DrumLayout[];
  /** Path data of the pipes, from the drums to the slips. */
  readonly pipes: readonly string[];
  readonly mounts: readonly MountLayout[];
}

/** What is drawn of a pod's volumes, before anything has its place. */
export interface VolumesPlan {
  readonly groups: readonly (readonly VolumeView[])[];
  /** For each container, in order: what comes down to it. */
  readonly mounts: readonly (readonly PlannedMount[])[];
  /** From the drums' upper edge to the slips'. */
  readonly height: number;
}

interface PlannedMount {
  readonly group: number;
  readonly text: string;
  readonly readOnly: boolean;
}

const DRUM_HEIGHT = 41;
const LEAST_DRUM = 84;
const MOST_DRUM = 176;
const DRUM_GAP = 12;
const LANE = 8;
const LABEL = 13;
const PORT = 8;
const MOST_MOUNTS = 4;

/** The volume with the token that every pod is given: it is in the YAML, and would stand in every drawing. */
const isToken = ({ name, type }: VolumeView): boolean => type === "projected" && name.startsWith("kube-api-access-");

export const drawnVolumes = ({ volumes }: Pick<PodView, "volumes">): readonly VolumeView[] => volumes.filter((volume) => !isToken(volume));

/** How wide the volumes would like to be together. */
export const volumesWish = (pod: Pick<PodView, "volumes">): number => {
  const count = drawnVolumes(pod).length;
  return count === 0 ? 0 : count * (LEAST_DRUM + DRUM_GAP) - DRUM_GAP;
};

/** Which volumes stand above the pod in a room of that width, and which pipes go down from them. */
export function planVolumes(pod: Pick<PodView, "volumes" | "containers">, room: number): VolumesPlan {
  const volumes = drawnVolumes(pod);
  const fit = Math.max(Math.floor((room + DRUM_GAP) / (LEAST_DRUM + DRUM_GAP)), 1);
  const alone = volumes.length <= fit ? volumes.length : fit - 1;
  const groups = [...volumes.slice(0, alone).map((volume) => [volume]), ...(alone < volumes.length ? [volumes.slice(alone)] : [])];
  const mounts = pod.containers.map((container) => plannedMounts(container, groups));
  const labels = Math.max(...mounts.map(({ length }) => length), 0);
  const height = groups.length === 0 ? 0 : DRUM_HEIGHT + 5 + LANE * groups.length + (labels > 0 ? LABEL * labels + 5 : 4);
  return { groups, mounts, height };
}

function plannedMounts({ mounts }: ContainerView, groups: VolumesPlan["groups"]): readonly PlannedMount[] {
  const all = mounts.flatMap(({ volume, path, subPath, readOnly }): PlannedMount[] => {
    const group = groups.findIndex((volumes) => volumes.some(({ name }) => name === volume));
    return group < 0 ? [] : [{ group, text: subPath ? `${path} (${subPath})` : path, readOnly }];
  });
  const over = all.length - MOST_MOUNTS;
  return over <= 0 ? all : [...all.slice(0, MOST_MOUNTS - 1), { group: all[MOST_MOUNTS - 1]!.group, text: `+${over + 1}`, readOnly: false }];
}

/** Puts the drums in a row, each pipe into a lane of its own, and the mounts' paths beside their pipes. */
export function layoutVolumes(pod: Pick<PodView, "containers">, plan: VolumesPlan, room: { readonly x: number; readonly w: number; readonly y: number }, slips: readonly Box[]): VolumesLayout {
  const drums = placeDrums(plan, room);
  const lane = (group: number): number => room.y + DRUM_HEIGHT + 7 + LANE * group;
  const port = (column: number, k: number): number => slips[column]!.x + 13 + PORT * k;
  const pipes = drums.flatMap(({ box }, group) => {
    const taken = plan.mounts.flatMap((mounts, column) => mounts.flatMap((mount, k) => (mount.group === group ? [] : [port(column, k)])));
    const drop = freeDrop(box, taken);
    return plan.mounts.flatMap((mounts, column) =>
      mounts.flatMap((mount, k) => (mount.group === group ? [`M${drop} ${bottom(box) - 3}V${lane(group)}H${port(column, k)}V${slips[column]!.y}`] : [])),
    );
  });
  const mounts = plan.mounts.flatMap((ofContainer, column) => ofContainer.map((mount, k) => placeMount(pod.containers[column]!.name, mount, k, ofContainer.length, slips[column]!, port(column, k))));
  return { drums, pipes, mounts };
}

function placeDrums({ groups }: VolumesPlan, { x, w, y }: { readonly x: number; readonly w: number; readonly y: number }): DrumLayout[] {
  const count = groups.length;
  const gaps = DRUM_GAP * (count - 1);
  const width = clamp((w - gaps) / count, LEAST_DRUM, MOST_DRUM);
  const from = x + (w - width * count - gaps) / 2;
  return groups.map((volumes, i) => ({ volumes, box: { x: from + i * (width + DRUM_GAP), y, w: width, h: DRUM_HEIGHT } }));
}

/** Where a pipe leaves its drum: in the middle, or a little beside it where another one comes down. */
function freeDrop({ x, w }: Box, taken: readonly number[]): number {
  const middle = Math.round(x + w / 2);
  for (let by = 0; by < w / 2 - 12; by += 2) {
    for (const at of [middle + by, middle - by]) if (taken.every((other) => Math.abs(other - at) >= 7)) return at;
  }
  return middle;
}

function placeMount(container: string, { text, readOnly }: PlannedMount, k: number, count: number, slip: Box, portX: number): MountLayout {
  const x = slip.x + 13 + PORT * (count - 1) + 8;
  const y = slip.y - 6 - LABEL * (count - 1 - k);
  return { container, text, readOnly, at: { x, y, w: slip.x + slip.w - x }, ...(count > 1 && { dot: { x: portX, y: y - 4 } }) };
}
