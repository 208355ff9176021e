import type { Page } from "@playwright/test";
import { clockMs, expectAccessible, inspector, openScene, paste, plate, pod, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

test("the oscilloscope follows the playhead, and counts the recorded answers with another threshold", async ({ page }) => {
  await openScene(page, { scene: "exec-liveness", at: "60s" });
  await inspector(page).getByRole("tab", { name: "Probes" }).click();
  await inspector(page).getByRole("button", { name: "Open the oscilloscope" }).click();
  const scope = page.getByTestId("oscilloscope");
  const lane = scope.getByRole("region", { name: "livenessProbe of liveness" });
  // The third failure in a row, 5 s after one another: the kubelet stops the container.
  await expect(lane.locator("[data-result='failure']").first()).toBeAttached();
  await expect(lane).toContainText("3 of 3 in a row");
  const threshold = lane.getByRole("slider", { name: "failureThreshold" });
  await threshold.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(threshold).toHaveAttribute("aria-valuenow", "5");
  await expect(lane.getByRole("status")).toContainText(/With failureThreshold 5: no restart at 46\.\d\d: 3 of 5\. At the earliest at 56\.\d\d/);
  await expect(lane.getByRole("button", { name: "1 restart 36.40" })).toBeVisible();
  await expectAccessible(page);
  // From answer to answer, and the clock goes along; then nothing of what comes later is counted.
  await lane.getByRole("group", { name: /Arrow keys/ }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => clockMs(page)).toBeLessThan(46_000);
  await expect(lane).toContainText("2 of 3 in a row");
  await expect(lane.getByRole("status")).toContainText("no restart so far");
  await page.keyboard.press("Escape");
  await expect(scope).toBeHidden();
  await expect(inspector(page).getByRole("button", { name: "Open the oscilloscope" })).toBeFocused();
});

test("from apply to Running: the ten steps, each write's fields, and the clock goes along", async ({ page }) => {
  await openScene(page, { scene: "exec-liveness", at: "20s" });
  await plate(page).getByRole("button", { name: /^API server/ }).click();
  const path = page.getByTestId("path");
  const detail = page.getByTestId("message-detail");
  const ten = path.getByRole("list", { name: "The ten steps" });
  await expect(ten.getByRole("button")).toHaveCount(10);
  await ten.getByRole("button", { name: /^1\./ }).click();
  await expect(detail).toContainText("kubectl apply -f pod.yaml");
  await ten.getByRole("button", { name: /^7\./ }).click();
  await expect(detail).toContainText("PUT /registry/pods/default/liveness-exec");
  await expect(detail.getByRole("listitem").filter({ hasText: "nodeName" })).toContainText("worker-2");
  await expect.poll(() => clockMs(page)).toBeLessThan(2_000);
  const current = path.locator("[aria-current='true']");
  await current.focus();
  const number = Number(await current.locator("span").first().textContent());
  await page.keyboard.press("ArrowDown");
  await expect(current.locator("span").first()).toHaveText(String(number + 1));
  await expect(current).toBeFocused();
  await expect(detail).toContainText("watch");
  await path.getByRole("button", { name: "Next message" }).click();
  await expect(current.locator("span").first()).toHaveText(String(number + 2));
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(path).toBeHidden();
});

const rings = (field: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: rings
spec:
  terminationGracePeriodSeconds: 0
${field === "" ? "" : `  ${field}: true\n`}  containers:
  - name: one
    image: busybox
    command: [sleep, "3600"]
  - name: two
    image: busybox
    command: [sleep, "3600"]
`;

/** Which namespaces go round the containers, and whose they are. */
const drawn = (page: Page): Promise<readonly string[]> =>
  plate(page).getByTestId("detail").locator("[data-ring]").evaluateAll((all) => all.map((ring) => `${ring.getAttribute("data-ring")} ${ring.getAttribute("data-scope")}`));

/** pause-and-namespaces, 2: uts follows the network; pid is private, of the pod, or the node's. */
const fields: readonly (readonly [string, readonly string[], string])[] = [
  ["", ["net shared", "ipc shared", "uts shared"], "net"],
  ["shareProcessNamespace", ["net shared", "ipc shared", "uts shared", "pid shared"], "pid"],
  ["hostNetwork", ["net host", "ipc shared", "uts host"], "net"],
  ["hostPID", ["net shared", "ipc shared", "uts shared", "pid host"], "pid"],
  ["hostIPC", ["net shared", "ipc host", "uts shared"], "ipc"],
];

test("the rings move with each of the four fields, and each points to its line", async ({ page }) => {
  await openScene(page);
  await page.getByRole("button", { name: /^Choose a scene/ }).click();
  await page.getByRole("button", { name: "An empty cluster" }).click();
  await expect(pod(page, "liveness-exec")).toHaveCount(0);
  await transport(page).getByRole("slider").focus();
  await page.keyboard.press("PageUp");
  for (const [field, expected, ring] of fields) {
    await paste(page, rings(field));
    if (field !== "") {
      await typeLine(page, "kubectl delete pod rings");
      await expect(pod(page, "rings")).toHaveCount(0);
    }
    await page.locator(".monaco-editor").first().click({ position: { x: 120, y: 30 } });
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(pod(page, "rings")).toHaveAccessibleName(/^rings, Running, READY 2\/2/, { timeout: 20_000 });
    await pod(page, "rings").click();
    await expect.poll(() => drawn(page)).toEqual(expected);
    if (field === "") continue;
    // The focus alone lights up the line that decides.
    await page.getByTestId("detail").locator(`[data-ring='${ring}']`).focus();
    await expect.poll(() => litLine(page)).toContain(`${field}: true`);
  }
});

/** The text of the editor's line that is lit up. */
const litLine = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const lit = document.querySelector(".view-overlays [class*='lit']")?.parentElement;
    const top = lit?.style.top;
    return [...document.querySelectorAll<HTMLElement>(".view-lines .view-line")].find((line) => line.style.top === top)?.textContent?.replaceAll("\u00a0", " ") ?? "";
  });
