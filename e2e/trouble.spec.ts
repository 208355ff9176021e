import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { clockMs, expectAccessible, openScene, paste, pod, terminalText, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

/** The first worker of the page runs this instead of the engine; those after it run the engine. */
async function firstWorker(page: Page, source: string): Promise<void> {
  let asked = 0;
  await page.route("**/assets/entry-*.js", (route) => (asked++ === 0 ? route.fulfill({ contentType: "text/javascript", body: source }) : route.continue()));
}

test("a world that does not come back is told of, and another begins; the text is untouched", async ({ page }) => {
  await firstWorker(page, `onmessage = ({ data }) => { if (data.type === "open") { postMessage({ type: "opened", name: "a" }); for (;;); } };`);
  await page.goto("/");
  const notice = page.getByRole("alert").filter({ hasText: "does not answer" });
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("#editor")).toContainText("livenessProbe");
  await notice.getByRole("button", { name: "Start afresh" }).click();
  await expect(pod(page, "liveness-exec")).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("a fault says where, about what and when, and the page goes on", async ({ page }) => {
  await firstWorker(page, `onmessage = ({ data }) => {
    if (data.type === "ping") postMessage({ type: "pong" });
    if (data.type === "open") postMessage({ type: "fault", canLook: false, fault: { component: "kubelet", key: "pod/default/web", atMs: 666000, message: "too many occurrences in one instant" } });
  };`);
  await page.goto("/");
  const notice = page.getByRole("alert").filter({ hasText: "The engine stopped" });
  await expect(notice).toContainText("kubelet pod/default/web");
  await expect(notice).toContainText("11:06");
  await expect(notice).toContainText("too many occurrences in one instant");
  await expectAccessible(page);
  await notice.getByRole("button", { name: "Start afresh" }).click();
  await expect(pod(page, "liveness-exec")).toBeVisible();
});

test("what is wrong in a manifest is said at its line, in the server's words, and mended by a key", async ({ page }) => {
  await openScene(page, { at: "3s" });
  await paste(page, "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: main\n    image: nginx\n    livenessProbe:\n      failureTreshold: 6\n      tcpSocket: {port: 80}\n");
  const column = page.locator("#editor");
  await expect(column).toContainText("1 error");
  await expect(column.getByRole("button", { name: /failureThreshold/ })).toBeVisible();
  await page.keyboard.press("Alt+Enter");
  await expect(column).toContainText("failureThreshold: 6");
  await expect(column).not.toContainText("1 error");
});

test("what was typed is undone and done again, and is there after a reload", async ({ page }) => {
  await openScene(page, { at: "3s" });
  await typeLine(page, "kubectl run other --image=nginx");
  // What is undone is what had happened: the command has ended, and time stands again.
  await expect.poll(async () => terminalText(page)).toMatch(/pod\/other created\n\$$/);
  await expect(transport(page).getByRole("button", { name: "Play" })).toBeVisible();
  await expect(pod(page, "other")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(pod(page, "other")).toHaveCount(0);
  await page.getByRole("button", { name: /^Redo/ }).click();
  await expect(pod(page, "other")).toBeVisible();
  const atMs = await clockMs(page);
  await page.waitForTimeout(2_500);
  await page.reload();
  await expect(pod(page, "other")).toBeVisible();
  await expect.poll(() => clockMs(page)).toBe(atMs);
  await expect.poll(async () => terminalText(page)).toContain("pod/other created");
});

test("after one visit the page needs no network", async ({ page, context }) => {
  await openScene(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce((sum, count) => sum + count, 0)), { timeout: 40_000 }).toBeGreaterThan(25);
  await context.setOffline(true);
  await page.reload();
  await expect(pod(page, "liveness-exec")).toBeVisible();
  await expect(transport(page)).toBeVisible();
  await context.setOffline(false);
});

test("a damaged link says so and leaves what is open as it is", async ({ page }) => {
  await openScene(page, { at: "3s" });
  await page.evaluate(() => void (location.hash = "#v=1&s=abc"));
  await expect(page.getByRole("alert").filter({ hasText: "cut off or was changed" })).toBeVisible();
  await expect(pod(page, "liveness-exec")).toBeVisible();
});

test("script and style before the first paint stay under 220 kB, packed", () => {
  const built = join(import.meta.dirname, "../dist/page");
  const needed = [...readFileSync(join(built, "index.html"), "utf8").matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([path]) => path);
  expect(needed.length).toBeGreaterThan(1);
  const bytes = needed.reduce((sum, path) => sum + gzipSync(readFileSync(join(built, path)), { level: 9 }).length, 0);
  expect(bytes).toBeLessThan(220_000);
  expect(readdirSync(join(built, "assets")).length).toBeGreaterThan(needed.length);
});

test("every package in the bundle has its licence beside the page", async ({ request }) => {
  const notices = await (await request.get("/licenses.txt")).text();
  for (const name of ["react", "@xyflow/react", "monaco-editor", "@xterm/xterm", "zustand", "unbash", "fflate", "@fontsource-variable/newsreader"]) expect(notices).toContain(`=== ${name} `);
});
