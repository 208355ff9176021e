import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./page.ts";

const clock = (page: Page) => page.getByRole("status", { name: /Virtual time|虚拟时间/ });
const pods = (page: Page) => page.getByRole("region", { name: /^Pods?$/ });

test("the page opens on a living cluster", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Kubarium" })).toBeVisible();
  await expect(pods(page)).toHaveText("No resources found in default namespace.");
  const before = await clock(page).textContent();
  await expect(clock(page)).not.toHaveText(before ?? "");
});

test("a manifest is applied and its Pods run, as kubectl prints it", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("10");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByTestId("command")).toContainText("pod/web created\npod/probed created");
  await expect(pods(page)).toContainText(/^NAME +READY +STATUS +RESTARTS +AGE/);
  await expect(pods(page)).toContainText(/web +1\/1 +Running +0 /);
  await expect(pods(page)).toContainText(/probed +1\/1 +Running +[1-9]/);
  await expect(page.getByTestId("events")).toContainText("Liveness probe failed");
});

test("a fault in the manifest is answered in kubectl's words", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("textbox", { name: "Manifest" }).fill("apiVersion: v1\nkind: Pod\nmetadata:\n  name: Web\nspec:\n  containers: []\n");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByTestId("command")).toContainText('The Pod "Web" is invalid');
  await expect(page.getByTestId("command")).toContainText("exit code 1");
});

test("paused, time stands; played, it goes on", async ({ page }) => {
  await page.goto("/");
  await expect(clock(page)).not.toHaveText("00:00:00.0");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  const stood = await clock(page).textContent();
  await page.waitForTimeout(700);
  await expect(clock(page)).toHaveText(stood ?? "");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(clock(page)).not.toHaveText(stood ?? "");
});

test("paused, a command still runs to its end", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByTestId("command")).toContainText("pod/web created");
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});

test("the page speaks Chinese", async ({ page }) => {
  await page.goto("/?lang=zh");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("button", { name: "应用" }).click();
  await expect(page.getByTestId("command")).toContainText("pod/web created");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
});

test("everything is reached by keyboard", async ({ page }) => {
  await page.goto("/");
  const manifest = page.getByRole("textbox", { name: "Manifest" });
  await manifest.focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Apply" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("command")).toContainText("pod/web created");
});

for (const scheme of ["light", "dark"] as const) {
  for (const lang of ["en", "zh"]) {
    test(`no accessibility fault in ${scheme}, ${lang}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`/?lang=${lang}`);
      await page.getByRole("button", { name: /Apply|应用/ }).click();
      await expect(page.getByTestId("command")).toContainText("created");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
    });
  }
}

test("on a phone nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(pods(page)).toContainText("web");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("script and style of the first load stay under 220 kB, packed", async ({ page }) => {
  await page.goto("/");
  const asked = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  const assets = join(import.meta.dirname, "../dist/page/assets");
  const own = readdirSync(assets).filter((name) => /^index-.*\.(js|css)$/.test(name) && asked.includes(`/assets/${name}`));
  expect(own.length).toBeGreaterThan(1);
  const packed = own.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);
  expect(packed).toBeLessThan(220_000);
});

test("every package in the bundle has its licence beside the page", async ({ request }) => {
  const notices = await (await request.get("/licenses.txt")).text();
  for (const name of ["react-dom", "zustand", "unbash", "ibm-plex-mono"]) expect(notices).toContain(name);
});
