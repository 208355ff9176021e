import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLesson, solutionOf } from "../src/scenario/lessons/read-lesson.ts";
import { openLessonStage } from "../src/scenario/lessons/testing/lesson-stage.ts";

/* The example of docs/lessons.md is a lesson, and can be done. */
const page = readFileSync(join(import.meta.dirname, "../docs/lessons.md"), "utf8");
const example = (file: string): string => {
  const found = new RegExp(`<!-- file: ${file.replace(".", "\\.")} -->\\n(\`{3,})\\w+\\n(.*?)\\n\\1\\n`, "s").exec(page)?.[2];
  if (found === undefined) throw new Error(`docs/lessons.md shows no ${file}`);
  return `${found}\n`;
};

test("the lesson that the page shows is read, solved, and met helpfully", () => {
  const { scenario, texts } = readLesson("09-first-steps", { "scenario.yaml": example("scenario.yaml"), "en.md": example("en.md"), "zh.md": example("zh.md") });
  const step = texts.en.steps[0]!;
  const stage = openLessonStage(scenario);
  stage.begin(step);
  expect(stage.holds(step.check)).toBe(false);
  stage.move(solutionOf(step));
  expect(stage.comesTrue(step.check)).toBe(true);

  const wrong = openLessonStage(scenario);
  wrong.begin(step);
  wrong.move([{ type: "commands", text: step.hints[0]!.wrong }]);
  expect(wrong.comesTrue(step.hints[0]!.when)).toBe(true);
  expect(wrong.holds(step.check)).toBe(false);
});

test("the page names every fence that there is", () => {
  const known = /known here: (.*)`/.exec(readFileSync(join(import.meta.dirname, "../src/scenario/lessons/read-lesson-text.ts"), "utf8"))?.[1]?.split(", ") ?? [];
  expect(known.length).toBeGreaterThan(5);
  for (const fence of known) expect(page).toContain(`| \`${fence}\` |`);
});
