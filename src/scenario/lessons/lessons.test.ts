import { describe, expect, test } from "vitest";
import { lessonFolders, loadLesson } from "../../../scripts/lesson-modules.ts";
import type { LessonStep, Lesson } from "./lesson.ts";
import { solutionOf } from "./read-lesson.ts";
import { openLessonStage, type LessonStage } from "./testing/lesson-stage.ts";

const home = import.meta.dirname;
const folders = lessonFolders(home);

test("there are lessons", () => expect(folders.length).toBeGreaterThanOrEqual(2));

describe.each(folders)("%s", (folder) => {
  const lesson = loadLesson(home, folder);
  const steps = lesson.texts.en.steps;

  test("has eight to fourteen steps, something to do in each", () => {
    expect(steps.length).toBeGreaterThanOrEqual(8);
    expect(steps.length).toBeLessThanOrEqual(14);
    for (const step of steps) expect(step.check).not.toEqual([]);
  });

  test.each(["en", "zh"] as const)("each step is solved by its solution and not before, as %s tells it", (language) => {
    const told = lesson.texts[language].steps;
    const stage = openLessonStage(lesson.scenario);
    for (const [i, step] of told.entries()) {
      const where = `step ${i + 1}`;
      stage.begin(step);
      if (step.check.length > 0) expect(`${where}: ${stage.holds(step.check)}`).toBe(`${where}: false`);
      solve(stage, step, where);
    }
  });

  test("commands that are shown do what they say: none is unknown", () => {
    const stage = openLessonStage(lesson.scenario);
    for (const [i, step] of steps.entries()) {
      stage.begin(step);
      solve(stage, step, `step ${i + 1}`);
      for (const block of step.blocks) if (block.type === "commands") stage.move([block]);
    }
    const printed = stage.transcript();
    expect(printed.length).toBeGreaterThan(20);
    for (const said of printed) expect(said).not.toMatch(/unknown (command|flag|shorthand)|command not found|is not simulated/m);
  });

  const hints = steps.flatMap((step, i) => step.hints.map((_, h): [string, number, number] => [`step ${i + 1}, hint ${h + 1}`, i, h]));
  test.each(hints)("%s: what is told is wrong leads there, and is not the way", (_, i, h) => {
    const stage = openLessonStage(lesson.scenario);
    reach(lesson, stage, i);
    const step = steps[i]!;
    const { when, wrong } = step.hints[h]!;
    expect(stage.holds(when)).toBe(false);
    stage.move([{ type: "commands", text: wrong }]);
    expect({ reached: stage.comesTrue(when), seen: stage.seen(when) }).toEqual({ reached: true, seen: [] });
    expect(stage.holds(step.check)).toBe(false);
  });
});

/** Brings a stage to the beginning of a step. */
function reach(lesson: Lesson, stage: LessonStage, step: number): void {
  const { steps } = lesson.texts.en;
  for (const [i, before] of steps.slice(0, step).entries()) {
    stage.begin(before);
    solve(stage, before, `step ${i + 1}`);
  }
  stage.begin(steps[step]!);
}

function solve(stage: LessonStage, step: LessonStep, where: string): void {
  if (step.check.length === 0) return;
  stage.move(solutionOf(step));
  const done = stage.comesTrue(step.check);
  expect({ where, done, missing: stage.seen(step.check) }).toEqual({ where, done: true, missing: [] });
}
