import { inTurn } from "./in-turn.ts";
import { execFileSync } from "node:child_process";
import { openScene, plate, pod, type Scene } from "./plate.ts";
import { expect, test } from "./page.ts";

/**
 * State shots: the page at a moment, as it was looked at and found good beside the design. A picture differs from machine
 * to machine by its fonts, so a few pixels in a hundred may; where Chinese has no font the Chinese ones are skipped, seen.
 */
interface Shot extends Scene {
  readonly name: string;
  readonly select?: string;
  readonly size?: { readonly width: number; readonly height: number };
  /** Of the sheets of a small window. */
  readonly sheet?: RegExp;
}

const phone = { width: 390, height: 844 };
const laptop = { width: 1280, height: 720 };

const shots: readonly Shot[] = [
  { name: "liveness-passing-day", at: "20s", select: "liveness-exec" },
  { name: "liveness-failing-night", at: "41.5s", select: "liveness-exec", theme: "dark" },
  { name: "liveness-killed-day", at: "48s", select: "liveness-exec" },
  { name: "liveness-killed-zh-night", at: "48s", select: "liveness-exec", lang: "zh", theme: "dark" },
  { name: "liveness-restarted-zh-day", at: "85s", select: "liveness-exec", lang: "zh" },
  { name: "creating-day", at: "1.3s" },
  { name: "readiness-day", scene: "readiness", at: "15s", select: "probed" },
  { name: "crash-loop-night", scene: "crash-loop", at: "40s", select: "worker", theme: "dark" },
  { name: "image-pull-zh-day", scene: "image-pull", at: "30s", select: "web", lang: "zh" },
  { name: "init-chain-day", scene: "init-chain", at: "8s", select: "app" },
  { name: "shared-volume-night", scene: "shared-volume", at: "30s", select: "site", theme: "dark" },
  { name: "port-clash-day", scene: "port-clash", at: "45s", select: "kubia-liveness" },
  { name: "no-host-zh-night", scene: "no-host", at: "20s", select: "waiting", lang: "zh", theme: "dark" },
  { name: "termination-day", scene: "termination", at: "22s", select: "draining" },
  { name: "shared-pid-night", scene: "shared-pid", at: "20s", select: "shared", theme: "dark" },
  { name: "oom-day", scene: "oom", at: "20s", select: "memory-demo" },
  { name: "missing-config-day", scene: "missing-config", at: "30s", select: "by-variable" },
  { name: "host-ports-night", scene: "host-ports", at: "20s", select: "on-the-host", theme: "dark" },
  { name: "dated-deployment-zh-day", scene: "dated-deployment", at: "5s", lang: "zh" },
  { name: "scheduling-day", scene: "scheduling", at: "15s", select: "big-3" },
  { name: "laptop-day", at: "48s", select: "liveness-exec", size: laptop },
  { name: "phone-why-day", at: "48s", select: "liveness-exec", size: phone },
  { name: "phone-why-zh-night", at: "48s", select: "liveness-exec", size: phone, lang: "zh", theme: "dark" },
  { name: "phone-time-day", at: "48s", select: "liveness-exec", size: phone, sheet: /Time|时间/ },
];

const hasChinese = (): boolean => {
  try {
    return execFileSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" }).trim() !== "";
  } catch {
    return false;
  }
};

test.use({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });

for (const { name, select, size, sheet, ...scene } of inTurn(shots, 3)) {
  test(`shot: ${name}`, async ({ page }) => {
    test.skip(scene.lang === "zh" && !hasChinese(), "no Chinese font here");
    if (size) await page.setViewportSize(size);
    await openScene(page, scene);
    if (sheet) await page.getByRole("navigation", { name: /^(Sheets|面板)$/ }).getByRole("button", { name: sheet }).click();
    else if (size !== phone) await expect(page.locator(".monaco-editor .view-line").first()).toBeVisible();
    if (select !== undefined) await pod(page, select).first().click();
    await page.mouse.move(0, 0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await expect(plate(page)).toBeVisible();
    await page.waitForTimeout(1_200);
    await expect(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.02, animations: "disabled", caret: "hide" });
  });
}
