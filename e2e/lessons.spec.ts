import { inTurn } from "./in-turn.ts";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { lessonFolders, loadLesson } from "../scripts/lesson-modules.ts";
import { plainText } from "../src/scenario/lessons/inline.ts";
import { LESSON_LANGUAGES, type LessonLanguage, type LessonStep, type Move } from "../src/scenario/lessons/lesson.ts";
import { solutionOf } from "../src/scenario/lessons/read-lesson.ts";
import { lessonTexts } from "../src/app/strings/lessons.ts";
import { commandsOf } from "../src/app/terminal/pasted-commands.ts";
import { expect, test } from "./page.ts";
import { expectAccessible, typeLine } from "./plate.ts";

/* Every lesson is done on the page, from its first step to its last, by its own buttons alone. */
const home = join(import.meta.dirname, "../src/scenario/lessons");
const SPEED = 50;

test.use({ viewport: { width: 1440, height: 900 } });

const panel = (page: Page): Locator => page.getByTestId("lesson-panel");

async function openLesson(page: Page, name: string, language: LessonLanguage): Promise<void> {
  await page.addInitScript((speed) => localStorage.setItem("kubarium.speed", String(speed)), SPEED);
  await page.goto(`/?scene=${name}&lang=${language}`);
  await expect(panel(page)).toBeVisible();
}

/** Presses what the step offers for a move: in its text, or behind "show me". */
async function make(page: Page, move: Move, within: Locator, language: LessonLanguage): Promise<void> {
  const texts = lessonTexts[language];
  if (move.type === "file") {
    const put = within.getByRole("figure", { name: move.name }).getByRole("button", { name: texts.put });
    if (await put.isEnabled()) await put.click();
    return;
  }
  for (const line of commandsOf(move.text)) {
    const button = within.getByRole("button").filter({ has: page.locator("code").getByText(line, { exact: true }) });
    const applied = /^kubectl apply -f (\S+)$/.exec(line)?.[1];
    const key = (await button.count()) > 0 ? button.first() : within.getByRole("figure", { name: applied ?? "" }).getByRole("button", { name: texts.apply });
    await key.click();
    await expect(panel(page).locator('[data-run="waiting"], [data-run="running"]')).toHaveCount(0);
  }
}

async function solve(page: Page, step: LessonStep, language: LessonLanguage): Promise<void> {
  const shown = panel(page).getByRole("group").filter({ hasText: lessonTexts[language].solution });
  if (step.solution) await shown.getByText(lessonTexts[language].solution).click();
  for (const move of solutionOf(step)) await make(page, move, step.solution ? shown : panel(page), language);
}

/** The page's own switch; each word names its language. */
const speak = (page: Page, language: LessonLanguage): Promise<void> => page.getByRole("button", { name: language === "en" ? "English" : "中文", exact: true }).click();

// Once a lesson, by turns in one language and the other: what a step asks for is the same in both, which is tested without a page.
for (const [place, folder] of lessonFolders(home).entries()) {
  const { name, texts } = loadLesson(home, folder);
  const languageOf = (step: number): LessonLanguage => LESSON_LANGUAGES[(step + place) % LESSON_LANGUAGES.length]!;
  test(`${folder} is done from start to end`, async ({ page }) => {
    test.setTimeout(150_000);
    const count = texts.en.steps.length;
    await openLesson(page, name, languageOf(0));
    for (let i = 0; i < count; i += 1) {
      const language = languageOf(i);
      const [say, step] = [lessonTexts[language], texts[language].steps[i]!];
      await test.step(`${i + 1}. ${plainText(step.title)}`, async () => {
        if (i > 0) await speak(page, language);
        await expect(panel(page).getByRole("heading", { level: 3 })).toContainText(plainText(step.title));
        await expect(panel(page).getByText(say.notYet).first()).toBeVisible();
        // The step's own files come first, as whoever reads from the top puts them there.
        for (const block of step.blocks) if (block.type === "file" && step.solution) await make(page, block, panel(page), language);
        await solve(page, step, language);
        await expect(panel(page).getByText(say.done)).toBeVisible({ timeout: 30_000 });
        if (i + 1 < count) await panel(page).getByRole("button", { name: say.next }).click();
      });
    }
    const say = lessonTexts[languageOf(count - 1)];
    await expect(panel(page).getByText(say.finished)).toBeVisible();
    await expect(panel(page).getByText(say.doneOf(count))).toBeVisible();
  });
}

