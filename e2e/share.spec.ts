import { inTurn } from "./in-turn.ts";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";
import { decodeLink, encodeLink, type SharedScene } from "../src/scenario/link/link.ts";
import { clockMs, expectAccessible, inspector, mode, openScene, paste, plate, pod, terminalText, transport, typeLine } from "./plate.ts";
import { expect, test } from "./page.ts";

/* What is passed on, and what was open before it came: links, files, commands in an address. */
test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

const notice = (page: Page, words: string | RegExp) => page.locator("[role=alert], [role=status]").filter({ hasText: words });

/** Presses Share and takes what was copied. */
async function sharedLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: /^(Share|分享)$/ }).click();
  await expect(notice(page, /Copied|已复制/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("Escape");
  return link;
}

/** A pod's capsule: a container cut open may have the same name. */
const capsule = (page: Page, name: string) => page.locator(`[data-pod][aria-label^="${name}, "]`).first();

const sceneIn = (link: string): SharedScene => {
  const opened = decodeLink(new URL(link).hash);
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.scene;
};

/** A reader of their own: another profile, another language. */
const reader = (browser: Browser, baseURL: string | undefined, locale: string): Promise<Page> =>
  browser.newPage({ locale, viewport: { width: 1440, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...(baseURL ? { baseURL } : {}) });

const EDITOR = "[data-testid=editor][data-over]";

/** Gives the page files of this computer, dropped on an element. */
async function drop(page: Page, selector: string, ...files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name, { type: "text/plain" }));
    return data;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) await page.locator(selector).first().dispatchEvent(type, { dataTransfer: transfer });
}

test("a link opens in another browser and the other language: same digest, moment, selection, panels, grouping and camera", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "twocontainers", at: "20s" });
  await typeLine(page, "kubectl label pod twocontainers seen=yes");
  await expect.poll(async () => terminalText(page)).toContain("labeled");
  await expect(mode(page)).toHaveText("paused");
  await pod(page, "twocontainers").click();
  await expect(plate(page).getByText("Detail A")).toBeVisible();
  await inspector(page).getByRole("tab", { name: "Namespaces" }).click();
  await page.getByRole("button", { name: "Fold Files" }).click();
  await plate(page).getByRole("combobox").selectOption("namespace");
  await plate(page).getByRole("button", { name: "Nearer", exact: true }).first().click();
  await page.waitForTimeout(700);
  const link = await sharedLink(page);
  const scene = sceneIn(link);
  expect(scene.digest).toMatch(/^[0-9a-f]{12}$/);

  const other = await reader(browser, baseURL, "zh-CN");
  await other.goto(link);
  await expect(mode(other)).toHaveText("已暂停");
  expect(await clockMs(other)).toBe(await clockMs(page));
  await expect(inspector(other).getByRole("tab", { selected: true })).toHaveText("命名空间");
  await expect(inspector(other)).toContainText("twocontainers");
  await expect(other.locator("[data-detail]")).toBeVisible();
  await expect(other.locator("[data-group='group/namespace/default']")).toBeVisible();
  await expect(other.getByRole("button", { name: "展开文件" }).first()).toBeVisible();
  await expect(notice(other, "引擎")).toHaveCount(0);
  // The reader's own link is the same scene: engine, digest, moment, selection, panels, grouping, camera.
  await other.waitForTimeout(700);
  const again = sceneIn(await sharedLink(other));
  expect({ ...again, view: { ...again.view, language: "", camera: {} }, scenario: {} }).toEqual({ ...scene, view: { ...scene.view, language: "", camera: {} }, scenario: {} });
  for (const axis of ["x", "y", "zoom"] as const) expect(again.view.camera?.[axis]).toBeCloseTo(scene.view.camera![axis], 0);
  expect([scene.view.language, again.view.language, again.view.grouping]).toEqual(["en", "zh", "namespace"]);
  await page.reload();
  await expect(plate(page).getByRole("combobox")).toHaveValue("namespace");
  await other.close();
});

