import type { Page } from "@playwright/test";
import { inspector, openScene, plate, pod, transport, watchPod } from "./plate.ts";
import { expect, test } from "./page.ts";

const moving = (page: Page): Promise<number> => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length);

test.describe("with reduced motion", () => {
  test.use({ reducedMotion: "reduce" });

  test("a Pod with preStop is seen to its end: marked, in its hook, told to stop, gone; and nothing on the page moves by itself", async ({ page }) => {
    await openScene(page, { scene: "termination", at: "20s" });
    await pod(page, "draining").click();
    await expect(pod(page, "draining")).toHaveAccessibleName(/Terminating/);
    await expect(plate(page).getByTestId("detail")).toContainText("preStop");
    await expect(inspector(page)).toContainText("kubectl delete");
    const seen = await watchPod(page, "draining");
    await transport(page).getByRole("button", { name: "Play" }).click();
    await page.waitForTimeout(1_000);
    expect(await moving(page)).toBe(0);
    await expect(pod(page, "draining")).toHaveCount(0, { timeout: 30_000 });
    await transport(page).getByRole("button", { name: "Pause", exact: true }).click();
    expect((await seen()).every((label) => label.includes("Terminating") || label.includes("Completed"))).toBe(true);
    await expect(pod(page, "deaf")).toHaveAccessibleName(/Terminating/);
  });
});
