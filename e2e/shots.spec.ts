import type { Page } from "@playwright/test";
import { inTurn } from "./in-turn.ts";
import { clock, clockMs, expectAccessible, inspector, plate, pod, transport } from "./plate.ts";
import { expect, test } from "./page.ts";
import { drawsAsRecorded, sheetOf } from "./shots-machine.ts";

/*
 * State shots: moments of scenes, each by day and by night, in English and in Chinese, as they were looked at and found good
 * beside the design. What the picture says is compared everywhere; its pixels where browser and fonts are those that they were
 * recorded with, on one sheet of four. None of the four has anything that axe would complain of.
 */
interface Shot {
  readonly name: string;
  /** Of the gallery; absent = what a first visit opens on. */
  readonly scene?: string;
  readonly at: string;
  readonly select?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Of the sheets of a small window, by its place among the keys. */
  readonly sheet?: number;
  readonly contrast?: "more";
  readonly open?: (page: Page) => Promise<void>;
}

const phone = { width: 390, height: 844 };
const PLATE = 0;
const TIME = 3;

const shots: readonly Shot[] = [
  { name: "creating", at: "1.3s" },
  { name: "liveness-passing", at: "20s", select: "liveness-exec" },
  { name: "liveness-failing", at: "41.5s", select: "liveness-exec" },
  { name: "liveness-killed", at: "48s", select: "liveness-exec" },
  { name: "liveness-restarted", at: "85s", select: "liveness-exec" },
  { name: "readiness", scene: "readiness", at: "15s", select: "probed" },
  { name: "crash-loop", scene: "crash-loop", at: "40s", select: "worker" },
  { name: "image-pull", scene: "image-pull", at: "30s", select: "web" },
  { name: "init-chain", scene: "init-chain", at: "8s", select: "app" },
  { name: "shared-volume", scene: "shared-volume", at: "30s", select: "site" },
  { name: "port-clash", scene: "port-clash", at: "45s", select: "kubia-liveness" },
  { name: "no-host", scene: "no-host", at: "20s", select: "waiting" },
  { name: "termination", scene: "termination", at: "22s", select: "draining" },
  { name: "shared-pid", scene: "shared-pid", at: "20s", select: "shared" },
  { name: "oom", scene: "oom", at: "20s", select: "memory-demo" },
  { name: "missing-config", scene: "missing-config", at: "30s", select: "by-variable" },
  { name: "startup-probe", scene: "startup-probe", at: "20s" },
  { name: "sidecar", scene: "sidecar", at: "10s" },
  { name: "host-ports", scene: "host-ports", at: "20s", select: "on-the-host" },
  { name: "run-to-completion", scene: "run-to-completion", at: "20s" },
  { name: "dated-deployment", scene: "dated-deployment", at: "5s" },
  { name: "scheduling", scene: "scheduling", at: "15s", select: "big-3" },
  { name: "guestbook", scene: "guestbook", at: "90s" },
  { name: "shop", scene: "shop", at: "60s" },
  { name: "database", scene: "database", at: "55s" },
  { name: "blue-green", scene: "blue-green", at: "65s" },
  { name: "batch-queue", scene: "batch-queue", at: "15s" },
  { name: "log-agents", scene: "log-agents", at: "65s" },
  { name: "drain", scene: "drain-with-budget", at: "40s" },
  { name: "quota", scene: "quota", at: "35s" },
  { name: "node-lost", scene: "zones", at: "85s" },
  { name: "preemption", scene: "priorities", at: "35s" },
  { name: "high-contrast", at: "48s", select: "liveness-exec", contrast: "more" },
  { name: "laptop", at: "48s", select: "liveness-exec", size: { width: 1366, height: 768 } },
  { name: "list", scene: "shop", at: "60s", open: async (page) => page.getByRole("button", { name: "Pods as a list" }).click() },
  { name: "legend", at: "46s", open: async (page) => page.getByRole("button", { name: "Legend" }).click() },
  { name: "phone-why", at: "48s", select: "liveness-exec", size: phone },
  { name: "phone-plate", scene: "guestbook", at: "90s", size: phone, sheet: PLATE },
  { name: "phone-time", at: "48s", select: "liveness-exec", size: phone, sheet: TIME },
];

