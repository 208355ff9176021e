import type { Entity, EntityKey } from "../graph/model.ts";
import type { Frame } from "./protocol.ts";
import type { testMachine } from "./test-machine.ts";

/** For tests: a page. Applies frames, and nothing else. */
export function testPage(machine: ReturnType<typeof testMachine>) {
  let taken = 0;
  const model = new Map<EntityKey, Entity>();
  let marks: Frame["marks"] = [];
  let viewMs = 0;
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
    take(frame: Frame) {
      if (frame.afresh) model.clear();
      for (const { key, after } of frame.changes) {
        if (after) model.set(key, after);
        else model.delete(key);
      }
      if (frame.forgetAfterMs !== undefined) marks = marks.filter(({ atMs }) => atMs <= frame.forgetAfterMs!);
      marks = [...marks, ...frame.marks];
      viewMs = frame.viewMs;
    },
  };
}