test("commands in an address are typed, what was open is offered back, and a reload keeps what came of it", async ({ page }) => {
  await openScene(page, { scene: "crash-loop", at: "5s" });
  await typeLine(page, "kubectl run mine --image=nginx");
  await expect(capsule(page, "mine")).toBeVisible();
  await page.waitForTimeout(1_500);
  await page.goto("/?lang=en&theme=light&run=kubectl run web --image=nginx&run=kubectl get pods && kubectl get ns default");
  await expect.poll(async () => terminalText(page)).toMatch(/\$ kubectl run web --image=nginx\npod\/web created\n.*\$ kubectl get pods && kubectl get ns default\nNAME +READY[^]*\ndefault +Active/);
  await expect(capsule(page, "web")).toBeVisible();
  expect(new URL(page.url()).search).toBe("?lang=en&theme=light");
  await expect(page.getByRole("button", { name: /^Choose a scene: kubectl run web/ })).toBeVisible();
  await notice(page, "is kept").getByRole("button", { name: "Bring it back" }).click();
  await expect(capsule(page, "mine")).toBeVisible();
  await notice(page, "is kept").getByRole("button", { name: "Bring it back" }).click();
  await expect(capsule(page, "web")).toBeVisible();
  await page.waitForTimeout(1_500);
  await page.reload();
  await expect(capsule(page, "web")).toBeVisible();
});

test("an address with too many commands says so, and one beside a scene types into it", async ({ page }) => {
  await page.goto(`/?lang=zh&${"run=ls&".repeat(60)}`);
  await expect(notice(page, "命令太多")).toBeVisible();
  await expect(pod(page, "liveness-exec")).toBeVisible();
  await page.goto("/?lang=en&scene=crash-loop&t=3s&run=kubectl label nodes worker-1 disk=ssd");
  await expect(mode(page)).toHaveText("paused");
  expect(await clockMs(page)).toBe(3_000);
  await page.getByRole("button", { name: "Another shell" }).click();
  await typeLine(page, "clear; kubectl get nodes -l disk=ssd -o name");
  await expect.poll(async () => terminalText(page)).toContain("node/worker-1");
});

for (const lang of inTurn(["en", "zh"] as const)) {
  test(`a link of an engine that played it differently says so, and since when: ${lang}`, async ({ page, context }) => {
    await openScene(page, { scene: "crash-loop", at: "32s", lang });
    const link = await sharedLink(page);
    const scene = sceneIn(link);
    // 2 s apart: the same until 10 s, another from 12 s on.
    expect(scene.trail).toMatch(/^3[\w-]{17}$/);
    const trail = [...scene.trail!].map((mark, i) => (i < 7 ? mark : mark === "A" ? "B" : "A")).join("");
    const other = await context.newPage();
    await other.goto(`/?lang=${lang}${encodeLink({ ...scene, engine: "0.0.9", digest: "000000000000", trail })}`);
    const said = notice(other, "0.0.9");
    await expect(said).toContainText(lang === "en" ? "the same until 00:10, another from 00:12 at the latest" : "00:10 之前完全一致，最晚从 00:12 起出现差异");
    await expect(said).toHaveAttribute("role", "status");
    await expect(other.locator("[data-pod]").first()).toBeVisible();
    await expectAccessible(other);
    // One from before trails were carried says that it differs, and no more.
    const { trail: _trail, ...older } = scene;
    await other.goto("about:blank");
    await other.goto(`/?lang=${lang}${encodeLink({ ...older, engine: "0.0.8", digest: "000000000000" })}`);
    await expect(notice(other, "0.0.8")).not.toContainText(lang === "en" ? "the same until" : "之前完全一致");
    await other.close();
  });
}

test("a long link says how long and offers a file; the file opens where it is dropped, with its branches, and what was open is offered back", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "crash-loop", at: "5s" });
  await typeLine(page, "kubectl run one --image=nginx");
  await expect.poll(async () => terminalText(page)).toMatch(/pod\/one created\n\$$/);
  await expect(transport(page).getByRole("button", { name: "Play" })).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(capsule(page, "one")).toHaveCount(0);
  await paste(page, `# ${Array.from({ length: 4_000 }, (_, i) => ((i * 7_919) % 99_991).toString(36)).join(" ")}\n`);
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText(/[\d,]{5,7} characters are too long for many chats/)).toBeVisible();
  await expect(page.getByText("The other one stays here; a file holds all of them.")).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a file" }).click()]);
  expect(download.suggestedFilename()).toBe("crash-loop.kubarium.yaml");
  const text = readFileSync((await download.path())!, "utf8");

  const other = await reader(browser, baseURL, "en-GB");
  await openScene(other, { at: "3s" });
  await typeLine(other, "kubectl run mine --image=nginx");
  await expect(capsule(other, "mine")).toBeVisible();
  await drop(other, "[data-testid=clock]", { name: "from a chat.kubarium.yaml", text });
  await expect(other.getByRole("button", { name: /^Choose a scene: .*crash/i })).toBeVisible();
  await expect(mode(other)).toHaveText("paused");
  await expect.poll(() => clockMs(other)).toBe(await clockMs(page));
  await other.getByRole("button", { name: "Branches of time: 2" }).click();
  await other.locator("[data-go]:enabled").filter({ hasText: "kubectl run one --image=nginx" }).click();
  await expect(capsule(other, "one")).toBeVisible();
  await notice(other, "is kept").getByRole("button", { name: "Bring it back" }).click();
  await expect(capsule(other, "mine")).toBeVisible();
  await other.close();
});