/** One switch of the language for four states. */
const STATES = [["en", "light"], ["en", "dark"], ["zh", "dark"], ["zh", "light"]] as const;
/** On the sheet: day beside night, English above Chinese. */
const ON_SHEET = [0, 1, 3, 2];

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });

for (const shot of inTurn(shots, 13)) {
  test(`shot: ${shot.name}`, async ({ page }, { config }) => {
    test.setTimeout(config.updateSnapshots === "all" ? 900_000 : 120_000);
    const recording = config.updateSnapshots === "all";
    await openShot(page, shot);
    const exact = await drawsAsRecorded(page, recording);
    const pictures: Buffer[] = [];
    const words: string[] = [];
    for (const [lang, theme] of STATES) {
      await test.step(`${lang}, ${theme}`, async () => {
        if (lang === "zh" && theme === "dark") await inChinese(page, shot);
        await page.emulateMedia({ colorScheme: theme, ...(shot.contrast ? { contrast: shot.contrast } : {}) });
        await page.mouse.move(0, 0);
        await page.waitForTimeout(500);
        pictures.push(await page.screenshot({ animations: "disabled", caret: "hide" }));
        if (theme === "dark") words.push(await wordsOf(page));
        // What is only recorded is looked at; it is checked when it is compared.
        if (!recording) await expectAccessible(page);
      });
    }
    expect(words.join("\n\n")).toMatchSnapshot(`${shot.name}.txt`);
    if (exact) expect(await sheetOf(page, ON_SHEET.map((at) => pictures[at]!))).toMatchSnapshot(`${shot.name}.png`, { maxDiffPixelRatio: 0.02 });
  });
}

async function openShot(page: Page, { scene, at, select, size, sheet, open }: Shot): Promise<void> {
  if (size) await page.setViewportSize(size);
  await page.goto(`/?${new URLSearchParams({ lang: "en", t: at, ...(scene === undefined ? {} : { scene }) }).toString()}`);
  await expect(clock(page)).toBeVisible();
  await expect.poll(() => clockMs(page), { timeout: 60_000 }).toBe(Math.round(Number.parseFloat(at) * 1000));
  await expect(transport(page).getByRole("button", { name: "Play" })).toBeVisible();
  if (size !== phone) await expect(page.locator(".monaco-editor .view-line").first()).toBeVisible();
  if (select !== undefined) await pod(page, select).first().click();
  if (sheet !== undefined) await page.getByRole("navigation", { name: "Sheets" }).getByRole("button").nth(sheet).click();
  await expect(plate(page)).toBeVisible();
  await open?.(page);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.querySelector("[role=dialog]") === null && document.activeElement.blur());
  await page.waitForTimeout(1_000);
}

/** By the page's own switch, without a reload; what lies over the page is closed for it and opened again. */
async function inChinese(page: Page, { size, name }: Shot): Promise<void> {
  const dialog = name === "legend";
  if (dialog) await page.keyboard.press("Escape");
  if (size === phone) await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("button", { name: "中文" }).click();
  if (size === phone) await page.keyboard.press("Escape");
  if (dialog) await page.getByRole("button", { name: "图例" }).click();
  await page.evaluate((keep) => !keep && (document.activeElement as HTMLElement | null)?.blur(), dialog);
}

/** The view model as it is said: the time, what stands on the plate, what the inspector has to say of it. */
async function wordsOf(page: Page): Promise<string> {
  const stands = await plate(page).locator("[data-pod], [data-node]").evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute("aria-label") ?? ""))].toSorted());
  const said = (await inspector(page).count()) > 0 ? await inspector(page).first().locator("h2, h3, li").allInnerTexts() : [];
  return [await clock(page).textContent(), ...stands, ...said.map((text) => text.replaceAll(/\s+/g, " ").trim())].join("\n");
}
