import type { TypedInput } from "../branches.ts";
import { runTyped } from "../errand.ts";
import type { PageInput } from "../protocol.ts";
import { goneMs, type Playing } from "./playing.ts";

export function typeWhenWhole(playing: Playing): void {
  const { world, typing, pace, errands, history } = playing;
  if (!world.whole) return;
  for (const input of history.comeAgain(world.nowMs)) world.type(input);
  // Who types on the way to a moment means that moment.
  if (errands.some(({ kind }) => kind === "branch")) return;
  for (const input of typing.splice(0)) {
    if (changesNothing(playing, input)) continue;
    history.enter(world.nowMs, input, world.nowMs);
    const submitted = world.type(input);
    if (pace.speed === 0) errands.push(runTyped(playing, submitted));
  }
}

/** A file is saved as it is: nobody did anything. */
function changesNothing({ world, watching, history }: Playing, input: PageInput): boolean {
  if (input.type !== "edit") return false;
  // Typed at this instant, it is not in the file yet.
  const pending = history.typed.findLast((one) => one.atMs === world.nowMs && one.input.type === "edit" && one.input.file === input.file)?.input;
  if (pending?.type === "edit") return pending.text === input.text;
  const file = world.query({ type: "file", path: input.file }, watching.model);
  return file.type === "file" && file.text === input.text;
}

/** Typed, but not entered yet: as soon as this instant is whole, or the moment is reached to which the world is on its way. */
export function pendingOf(playing: Playing): readonly TypedInput[] {
  const way = playing.errands.find(({ kind }) => kind === "branch");
  const atMs = Math.max(goneMs(playing), way?.untilMs ?? 0, playing.history.typed.at(-1)?.atMs ?? 0);
  return playing.typing.map((input) => ({ atMs, input }));
}
