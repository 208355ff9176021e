import type { ContainerView } from "../../graph/model.ts";
import { clock, cross, cut, fill, sign, stroke, type Shape, type Signal } from "./shape.ts";

/** Words of the grammar for a container. */
export type ContainerState = "waiting" | "pulling" | "refused" | "backOff" | "imageBackOff" | "running" | "stopping" | "completed" | "failed";

type Seen = Pick<ContainerView, "state" | "exitCode" | "stopping" | "clock"> & Partial<Pick<ContainerView, "reason">>;

/** Reasons with which the kubelet cannot make a container: CreateContainerConfigError, RunContainerError, ErrImagePull, InvalidImageName. */
const REFUSAL = /Error$|^Err|^Invalid/;

/** What a container's slip shows. */
export function containerState({ state, exitCode, stopping, clock: running, reason = "" }: Seen): ContainerState {
  if (state === "running") return stopping ? "stopping" : "running";
  if (running?.what === "pull") return "pulling";
  if (running?.what === "crashBackoff") return "backOff";
  if (running?.what === "imageBackoff") return "imageBackOff";
  if (state === "terminated") return exitCode === 0 ? "completed" : "failed";
  return REFUSAL.test(reason) ? "refused" : "waiting";
}

export const containerSignals: Readonly<Record<ContainerState, Signal>> = {
  waiting: "mute", pulling: "wait", refused: "bad", backOff: "bad", imageBackOff: "bad", running: "ok", stopping: "wait", completed: "mute", failed: "bad",
};

const slip = "M-7.2 -10H7.2V10H-7.2Z";
const open = stroke(slip);
const nothingBehind = stroke(slip, { dash: [4.4, 3.45] });
const CLOCK_RADIUS = 15.5;

/** An upright slip. `fraction` is how far its clock has run, 0 to 1. */
export function containerShapes(state: ContainerState, fraction = 0): readonly Shape[] {
  switch (state) {
    case "waiting": return [nothingBehind];
    case "pulling": return [nothingBehind, fill(`M-4.6 7.6H4.6V${round(7.6 - 15.2 * Math.min(fraction, 1))}H-4.6Z`)];
    case "refused": return [nothingBehind, sign(cross(3))];
    case "backOff": return [nothingBehind, sign(cross(3)), ...clock(CLOCK_RADIUS, fraction)];
    case "imageBackOff": return [nothingBehind, sign("M0 -5V1.2M-3 -1.4L0 1.6L3 -1.4M-3.8 5H3.8"), ...clock(CLOCK_RADIUS, fraction)];
    case "running": return [open, fill("M-3 -4.6L4.6 0L-3 4.6Z")];
    case "stopping": return [open, sign("M-4 -1.4L0 2.8L4 -1.4"), ...clock(CLOCK_RADIUS, fraction)];
    case "completed": return [open, sign("M-4.2 0.4L-1 3.6L4.4 -3.4")];
    case "failed": return [fill(slip), cut(cross(4.2))];
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;
