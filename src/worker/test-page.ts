import type { Entity, EntityKey, Mark } from "../graph/model.ts";
import type { Frame, OtherFrame } from "./protocol.ts";
import type { testMachine } from "./test-machine.ts";

/** For tests: a page. Applies frames, and nothing else. */
export function testPage(machine: ReturnType<typeof testMachine>) {
  let taken = 0;
  const model = new Map<EntityKey, Entity>();
  let marks: Frame["marks"] = [];
  let viewMs = 0;
  const other: { model: Map<EntityKey, Entity>; marks: Mark[]; frame: OtherFrame | null | undefined } = { model: new Map(), marks: [], frame: undefined };
  return {
    model,
    marks: () => marks,
    viewMs: () => viewMs,
    /** Asks, and draws whatever has come. */
    draw() {
      machine.send({ type: "frame" });
      const frames = machine.of("frame");
      for (; taken < frames.length; taken += 1) this.take(frames[taken]!.frame);
    },
    /** The branch that is compared with, as the page has it. */
    other,
    take(frame: Frame) {
      if (frame.afresh) model.clear();
      for (const { key, after } of frame.changes) {
        if (after) model.set(key, after);
        else model.delete(key);
      }
      if (frame.forgetAfterMs !== undefined) marks = marks.filter(({ atMs }) => atMs <= frame.forgetAfterMs!);
      marks = [...marks, ...frame.marks];
      viewMs = frame.viewMs;
      if (frame.other?.afresh) {
        other.model.clear();
        other.marks = [];
      }
      other.marks.push(...(frame.other?.marks ?? []));
      for (const { key, after } of frame.other?.changes ?? []) {
        if (after) other.model.set(key, after);
        else other.model.delete(key);
      }
      if (frame.other !== undefined) other.frame = frame.other;
    },
  };
}
