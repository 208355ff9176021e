import type { Page } from "@playwright/test";
import { inTurn } from "./in-turn.ts";
import { clockMs, expectAccessible, inspector, mode, openScene, paste, pictureOf, plate, pod, terminalText, transport, typeLine, unwrappedText, watchPod } from "./plate.ts";
import { expect, test } from "./page.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

const execLiveness = `apiVersion: v1
kind: Pod
metadata:
  name: liveness-exec
spec:
  terminationGracePeriodSeconds: 5
  containers:
  - name: liveness
    image: busybox
    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600
    livenessProbe:
      exec:
        command:
        - cat
        - /tmp/healthy
      initialDelaySeconds: 5
      periodSeconds: 5
`;

/** Opens a cluster with nothing in it but its own Pods, through the index of scenes. */
async function openEmpty(page: Page): Promise<void> {
  await openScene(page);
  await page.getByRole("button", { name: /^Choose a scene/ }).click();
  await page.getByRole("button", { name: "An empty cluster" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  // The scene before stays on the plate until the new world shows itself.
  await expect(pod(page, "liveness-exec")).toHaveCount(0);
}

test("a first visit opens on a scene that runs, with its pod cut open", async ({ page }) => {
  await openScene(page);
  await expect(page.getByRole("heading", { name: "Kubarium" })).toBeVisible();
  await expect(pod(page, "liveness-exec")).toBeVisible();
  await expect(plate(page).getByText("Detail A")).toBeVisible();
  const before = await clockMs(page);
  await expect.poll(() => clockMs(page)).toBeGreaterThan(before);
});

test("paste, apply, and see Pending, ContainerCreating, Running, three failures and the restart", async ({ page }) => {
  await openEmpty(page);
  const speed = transport(page).getByRole("slider");
  await speed.focus();
  await page.keyboard.press("Home");
  await paste(page, execLiveness);
  const seen = await watchPod(page, "liveness-exec");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect.poll(async () => terminalText(page)).toContain("kubectl apply -f pod.yaml\npod/liveness-exec created");
  await expect(pod(page, "liveness-exec")).toHaveAccessibleName("liveness-exec, Running, READY 1/1, RESTARTS 0", { timeout: 40_000 });
  await speed.focus();
  await page.keyboard.press("End");
  await expect.poll(seen).toContainEqual("liveness-exec, Running, READY 1/1, RESTARTS 1");
  await transport(page).getByRole("button", { name: "Pause", exact: true }).click();
  const states = (await seen()).map((label) => label.split(", ")[1]);
  expect(states.slice(0, 3)).toEqual(["Pending", "ContainerCreating", "Running"]);
  await typeLine(page, "clear; kubectl get events --field-selector reason=Unhealthy");
  await expect.poll(async () => unwrappedText(page)).toContain("Liveness probe failed: cat: can't open '/tmp/healthy'");
});

test("time stops, steps, and is dragged back: the picture is what it was then", async ({ page }) => {
  await openScene(page, { at: "33s" });
  await pod(page, "liveness-exec").click();
  await expect(plate(page).getByText("Detail A")).toBeVisible();
  const then = await pictureOf(page);
  const thenMs = await clockMs(page);
  await transport(page).getByRole("button", { name: "Step to the next change" }).click();
  await expect.poll(() => clockMs(page)).toBeGreaterThan(thenMs);
  await transport(page).getByRole("button", { name: "Run to the next Event" }).click();
  await expect(mode(page)).toHaveText("paused");
  await expect.poll(() => clockMs(page)).toBeGreaterThan(35_000);
  expect(await pictureOf(page)).not.toBe(then);

  const laterMs = await clockMs(page);
  const playhead = page.getByRole("slider", { name: "Playhead" });
  const line = (await playhead.boundingBox())!;
  const plot = (await page.getByRole("application", { name: "What happened when" }).boundingBox())!;
  const pxPerMs = (line.x + line.width / 2 - plot.x) / laterMs;
  await page.mouse.move(line.x + line.width / 2, line.y + 4);
  await page.mouse.down();
  await page.mouse.move(line.x - 30, line.y + 4, { steps: 4 });
  await page.mouse.move(line.x + line.width / 2 - pxPerMs * (laterMs - thenMs), line.y + 4, { steps: 4 });
  await page.mouse.up();
  await expect(mode(page)).toHaveText("looking back");
  await stepTo(page, thenMs);
  expect(await pictureOf(page)).toBe(then);
  await transport(page).getByRole("button", { name: "Live", exact: true }).click();
  await expect.poll(() => clockMs(page)).toBe(laterMs);
});

/** From near a moment to it, by the playhead's keys, which go from tick to tick. */
async function stepTo(page: Page, atMs: number): Promise<void> {
  await page.getByRole("slider", { name: "Playhead" }).focus();
  for (let i = 0; i < 40; i += 1) {
    const offMs = (await clockMs(page)) - atMs;
    if (offMs === 0) return;
    await page.keyboard.press(offMs > 0 ? "ArrowLeft" : "ArrowRight");
    await page.waitForTimeout(60);
  }
}

test("a pod is cut open, and its rings move when it shares its process namespace", async ({ page }) => {
  await openScene(page, { scene: "shared-pid", at: "20s" });
  const detail = page.locator("[data-detail]");
  await pod(page, "private").click();
  await expect(detail).toContainText("sandbox of private");
  await expect(detail).toContainText("pid, private");
  await pod(page, "shared").click();
  await expect(detail).toContainText("sandbox of shared");
  await expect(detail).not.toContainText("pid, private");

  // What was private is made shared: another Pod, since the field of a running one cannot change.
  await page.getByRole("tab", { name: "private.yaml" }).click();
  await paste(page, sharing("private"));
  await typeLine(page, "kubectl delete pod private --now");
  await expect.poll(async () => terminalText(page)).toContain('pod "private" deleted');
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await transport(page).getByRole("button", { name: "Play" }).click();
  await expect(pod(page, "private")).toHaveAccessibleName("private, Running, READY 1/1, RESTARTS 0");
  await pod(page, "private").click();
  await expect(detail).toContainText("sandbox of private");
  await expect(detail).not.toContainText("pid, private");
  await inspector(page).getByRole("tab", { name: "Namespaces" }).click();
  await inspector(page).getByRole("button", { name: /^pid/ }).click();
  await expect(inspector(page).getByRole("button", { name: /^pid/ })).toContainText("shareProcessNamespace: true");
});

const sharing = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  shareProcessNamespace: true
  containers:
  - name: shell
    image: busybox
    command: [sleep, "3600"]
`;

test("by keyboard alone: from the pod to its why, and a command", async ({ page }) => {
  await openScene(page, { at: "46s" });
  await pod(page, "liveness-exec").focus();
  await page.keyboard.press("Enter");
  await expect(inspector(page)).toContainText("liveness-exec");
  await inspector(page).getByRole("tab", { name: "Why" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(inspector(page).getByRole("tab", { name: "Summary" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Home");
  await expect(inspector(page).getByRole("list").first()).toContainText("rm -f /tmp/healthy");
  await transport(page).getByRole("button", { name: "Step to the next change" }).focus();
  const before = await clockMs(page);
  await page.keyboard.press("Enter");
  await expect.poll(() => clockMs(page)).toBeGreaterThan(before);
  await page.getByRole("textbox", { name: /^Terminal/ }).focus();
  await page.keyboard.type("kubectl get pods -o name\n");
  await expect.poll(async () => terminalText(page)).toContain("pod/liveness-exec\npod/trainer");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Terminal", exact: true })).toBeFocused();
});

test("a link opens on the same moment in another language, and what was open is offered back", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "crash-loop", at: "20s" });
  await typeLine(page, "kubectl run web --image=nginx");
  await expect.poll(async () => terminalText(page)).toContain("pod/web created");
  await expect(mode(page)).toHaveText("paused");
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(1_000);
  const other = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 }, ...(baseURL ? { baseURL } : {}) });
  await other.goto(link);
  await expect(mode(other)).toHaveText("已暂停");
  expect(await clockMs(other)).toBe(await clockMs(page));
  await expect(pod(other, "web")).toHaveAccessibleName((await pod(page, "web").getAttribute("aria-label"))!);
  await expect(other.getByRole("alert").filter({ hasText: "引擎" })).toHaveCount(0);
  await other.reload();
  await expect(pod(other, "web")).toBeVisible();
  await other.close();
});

test("why leads to the line, with the same numbers on the plate and in the editor", async ({ page }) => {
  await openScene(page, { at: "46s" });
  await pod(page, "liveness-exec").click();
  await inspector(page).getByRole("tab", { name: "Why" }).click();
  await inspector(page).getByRole("button", { name: "liveness", exact: true }).click();
  const links = inspector(page).getByRole("list").first().getByRole("listitem");
  await expect(links.last()).toContainText("pod.yaml");
  await expect(inspector(page)).toContainText("failed");
  await expect(links.last()).toContainText("rm -f /tmp/healthy");
});

test("what is dated is put right by one click, comments and all", async ({ page }) => {
  await openScene(page, { scene: "dated-deployment", at: "5s" });
  await expect.poll(async () => terminalText(page)).toContain('no matches for kind "Deployment" in version "apps/v1beta1"');
  const column = page.locator("#editor");
  await column.getByRole("button", { name: /apps\/v1/ }).first().click();
  await expect(column).toContainText("apps/v1  # 当年的版本");
  await expect(column).toContainText("matchLabels");
  await column.getByRole("button", { name: "Apply" }).click();
  await expect.poll(async () => terminalText(page)).toContain("deployment.apps/site created");
});

test("kubectl is typed, completed, and a shell in a container is talked to", async ({ page }) => {
  await openScene(page, { scene: "twocontainers", at: "20s" });
  await typeLine(page, "kubectl get pods");
  await expect.poll(async () => terminalText(page)).toMatch(/NAME +READY +STATUS +RESTARTS +AGE\ntwocontainers +2\/2 +Running/);
  await page.keyboard.type("kubectl describe po twoc");
  await page.keyboard.press("Tab");
  await expect.poll(async () => terminalText(page)).toMatch(/kubectl describe po twocontainers$/);
  await page.keyboard.press("Control+c");
  await typeLine(page, "kubectl exec -it twocontainers -c shell -- bash");
  await expect.poll(async () => terminalText(page)).toMatch(/# ?$/);
  await page.keyboard.type("hostname\n");
  await expect.poll(async () => terminalText(page)).toMatch(/hostname\ntwocontainers\n/);
  // As an emoji panel, dictation and the keyboards of phones give it: by no key.
  await page.keyboard.type("echo ");
  await page.keyboard.insertText("你好");
  await page.keyboard.press("Enter");
  await expect.poll(async () => terminalText(page)).toMatch(/echo 你好\n你好\n/);
  await page.keyboard.type("exit\n");
  await expect.poll(async () => terminalText(page)).toMatch(/\$$/);
});

for (const [lang, theme] of inTurn([["en", "light"], ["zh", "dark"], ["zh", "light"], ["en", "dark"]] as const)) {
  test(`nothing stands in anybody's way: ${lang}, ${theme}`, async ({ page }) => {
    await openScene(page, { at: "46s", lang, theme });
    await pod(page, "liveness-exec").click();
    await expect(page.locator(".monaco-editor").first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole("navigation", { name: /^(Sheets|面板)$/ })).toBeVisible();
    await expectAccessible(page);
  });
}