const manifest = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: dropped\nspec:\n  containers:\n  - name: main\n    image: nginx\n";
const scenario = `apiVersion: kubarium.dev/v1\nkind: Scenario\nmetadata: { name: small }\nspec:\n  inputs:\n  - { at: 0s, run: kubectl run tiny --image=nginx }\n`;

test("a manifest that is dropped stays a file; a scenario under any name is a scene beside the editor, and a file in it", async ({ page }) => {
  await openScene(page, { at: "3s" });
  const tabs = page.getByRole("tablist", { name: "Open files" });
  await drop(page, EDITOR, { name: "dropped.yaml", text: manifest });
  await expect(tabs.getByRole("tab", { name: /dropped\.yaml/ })).toBeVisible();
  await drop(page, "[data-testid=clock]", { name: "other.yaml", text: manifest.replace("dropped", "other") });
  await expect(tabs.getByRole("tab", { name: /other\.yaml/ })).toBeVisible();
  await expect(pod(page, "liveness-exec")).toBeVisible();
  await drop(page, EDITOR, { name: "probe.yaml", text: scenario });
  await expect(tabs.getByRole("tab", { name: /probe\.yaml/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Open the scenario" }).or(page.locator("#editor").getByRole("button", { name: /scenario/i })).first()).toBeVisible();
  await drop(page, "[data-testid=clock]", { name: "probe.yaml", text: scenario });
  await transport(page).getByRole("button", { name: "Play" }).click();
  await expect(capsule(page, "tiny")).toBeVisible();
});

for (const lang of inTurn(["en", "zh"] as const)) {
  test(`a broken file says what is wrong with it and loses nothing: ${lang}`, async ({ page }) => {
    await openScene(page, { at: "3s", lang });
    await drop(page, EDITOR, { name: "a.kubarium.yaml", text: scenario.replace("at: 0s", "at: soon") });
    const said = notice(page, "a.kubarium.yaml");
    await expect(said).toContainText("spec.inputs[0].at");
    await expect(pod(page, "liveness-exec")).toBeVisible();
    await expectAccessible(page);
    await said.getByRole("button", { name: lang === "en" ? "Open it in the editor" : "在编辑器里打开" }).click();
    await expect(page.getByRole("tab", { name: /a\.kubarium\.yaml/ })).toBeVisible();
    await drop(page, "body", { name: "b.kubarium.yaml", text: "\u0000\u0001" });
    await expect(notice(page, "b.kubarium.yaml")).toContainText(lang === "en" ? "is not text" : "不是文本文件");
    await drop(page, "body", { name: "c.kubarium.yaml", text: "#v=1&s=abc" });
    await expect(notice(page, lang === "en" ? "cut off or was changed" : "链接不完整")).toBeVisible();
    await expect(pod(page, "liveness-exec")).toBeVisible();
    // Each of many is told of, and what was said of earlier ones goes when others come.
    await drop(page, "body", { name: "empty.yaml", text: " \n" }, { name: "good.yaml", text: manifest }, { name: "photo.raw", text: "\u0000" });
    await expect(notice(page, "empty.yaml")).toContainText("photo.raw");
    await expect(page.getByRole("tab", { name: /good\.yaml/ })).toBeVisible();
    await expect(page.getByRole("tab", { name: /empty\.yaml/ })).toHaveCount(0);
    await drop(page, "[data-testid=clock]", { name: "better.yaml", text: manifest });
    await expect(page.getByRole("tab", { name: /better\.yaml/ })).toBeVisible();
    await expect(notice(page, "empty.yaml")).toHaveCount(0);
    await drop(page, EDITOR, { name: "nothing.yaml", text: "" });
    await expect(page.locator("#editor")).toContainText("nothing.yaml");
  });

  test(`a Secret is spoken of before its link is copied: ${lang}`, async ({ page }) => {
    await openScene(page, { at: "3s", lang });
    await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
    await paste(page, "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2}\n");
    await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
    await page.getByRole("button", { name: /^(Share|分享)$/ }).click();
    await expect(notice(page, lang === "en" ? "Your files hold a Secret" : "你的文件里有 Secret")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("nothing yet");
    await page.getByRole("button", { name: lang === "en" ? "Copy the link" : "复制链接" }).click();
    await expect(notice(page, /Copied|已复制/)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("#v=1&s=");
  });
}
