import type { Page } from "@playwright/test";
import { expectAccessible, inspector, openScene, plate, pod, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

test.use({ viewport: { width: 1440, height: 900 } });

const plaque = (page: Page, name: RegExp) => plate(page).getByRole("button", { name });
/** The verdicts of the requests that are on their way, or stand where they ended. */
const onTheWay = (page: Page): Promise<string> => page.locator("canvas[data-journeys]").evaluate((canvas: HTMLCanvasElement) => canvas.dataset["journeys"] ?? "");

test("what made the pods and what leads to them stands on the plate, with leaders, and requests travel there", async ({ page }) => {
  await openScene(page, { scene: "blue-green", at: "40s" });
  const service = plaque(page, /^Service shop, 4 of 4 endpoints ready/);
  await service.click();
  await expect(plate(page).locator("[data-pod][data-line='solid']")).toHaveCount(4);
  await expect(plate(page).locator("path[data-line='solid']")).toHaveCount(1);
  await plaque(page, /^Deployment blue, /).focus();
  await page.keyboard.press("ArrowRight");
  await expect(plaque(page, /^Deployment canary, /)).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(service).toBeFocused();

  await transport(page).getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => onTheWay(page)).toMatch(/sent|answered/);
  await expect(inspector(page).locator("[data-requests]")).toContainText("answered 200");

  await typeLine(page, "kubectl scale deployment blue canary --replicas=0");
  await expect(plaque(page, /^Service shop, 0 of /)).toBeVisible();
  await expect.poll(() => onTheWay(page)).toContain("rejected");
  await transport(page).getByRole("button", { name: "Pause", exact: true }).click();
  await expect(inspector(page).locator("[data-requests]")).toContainText("the Service has no endpoint");
  // What stands says what it is: read, and pointed at.
  const refused = page.getByRole("list", { name: "Messages on their way" }).getByRole("listitem").filter({ hasText: "client → Service shop, refused: the Service has no endpoint" });
  const { x, y } = (await refused.first().boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x + 17, y + 8);
  await expect(page.locator("[data-tip]")).toContainText("refused: the Service has no endpoint");

  await plate(page).getByRole("combobox").selectOption({ label: "by namespace" });
  await expect(plate(page).getByRole("button", { name: "default, 1 Pod" })).toBeVisible();
  await expect(pod(page, "client")).toContainText("worker-");
  await expectAccessible(page);
});
