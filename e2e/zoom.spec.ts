import type { Locator, Page } from "@playwright/test";
import { clockMs, expectAccessible, openScene, plate, pod, terminalText } from "./plate.ts";
import { expect, test } from "./page.ts";

/** One zoom from far to the inside of a sandbox: by wheel, by keys, by two fingers. */

const scale = (page: Page, name: string): Locator => plate(page).getByRole("button", { name, exact: true });
const section = (page: Page): Locator => plate(page).locator("[data-section]");
const zoom = (page: Page): Promise<number> => page.locator(".react-flow__viewport").evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a);
const middleOf = async (what: Locator): Promise<{ x: number; y: number }> => {
  const box = (await what.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test("by wheel, from far to the sandbox and back", async ({ page }) => {
  await openScene(page, { scene: "sidecar", at: "10s" });
  const card = plate(page).locator("[data-pod][aria-label]").first();
  await test.step("by wheel", async () => {
    const { x, y } = await middleOf(card);
    await page.mouse.move(x, y);
    for (let i = 0; i < 14 && (await section(page).count()) === 0; i += 1) await page.mouse.wheel(0, -240);
    await expect(section(page)).toContainText("pause");
    for (let i = 0; i < 24 && (await scale(page, "dots").getAttribute("aria-pressed")) !== "true"; i += 1) await page.mouse.wheel(0, 240);
    await expect(scale(page, "dots")).toHaveAttribute("aria-pressed", "true");
  });
});

test("by keys alone, and what changes is announced", async ({ page }) => {
  await openScene(page, { scene: "sidecar", at: "10s" });
  const name = (await plate(page).locator("[data-pod][aria-label]").first().getAttribute("aria-label"))!.split(",")[0]!;
  await test.step("by keys alone", async () => {
    await page.keyboard.press("Escape");
    await plate(page).getByRole("button", { name: "Legend" }).focus();
    await page.keyboard.press("f");
    await expect(scale(page, "capsules")).toHaveAttribute("aria-pressed", "true");
    await pod(page, name).first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(section(page)).toContainText("pause");
    await page.keyboard.press("Escape");
    await expect(section(page)).toHaveCount(0);
  });
  await test.step("a screen reader hears what becomes of the Pods", async () => {
    await page.getByRole("textbox", { name: /^Terminal/ }).focus();
    await page.keyboard.type(`kubectl delete pod ${name} --now\n`);
    await expect(page.getByTestId("announcer")).toContainText(name);
    await expect.poll(async () => terminalText(page)).toContain("deleted");
  });
});

test.describe("in the hand", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("two fingers zoom from far to the sandbox and back", async ({ page }) => {
    await openScene(page, { scene: "sidecar", at: "10s" });
    await page.getByRole("navigation", { name: "Sheets" }).getByRole("button", { name: "Plate" }).tap();
    const close = plate(page).getByRole("button", { name: "Close the detail" });
    // A first look has its Pod opened already.
    if (await close.isVisible()) await close.tap();
    const card = plate(page).locator(".react-flow [data-pod]").first();
    await expect(card).toBeVisible();
    const before = await zoom(page);
    for (let i = 0; i < 6 && !(await close.isVisible()); i += 1) await pinch(page, await middleOf(card), 40, 150);
    await expect(close).toBeVisible();
    await expect(plate(page)).toContainText("pause");
    expect(await zoom(page)).toBeGreaterThan(before * 1.5);
    await close.tap();
    for (let i = 0; i < 8 && (await zoom(page)) > before; i += 1) await pinch(page, { x: 195, y: 420 }, 150, 40);
    expect(await zoom(page)).toBeLessThanOrEqual(before);
    await expect(card).toBeVisible();
    expect(await clockMs(page)).toBe(10_000);
    await expectAccessible(page);
  });
});

/** Two fingers, so far apart at first and so far at last, side by side round a point. */
async function pinch(page: Page, { x, y }: { readonly x: number; readonly y: number }, from: number, to: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [{ x: x - apart / 2, y, id: 1 }, { x: x + apart / 2, y, id: 2 }];
  await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(from) });
  for (let i = 1; i <= 6; i += 1) await devtools.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(from + ((to - from) * i) / 6) });
  await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await devtools.detach();
  await page.waitForTimeout(100);
}
