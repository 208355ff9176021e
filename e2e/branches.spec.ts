import { inTurn } from "./in-turn.ts";
import type { Page } from "@playwright/test";
import { expectAccessible, openScene, terminalText, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

/* Branches of time: the past is changed, the old future is kept, and one goes between them. */
test.use({ viewport: { width: 1440, height: 900 } });

const capsule = (page: Page, name: string) => page.locator(`[data-pod][aria-label^="${name}, "]`).first();
const ended = async (page: Page): Promise<void> => expect(transport(page).getByRole("button", { name: /^(Play|播放)$/ })).toBeVisible();

for (const lang of inTurn(["en", "zh"] as const)) {
  test(`an old future is kept, named, gone back to, undone and done again: ${lang}`, async ({ page }) => {
    test.setTimeout(90_000);
    await openScene(page, { scene: "crash-loop", at: "3s", lang });
    await typeLine(page, "kubectl run first --image=nginx");
    await expect.poll(async () => terminalText(page)).toMatch(/pod\/first created\n\$$/);
    await ended(page);
    await page.getByRole("button", { name: lang === "en" ? /^Undo/ : /^撤销/ }).click();
    await expect(capsule(page, "first")).toHaveCount(0);
    // The past is changed: what was typed first is another future now.
    await typeLine(page, "kubectl run second --image=nginx");
    await expect(capsule(page, "second")).toBeVisible();
    await ended(page);
    await page.getByRole("button", { name: lang === "en" ? "Branches of time: 2" : "时间分支：2" }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: lang === "en" ? "Rename kubectl run first --image=nginx" : "重命名 kubectl run first --image=nginx" }).click();
    await page.getByRole("textbox", { name: lang === "en" ? "Name" : "名称", exact: true }).fill("一 first");
    await page.keyboard.press("Enter");
    await page.locator("[data-go]:enabled").filter({ hasText: "一 first" }).click();
    await expect(capsule(page, "first")).toBeVisible();
    await expect(capsule(page, "second")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: lang === "en" ? /^Undo/ : /^撤销/ }).click();
    await expect(capsule(page, "first")).toHaveCount(0);
    await page.getByRole("button", { name: lang === "en" ? /^Redo/ : /^重做/ }).click();
    await expect(capsule(page, "first")).toBeVisible();
  });
}

test("beginning afresh after a fault does not drop what was typed, nor its branches", async ({ page }) => {
  await openScene(page, { scene: "crash-loop", at: "3s" });
  await typeLine(page, "kubectl run first --image=nginx");
  await expect.poll(async () => terminalText(page)).toMatch(/pod\/first created\n\$$/);
  await ended(page);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(capsule(page, "first")).toHaveCount(0);
  await page.waitForTimeout(2_500);
  // The next worker of the page fails at once; those after it run the engine.
  let asked = 0;
  await page.route("**/assets/entry-*.js", (route) =>
    asked++ === 0
      ? route.fulfill({ contentType: "text/javascript", body: `onmessage = ({ data }) => { if (data.type === "ping") postMessage({ type: "pong" }); if (data.type === "open") postMessage({ type: "fault", canLook: false, fault: { component: "kubelet", key: "pod/default/web", atMs: 3000, message: "too many occurrences in one instant" } }); };` })
      : route.continue());
  // Nothing may have kept the worker that is replaced on its way to the page.
  await page.evaluate(async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.goto("/?lang=en");
  await page.getByRole("alert").filter({ hasText: "The engine stopped" }).getByRole("button", { name: "Start afresh" }).click();
  await expect(page.locator("[data-pod]").first()).toBeVisible();
  await page.getByRole("status").filter({ hasText: "is kept" }).getByRole("button", { name: "Bring it back" }).click();
  await page.getByRole("button", { name: "Branches of time: 2" }).click();
  await page.locator("[data-go]:enabled").filter({ hasText: "kubectl run first --image=nginx" }).click();
  await expect(capsule(page, "first")).toBeVisible();
});
