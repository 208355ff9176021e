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

const commandLine = (page: Page) => page.getByRole("textbox", { name: "Command line" });

test("a line that is typed runs in the shell; a command that goes on prints as it comes, and is interrupted", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("5");
  await commandLine(page).fill("kubectl get pods -w");
  await commandLine(page).press("Enter");
  await expect(page.getByTestId("command")).toContainText("still running");
  await page.getByRole("textbox", { name: "Manifest" }).press("Control+Enter");
  await expect(page.getByTestId("command")).toContainText("pod/web created");
  await expect(page.getByTestId("command")).toContainText(/\$ kubectl get pods -w\nNAME[^]*web +1\/1 +Running/);
  await page.getByRole("button", { name: "Interrupt" }).click();
  await expect(page.getByRole("button", { name: "Interrupt" })).toBeDisabled();
  await commandLine(page).press("ArrowUp");
  await expect(commandLine(page)).toHaveValue("kubectl get pods -w");
  await commandLine(page).press("Enter");
  await expect(page.getByTestId("command")).toContainText("still running");
  await commandLine(page).press("Control+c");
  await expect(page.getByTestId("command")).toContainText("exit code 130");
  await commandLine(page).fill("kubectl delete pod web --now");
  await commandLine(page).press("Enter");
  await expect(pods(page)).not.toContainText("web");
});

test("fifty Pods do not push anything out of view: each list scrolls by itself, and the newest events are seen", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.goto("/");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("10");
  const many = Array.from({ length: 50 }, (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: { name: web-${i} }\nspec: { containers: [{ name: c, image: "nginx:1.27" }] }\n`);
  await page.getByRole("textbox", { name: "Manifest" }).fill(many.join("---\n"));
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(pods(page)).toContainText("web-49");
  await expect(page.getByTestId("events")).toContainText("Started");
  await expect(page.getByRole("button", { name: "Apply" })).toBeInViewport();
  await expect(page.getByTestId("events")).toBeInViewport({ ratio: 0.99 });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(720);
  const edges = (region: string) => page.getByTestId(region).locator("..").getAttribute("data-more");
  await expect.poll(() => edges("pods")).toBe("below");
  await expect.poll(() => edges("events")).toMatch(/^above right$/);
  await page.getByTestId("events").evaluate((list) => void (list.scrollTop = 0));
  await expect.poll(() => edges("events")).toMatch(/^below right$/);
  await page.waitForTimeout(500);
  expect(await page.getByTestId("events").evaluate((list) => list.scrollTop)).toBe(0);
});

test("the text and the speed are there after a reload; a cluster never is", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("combobox", { name: "Speed" }).selectOption("5");
  await page.getByRole("textbox", { name: "Manifest" }).fill("# mine\n");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Manifest" })).toHaveValue("# mine\n");
  await expect(page.getByRole("combobox", { name: "Speed" })).toHaveValue("5");
  await expect(pods(page)).toHaveText("No resources found in default namespace.");
});

/** The first worker of the page runs this instead of the engine; those after it run the engine. */
async function firstWorker(page: Page, source: string): Promise<void> {
  let asked = 0;
  await page.route("**/assets/entry-*.js", (route) => (asked++ === 0 ? route.fulfill({ contentType: "text/javascript", body: source }) : route.continue()));
}

const shown = (nowMs: number) => JSON.stringify({ nowMs, speed: 1, speedReached: 1, pods: "NAME\nweb\n", events: "LAST SEEN\n" });

test("a world that spins is told of, and starting afresh works all the same", async ({ page }) => {
  await firstWorker(page, `onmessage = ({ data }) => {
    if (data.type === "open") postMessage({ type: "opened", name: "spins" });
    if (data.type === "snapshot") { postMessage({ type: "snapshot", snapshot: ${shown(1_000)} }); for (;;); }
  };`);
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("The cluster has not answered");
  await expect(page.getByRole("button", { name: "No answer" })).toBeDisabled();
  await expect(pods(page)).toContainText("web");
  await expect(page.getByText("as of 00:00:01.0, no answer since").first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Start afresh" }).first().click();
  await expect(pods(page)).toHaveText("No resources found in default namespace.");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Pause" })).toBeEnabled();
});

test("a world that has failed says so, shows how it stood, refuses what is asked of it and offers another", async ({ page }) => {
  await firstWorker(page, `onmessage = ({ data }) => {
    if (data.type === "ping") postMessage({ type: "pong" });
    if (data.type === "open") postMessage({ type: "fault", fault: { component: "kubelet", key: "pod/default/web", atMs: 666000, message: "broke" }, snapshot: { ...${shown(666_000)}, speed: 0 } });
  };`);
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("The engine stopped in kubelet (pod/default/web) at 00:11:06.0.");
  await expect(page.getByRole("button", { name: "Stopped" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(0);
  await expect(pods(page)).toContainText("web");
  await expect(page.getByText("as of 00:11:06.0, stopped")).toHaveCount(2);
  await commandLine(page).fill("kubectl get nodes");
  await commandLine(page).press("Enter");
  await expect(page.getByText("The world has stopped: the line was not run.")).toBeVisible();
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.getByText("The world has stopped: nothing was applied.")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Start afresh and apply" }).click();
  await expect(page.getByTestId("command")).toContainText("pod/web created");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("on a phone nothing is cut off", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(pods(page)).toContainText("web");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expect(page.getByTestId("events")).toContainText("Scheduled");
  await expect(page.getByTestId("events").locator("..")).toHaveAttribute("data-more", /right/);
  await page.getByTestId("events").focus();
  await page.getByTestId("events").evaluate((list) => list.scrollTo({ left: list.scrollWidth }));
  await expect(page.getByTestId("events").locator("..")).toHaveAttribute("data-more", /left/);
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

test("on a phone a long error is read whole, without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByRole("textbox", { name: "Manifest" }).fill(`apiVersion: v1\nkind: Pod\nmetadata: { name: ${"n".repeat(300)} }\nspec: { containers: [{ name: c, image: nginx }] }\n`);
  await page.getByRole("button", { name: "Apply" }).click();
  const output = page.getByTestId("command").getByRole("region");
  await expect(output).toContainText("must be no more than 253");
  expect(await output.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0);
});
