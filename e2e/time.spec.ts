import type { Page } from "@playwright/test";
import { clockMs, expectAccessible, inspector, openScene, terminalText, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

/* What time and causes are for: the past is changed, both futures are seen side by side; what would help is done by a press. */
test.use({ viewport: { width: 1440, height: 900 } });

const capsule = (page: Page, name: string) => page.locator(`[data-pod][aria-label^="${name}, "]`).first();
const ended = async (page: Page): Promise<void> => expect(transport(page).getByRole("button", { name: "Play" })).toBeVisible();

test("rewind, branch, compare, undo", async ({ page }) => {
  test.setTimeout(90_000);
  await openScene(page, { scene: "crash-loop", at: "3s" });
  await typeLine(page, "kubectl run first --image=nginx");
  await expect.poll(async () => terminalText(page)).toMatch(/pod\/first created\n\$$/);
  await ended(page);
  // Rewind: the moment before, and from there another future.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Step back" }).click();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(capsule(page, "first")).toHaveCount(0);
  await typeLine(page, "kubectl run second --image=nginx:1.2.77");
  await expect(capsule(page, "second")).toBeVisible();
  await ended(page);
  // A little later both Pods are there, each in its future, however long either command took.
  await transport(page).getByRole("button", { name: "Play" }).click();
  await expect.poll(() => clockMs(page)).toBeGreaterThan(3_300);
  await transport(page).getByRole("button", { name: "Pause" }).click();
  // Compare: both at this moment, what differs in words, and where they part.
  await page.getByRole("button", { name: "Branches of time: 2" }).click();
  await page.getByRole("button", { name: "Compare with kubectl run first --image=nginx, side by side" }).click();
  const compare = page.getByTestId("compare");
  await expect(compare.getByText("2 things differ now")).toBeVisible();
  await expect(compare.getByRole("listitem").filter({ hasText: "Pod default/second" })).toContainText("only here");
  await expect(compare.getByRole("listitem").filter({ hasText: "Pod default/first" })).toContainText("only there");
  // The timeline has both futures: a lane below that of each Pod, and one for the Pod that is only there.
  const lanes = page.getByTestId("timeline-view");
  await expect(lanes.getByText("first, only in the other branch, kubectl run first --image=nginx")).toBeAttached();
  await expectAccessible(page);
  await compare.getByTitle(/^Look at/).click();
  await expect.poll(() => clockMs(page)).toBeLessThan(4_000);
  await transport(page).getByRole("button", { name: "Live" }).click();
  // One clock: both go on together.
  await transport(page).getByRole("button", { name: "Play" }).click();
  await expect(compare.getByText(/ErrImagePull|ImagePullBackOff/).first()).toBeVisible();
  await transport(page).getByRole("button", { name: "Pause" }).click();
  await compare.getByRole("button", { name: "kubectl run first --image=nginx", exact: true }).click();
  await expect(compare.getByRole("listitem").filter({ hasText: "Pod default/first" })).toContainText("only here");
  await page.getByRole("heading", { name: "Two branches at one moment" }).press("Escape");
  await expect(compare).toHaveCount(0);
  await expect(lanes.getByText(/in the other branch/)).toHaveCount(0);
  await expect(capsule(page, "first")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(capsule(page, "first")).toHaveCount(0);
});

test("scheduling advice is shown as an edit of the file, and applied by a press", async ({ page }) => {
  test.setTimeout(90_000);
  await openScene(page, { scene: "scheduling", at: "12s" });
  await capsule(page, "big-3").click();
  const panel = inspector(page);
  await expect(panel.getByRole("heading", { name: "What would place it" })).toBeVisible();
  // Node by node, what the scheduler found.
  await expect(panel.getByRole("row", { name: /gpu-1 TaintToleration/ })).toBeVisible();
  await expect(panel.getByRole("row", { name: /worker-1 NodeResourcesFit Insufficient cpu/ })).toBeVisible();
  const lower = panel.getByRole("listitem").filter({ hasText: "ask for 500m of cpu instead of 1500m" });
  await expect(lower.locator("[data-sign='+']")).toContainText("cpu: 500m");
  await expectAccessible(page);
  await lower.getByRole("button", { name: /^Do it/ }).click();
  await expect.poll(async () => terminalText(page)).toMatch(/pod\/big-3 created/);
  await transport(page).getByRole("button", { name: "Play" }).click();
  await expect(page.locator('[data-pod][aria-label^="big-3, Running"]')).toBeVisible();
  await expect(panel.getByRole("heading", { name: "big-3" })).toBeVisible();
});