/** In each lesson, the first step that a learner can be told to have done wrong: what is typed, what is said, and that the right way still counts. */
for (const folder of lessonFolders(home)) {
  const { name, texts } = loadLesson(home, folder);
  for (const language of inTurn(LESSON_LANGUAGES)) {
    const { steps } = texts[language];
    const first = steps.findIndex(({ hints }) => hints.length > 0);
    const step = steps[first];
    const hint = step?.hints[0];
    if (!step || !hint) throw new Error(`${folder} meets no wrong way`);
    test(`${folder}: a wrong way is met with words: ${language}`, async ({ page }) => {
      test.setTimeout(120_000);
      await openLesson(page, name, language);
      const say = lessonTexts[language];
      for (const before of steps.slice(0, first)) {
        await solve(page, before, language);
        await expect(panel(page).getByText(say.done)).toBeVisible({ timeout: 30_000 });
        await panel(page).getByRole("button", { name: say.next }).click();
      }
      for (const block of step.blocks) if (block.type === "file") await make(page, block, panel(page), language);
      for (const line of commandsOf(hint.wrong)) await typeLine(page, line);
      const [said] = hint.text;
      const words = said?.type === "paragraph" ? plainText(said.text).slice(0, 24) : "";
      expect(words).not.toBe("");
      await expect(panel(page).getByText(words).first()).toBeVisible({ timeout: 30_000 });
      await expectAccessible(page);
      await expect(panel(page).getByText(say.done)).toBeHidden();
    });
  }
}

test("after a wrong way the right one counts, and the words go", async ({ page }) => {
  await openLesson(page, "inside-a-pod", "en");
  await typeLine(page, "kubectl run web --image=nginx:nosuch");
  await expect(panel(page).getByText("The registry has no such image.")).toBeVisible();
  await typeLine(page, "kubectl set image pod/web web=nginx");
  await expect(panel(page).getByText("Done. The cluster agrees.")).toBeVisible();
  await expect(panel(page).getByText("The registry has no such image.")).toBeHidden();
});

test("a lesson is opened from the index, kept over a reload, begun again, and left for the inspector", async ({ page }) => {
  await page.addInitScript((speed) => localStorage.setItem("kubarium.speed", String(speed)), SPEED);
  await page.goto("/?lang=en");
  await page.getByRole("button", { name: /^Choose a scene/ }).click();
  await page.getByRole("button", { name: /^What is inside a Pod/ }).click();
  await panel(page).getByRole("button", { name: /kubectl run web/ }).click();
  await panel(page).getByRole("button", { name: "Next step" }).click();
  await expect(panel(page).getByText("Step 2 of 14 · 1 done")).toBeVisible();
  // Longer than autosave waits.
  await page.waitForTimeout(2_500);
  await page.reload();
  await expect(panel(page).getByText("Step 2 of 14 · 1 done")).toBeVisible();
  await page.getByRole("button", { name: "Inspector", exact: true }).click();
  await expect(page.getByTestId("inspector-panel")).toBeVisible();
  await page.getByRole("button", { name: "Lesson", exact: true }).click();
  await panel(page).getByRole("button", { name: /All steps/ }).click();
  await panel(page).getByRole("button", { name: "Start the lesson again" }).click();
  await expect(panel(page).getByText("Step 1 of 14 · 0 done")).toBeVisible();
});

test("in the hand, a lesson is a sheet", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLesson(page, "why-a-pod", "zh");
  await expectAccessible(page);
  await page.getByRole("button", { name: "终端" }).click();
  await expect(panel(page)).toBeHidden();
  await page.getByRole("button", { name: "课程", exact: true }).click();
  await expect(panel(page).getByRole("heading", { level: 3 })).toBeVisible();
});
