import { createComparing } from "../comparing.ts";
import type { Machine } from "../machine.ts";
import { goneMs, type Playing } from "./playing.ts";
import { SLICE_MS } from "./slice.ts";

/** Another branch is played beside this one from where they part. */
export function compareWith(playing: Playing, id: number | undefined): void {
  const { history, world, watching, comparing } = playing;
  const other = id === undefined ? undefined : history.besides(id, goneMs(playing));
  if (!other) {
    playing.comparing = comparing && "none";
    return;
  }
  const model = watching.log.modelAt(other.forkMs);
  playing.comparing = createComparing(other, world.beside(other.forkMs, model), model);
}

/** The future that is played is another now: compared is what it was, if it went there, or the same as before. */
export function compareAgain(playing: Playing, before: number): void {
  const { comparing, history } = playing;
  if (comparing && comparing !== "none") compareWith(playing, comparing.id === history.id ? before : comparing.id);
}

export const isComparedBehind = ({ comparing, watching }: Playing): boolean => comparing !== undefined && comparing !== "none" && comparing.isBehind(watching.viewMs);

/** Lets the other branch come to the moment that is shown. It may stop with a fault of its own, which is none of the one that is played. */
export function compareOn(playing: Playing, machine: Machine): void {
  const { comparing, watching } = playing;
  if (!comparing || comparing === "none") return;
  const deadline = machine.clockMs() + SLICE_MS;
  comparing.advance(watching.viewMs, () => machine.clockMs() >= deadline);
}

export function otherShown({ comparing, watching }: Playing) {
  if (comparing === "none") return null;
  return comparing?.take(watching);
}
