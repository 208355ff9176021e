import { inTurn } from "../in-turn.ts";
import type { Page } from "@playwright/test";
import { expect, test } from "../page.ts";
import { clockMs, openScene, paste, pod, terminalText, typeLine } from "../plate.ts";
import { markedUp, nastyLines, nastyLinks, nastyTexts } from "./nasty.ts";

/** What is opened, pasted and typed by those who mean no good: said in the reader's language, and the page goes on. */

test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });
test.setTimeout(120_000);

/** Journeys that take long beside the unit tests of the same. */
const ALL = process.env["ARMOUR_ALL"] !== undefined;

const hacked = (page: Page): Promise<unknown> => page.evaluate(() => (globalThis as unknown as { hacked?: unknown }).hacked ?? ({} as { polluted?: unknown }).polluted);
const dismiss = { en: "Close", zh: "关闭" } as const;
const own = { en: "Your scenes", zh: "你的场景" } as const;

for (const lang of inTurn(["en", "zh"] as const)) {
  test(`links: each is refused in words, and what is open stays (${lang})`, async ({ page }) => {
    await openScene(page, { at: "3s", lang });
    for (const nasty of nastyLinks) {
      await page.evaluate((fragment) => void (location.hash = fragment), nasty.fragment);
      const alert = page.getByRole("alert").filter({ hasText: nasty[lang] });
      await expect(alert, nasty.what).toBeVisible();
      if (nasty.detail) await expect(alert).toContainText(nasty.detail);
      await alert.getByRole("button", { name: dismiss[lang] }).click();
      await expect(alert).toHaveCount(0);
      await page.evaluate(() => history.replaceState(null, "", location.pathname + location.search));
    }
    await expect(pod(page, "liveness-exec")).toBeVisible();
    expect(await clockMs(page)).toBe(3_000);
    await expect(page.locator("#editor")).toContainText("livenessProbe");
    expect(await hacked(page)).toBeUndefined();
  });

  test(`texts: each is refused in words, and the cluster goes on (${lang})`, async ({ page }) => {
    await openScene(page, { at: "3s", lang });
    for (const { text, ...said } of nastyTexts) {
      await paste(page, text);
      await expect(page.locator("#editor")).toContainText(said[lang], { timeout: 30_000 });
    }
    await expect(pod(page, "liveness-exec")).toBeVisible();
    expect(await hacked(page)).toBeUndefined();
  });

  test(`markup in names and output stays text (${lang})`, async ({ page }) => {
    test.skip(!ALL, "ARMOUR_ALL=1 runs it");
    await openScene(page, { at: "3s", lang });
    await page.evaluate((fragment) => void (location.hash = fragment), markedUp.fragment);
    await expect.poll(() => terminalText(page)).toContain("<img src=x");
    expect(await hacked(page)).toBeUndefined();
  });

  test(`storage: of a newer version, spoiled, full and blocked, each is said (${lang})`, async ({ page, context }) => {
    test.skip(!ALL, "ARMOUR_ALL=1 runs it");
    await openScene(page, { at: "3s", lang });
    await page.waitForTimeout(1_500);
    // On a page of the same place that is not Kubarium: a page that goes keeps its scene once more, after all others.
    const put = async (fragment: string): Promise<void> => {
      await page.goto("/icon.svg");
      await page.evaluate((text) => {
        const [id = ""] = (sessionStorage.getItem("kubarium.tab") ?? "").split(" ");
        localStorage.setItem(`kubarium.tab.${id}`, `1 abcdef ${text}`);
      }, fragment);
    };
    await put("#v=9&s=AAAA");
    await page.goto(`/?lang=${lang}&theme=light`);
    await expect(page.getByRole("alert").filter({ hasText: { en: /kept by a newer Kubarium/, zh: /更新版本的 Kubarium/ }[lang] })).toBeVisible();
    await expect(pod(page, "liveness-exec")).toBeVisible();
    await page.waitForTimeout(1_500);
    expect(await page.evaluate(() => Object.values(localStorage).filter((text) => text.endsWith("#v=9&s=AAAA")).length)).toBe(1);
    await put("#v=1&s=AAAA");
    await page.goto(`/?lang=${lang}&theme=light`);
    await expect(page.getByRole("alert").filter({ hasText: { en: /cannot be read, and is left as it is/, zh: /无法读取，已原样保留/ }[lang] })).toBeVisible();
    for (const name of ["QuotaExceededError", "SecurityError"]) {
      const other = await context.newPage();
      await other.addInitScript((refusal) => {
        Storage.prototype.setItem = () => {
          throw new DOMException("refused", refusal);
        };
      }, name);
      await other.goto(`/?lang=${lang}&theme=light`);
      await expect(other.getByRole("alert").filter({ hasText: { en: /This browser keeps nothing/, zh: /什么都保存不了/ }[lang] })).toBeVisible();
      await expect(pod(other, "liveness-exec")).toBeVisible();
      await other.close();
    }
  });
}

// What a shell says is the same in every language.
test("lines: the shell answers, the cluster goes on, no script runs", async ({ page }) => {
  await openScene(page, { at: "3s" });
  for (const { line } of nastyLines) {
    await typeLine(page, line);
    await page.waitForTimeout(1_000);
    await page.keyboard.press("Control+C");
    await expect.poll(() => terminalText(page)).toMatch(/\$$/);
  }
  await typeLine(page, "echo still $((40+2))");
  await expect.poll(() => terminalText(page)).toMatch(/still 42\n\$$/);
  await expect(pod(page, "liveness-exec")).toBeVisible();
  expect(await hacked(page)).toBeUndefined();
});

test("two tabs: what is done in one is not undone by the other, and both are found again", async ({ page, context }) => {
  test.skip(!ALL, "ARMOUR_ALL=1 runs it");
  await openScene(page, { at: "3s" });
  await typeLine(page, "kubectl run one --image=nginx:1.27");
  await expect(pod(page, "one")).toBeVisible();
  await page.waitForTimeout(1_500);
  const other = await context.newPage();
  await other.goto("/?lang=en&theme=light");
  await expect(pod(other, "one")).toBeVisible();
  await typeLine(other, "kubectl run two --image=nginx:1.27");
  await expect(pod(other, "two")).toBeVisible();
  await other.waitForTimeout(1_500);
  await page.reload();
  await expect(pod(page, "one")).toBeVisible();
  await expect(pod(page, "two")).toHaveCount(0);
  await other.reload();
  await expect(pod(other, "two")).toBeVisible();
  await other.getByRole("button", { name: /^Choose a scene/ }).first().click();
  await expect(other.getByRole("region", { name: own.en }).getByRole("list", { name: "Open before" }).getByRole("listitem")).not.toHaveCount(0);
});
