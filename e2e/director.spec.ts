import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Download, Page } from "@playwright/test";
import { sceneInPicture } from "../src/scenario/picture/scene-in-picture.ts";
import { inTurn } from "./in-turn.ts";
import { clockMs, expectAccessible, inspector, mode, openScene, plate, pod, transport } from "./plate.ts";
import { expect, test } from "./page.ts";

/* What leaves the page: pictures, films, embeds; and how they come back. */
test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

const dialog = (page: Page) => page.getByRole("dialog");

async function saved(page: Page, press: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), dialog(page).getByRole("button", { name: press }).click()]);
  return { name: download.suggestedFilename(), bytes: await bytesOf(download) };
}

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync((await download.path())!);

/** Gives the page a file of this computer, dropped on an element. */
async function drop(page: Page, selector: string, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ called, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], called));
      return data;
    },
    { called: name, text: bytes.toString("base64") },
  );
  for (const type of ["dragenter", "dragover", "drop"]) await page.locator(selector).first().dispatchEvent(type, { dataTransfer: transfer });
}

test("a picture of a moment opens again, as PNG dropped on the page and as SVG picked from the computer", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "exec-liveness", at: "45.5s" });
  await pod(page, "liveness-exec").click();
  await expect(plate(page).getByText("Detail A")).toBeVisible();
  await inspector(page).getByRole("tab", { name: "Namespaces" }).click();
  await page.getByRole("button", { name: "Picture…" }).click();
  await dialog(page).getByRole("textbox", { name: "Caption" }).fill("Two of three <failures> & counting");
  await expect(dialog(page).getByRole("img", { name: "A liveness probe that fails at 00:45.500" })).toBeVisible();
  await expectAccessible(page);
  const png = await saved(page, "Save as PNG");
  const svg = await saved(page, "Save as SVG");
  expect([png.name, svg.name]).toEqual(["exec-liveness-45.5s.png", "exec-liveness-45.5s.svg"]);
  const scenes = [png, svg].map(({ bytes }) => sceneInPicture(bytes));
  expect(scenes[0]).toMatchObject({ ok: true, scene: { view: { atMs: 45_500, tab: "namespaces" }, digest: expect.stringMatching(/^[0-9a-f]{12}$/) } });
  expect(scenes[1]).toEqual(scenes[0]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Picture…" })).toBeFocused();

  // The SVG says what the page says, in shapes and words only.
  const text = svg.bytes.toString("utf8");
  for (const words of ["liveness-exec", "Detail A", "00:45", "worker-2", "Two of three &lt;failures&gt; &amp; counting", "livenessProbe"]) expect(text).toContain(words);
  expect(text).not.toMatch(/foreignObject|<script|<image|href=|@import|url\((?!#)/);
  // It is a document that any reader of XML takes, and as large as it says.
  const size = await page.evaluate(async (source) => {
    const { documentElement } = new DOMParser().parseFromString(source, "image/svg+xml");
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
    await image.decode();
    return [documentElement.nodeName, image.naturalWidth > 600];
  }, text);
  expect(size).toEqual(["svg", true]);

  const other = await browser.newPage({ locale: "zh-CN", viewport: { width: 1440, height: 900 }, ...(baseURL ? { baseURL } : {}) });
  await openScene(other, { scene: "crash-loop", at: "5s", lang: "zh" });
  for (const [how, give] of [
    ["dropped on the plate", () => drop(other, "[data-testid=plate]", png.name, png.bytes)],
    ["dropped on the editor", () => drop(other, "[data-testid=editor]", png.name, png.bytes)],
    ["picked", () => other.locator("input[type=file][accept*='.svg']").setInputFiles({ name: svg.name, mimeType: "image/svg+xml", buffer: svg.bytes })],
  ] as const) {
    await test.step(how, async () => {
      if (how === "picked") await other.getByRole("button", { name: /^选择场景/ }).click();
      await give();
      await expect(mode(other)).toHaveText("已暂停");
      await expect.poll(() => clockMs(other)).toBe(45_500);
      await expect(pod(other, "liveness-exec")).toHaveAttribute("aria-pressed", "true");
      await expect(inspector(other).getByRole("tab", { selected: true })).toHaveText("命名空间");
      await expect(other.locator("[data-detail]")).toBeVisible();
    });
  }
  // One that holds none says so, and nothing is lost.
  const bare = await other.evaluate(() => document.createElement("canvas").toDataURL("image/png").split(",")[1] ?? "");
  await drop(other, "[data-testid=plate]", "photo.png", Buffer.from(bare, "base64"));
  await expect(other.getByRole("alert").filter({ hasText: "photo.png 里没有场景" })).toBeVisible();
  await expect.poll(() => clockMs(other)).toBe(45_500);
  await other.close();
});

/** Somebody else's page, on another origin. */
async function article(markup: string): Promise<{ readonly server: Server; readonly address: string }> {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(`<!doctype html><html lang="en"><title>An article</title><h1>Probes</h1>${markup}</html>`));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("an embed plays in another page, on its own keys, keeps nothing, and leads to the moment that it shows", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "exec-liveness", at: "40s" });
  await page.getByRole("button", { name: "Picture…" }).click();
  await dialog(page).getByRole("tab", { name: "Embed" }).click();
  await dialog(page).getByLabel("Size").selectOption({ label: "480 × 320" });
  await expectAccessible(page);
  await dialog(page).getByRole("button", { name: "Copy the markup" }).click();
  await expect(dialog(page).getByText("Copied.")).toBeVisible();
  const markup = await page.evaluate(() => navigator.clipboard.readText());
  expect(markup).toMatch(/^<iframe [^<]*width="480" height="320"[^<]*><\/iframe>$/);

  const { server, address } = await article(markup);
  const reader = await browser.newPage({ viewport: { width: 560, height: 460 } });
  const complaints: string[] = [];
  reader.on("console", (message) => { if (["error", "warning"].includes(message.type()) && !message.text().includes("favicon")) complaints.push(message.text()); });
  reader.on("pageerror", (error) => complaints.push(error.message));
  await reader.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await reader.goto(address);
  const frame = reader.frameLocator("iframe");
  const key = (name: string) => frame.getByTestId("transport").getByRole("button", { name });
  await expect(key("Pause")).toBeVisible();
  const read = async (): Promise<number> => Number(((await frame.getByTestId("clock").textContent()) ?? "").replace(/^00:/, "")) * 1_000;
  await expect.poll(read).toBeGreaterThan(40_500);
  await expect(frame.getByTestId("plate")).toBeVisible();
  for (const panel of ["editor", "terminal-screen"]) await expect(frame.getByTestId(panel)).toHaveCount(0);
  expect(await frame.locator("html").evaluate((root) => [root.scrollWidth <= root.clientWidth, root.scrollHeight <= root.clientHeight])).toEqual([true, true]);
  // Its keys.
  await frame.getByTestId("clock").click();
  await reader.keyboard.press("Space");
  await expect(key("Play")).toBeVisible();
  const heldMs = await read();
  await reader.keyboard.press(",");
  await expect.poll(read).toBeLessThan(heldMs);
  // The way out leads to what is shown, and is no embed.
  const out = frame.getByRole("link", { name: "Open in Kubarium" });
  const before = await out.getAttribute("href");
  await out.hover();
  await expect(out).not.toHaveAttribute("href", before ?? "");
  const shownMs = await read();
  const [opened] = await Promise.all([reader.waitForEvent("popup"), out.click()]);
  await expect.poll(() => clockMs(opened)).toBe(shownMs);
  expect(new URL(opened.url()).origin).toBe(new URL(baseURL ?? "").origin);
  await expect(opened.getByRole("button", { name: "Share" })).toBeVisible();
  // Nothing of the scene is kept where it was only looked at; many browsers let no such frame keep anything.
  const kept = await frame.locator("html").evaluate(() => {
    try {
      return Object.keys(localStorage).filter((name) => /scene/.test(name));
    } catch {
      return [];
    }
  });
  expect(kept).toEqual([]);
  expect(complaints).toEqual([]);
  await reader.close();
  server.close();
});

interface Given {
  readonly text: string;
  readonly markup: string;
}
interface Played {
  readonly seconds: number;
  readonly wide: boolean;
}

/** What a browser makes of a film: how long it is, and whether it shows anything. */
const playedBy: Readonly<Record<"webm" | "gif" | "html", (given: Given) => Promise<Played>>> = {
  webm: async ({ text }) => {
    const video = document.createElement("video");
    video.src = `data:video/webm;base64,${text}`;
    await new Promise((resolve, reject) => {
      video.addEventListener("loadeddata", resolve);
      video.addEventListener("error", () => reject(new Error(video.error?.message)));
    });
    // It is found by its cues.
    video.currentTime = 1;
    await new Promise((resolve) => video.addEventListener("seeked", resolve));
    return { seconds: Math.round(video.duration), wide: video.videoWidth > 600 && video.currentTime === 1 };
  },
  gif: async ({ text }) => {
    const decoder = new ImageDecoder({ data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)), type: "image/gif" });
    await decoder.tracks.ready;
    let [micros, wide] = [0, true];
    for (let i = 0; i < (decoder.tracks.selectedTrack?.frameCount ?? 0); i += 1) {
      const { image } = await decoder.decode({ frameIndex: i });
      micros += image.duration ?? 0;
      wide &&= image.displayWidth > 400;
    }
    return { seconds: Math.round(micros / 1_000_000), wide };
  },
  html: async ({ markup }) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = markup;
    frame.width = "800";
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener("load", resolve));
    const inside = frame.contentDocument!;
    const clock = inside.getElementById("clock")!;
    const first = clock.textContent;
    const film = inside.getElementById("film")!;
    await new Promise((resolve) => setTimeout(resolve, 700));
    const data = JSON.parse(inside.getElementById("data")!.textContent ?? "") as { frames: [string, number, unknown][] };
    return { seconds: Math.round(data.frames.reduce((sum, [, ms]) => sum + ms, 0) / 1_000), wide: film.querySelectorAll("text").length > 20 && clock.textContent !== first && first === "00:45.500" };
  },
};

for (const format of inTurn(["webm", "gif", "html"] as const)) {
  test(`a stretch of time is a film: ${format}`, async ({ page }) => {
    await openScene(page, { scene: "exec-liveness", at: "46s" });
    await page.getByRole("button", { name: "Picture…" }).click();
    await dialog(page).getByRole("tab", { name: "Film" }).click();
    await dialog(page).getByRole("textbox", { name: "From" }).fill("45.5");
    await dialog(page).getByLabel("Format").selectOption(format);
    await expect(dialog(page).getByText("2 s of film, 7 pictures.")).toBeVisible();
    await expectAccessible(page);
    const film = await saved(page, "Make the film");
    expect(film.name).toBe(`exec-liveness-45.5s-46s.${format}`);
    expect(sceneInPicture(film.bytes)).toMatchObject({ ok: true, scene: { view: { atMs: 46_000 } } });
    // The page shows what it showed before.
    await expect.poll(() => clockMs(page)).toBe(46_000);
    // A decoder of pictures wants a secure page, a film one without a policy against films.
    if (format !== "gif") await page.goto("about:blank");
    const played = await page.evaluate(playedBy[format], { text: film.bytes.toString("base64"), markup: film.bytes.toString("utf8") });
    expect(played).toEqual({ seconds: 2, wide: true });
  });
}

test("a film that cannot be says why: at its fields, and when another scene is opened meanwhile", async ({ page }) => {
  await openScene(page, { scene: "exec-liveness", at: "5s" });
  await page.getByRole("button", { name: "Picture…" }).click();
  await dialog(page).getByRole("tab", { name: "Embed" }).click();
  const link = /#v=[\w&;=-]+/.exec(await dialog(page).getByRole("textbox", { name: /^Markup/ }).inputValue())![0].replaceAll("&amp;", "&");
  await dialog(page).getByRole("tab", { name: "Film" }).click();
  const field = (name: string) => dialog(page).getByRole("textbox", { name, exact: true });
  const make = dialog(page).getByRole("button", { name: "Make the film" });
  // No key moves the page behind it, not even when nothing in it has the focus.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("Space");
  for (const [from, to, said, wrong] of [["6", "5", "It would end before it begins", ["From", "To"]], ["0", "soon", "Say from when to when", ["To"]]] as const) {
    await field("From").fill(from);
    await field("To").fill(to);
    await expect(dialog(page).getByRole("note")).toContainText(said);
    for (const name of ["From", "To"]) await expect(field(name)).toHaveAttribute("aria-invalid", String((wrong as readonly string[]).includes(name)));
    await expect(make).toBeDisabled();
  }
  expect(await clockMs(page)).toBe(5_000);
  // The cluster runs on for it, and is put away meanwhile.
  await field("From").fill("0");
  await field("To").fill("30");
  await make.click();
  await expect(dialog(page).getByRole("progressbar", { name: "Looking at each moment…" })).toBeVisible();
  await page.evaluate((address) => void (location.hash = address), link);
  await expect(dialog(page).getByRole("alert")).toContainText("another scene, or another past, was opened");
  await page.keyboard.press("Escape");
  await expect.poll(() => clockMs(page)).toBe(5_000);
});

test("from a pasted manifest to a shared moment in three clicks", async ({ page, browser, baseURL }) => {
  await openScene(page, { scene: "crash-loop", at: "5s" });
  await page.evaluate(() => {
    let clicks = 0;
    addEventListener("click", () => void (document.documentElement.dataset["clicks"] = String(++clicks)), true);
    return navigator.clipboard.writeText("apiVersion: v1\nkind: Pod\nmetadata:\n  name: pasted\nspec:\n  containers:\n  - name: web\n    image: nginx:1.27\n");
  });
  await page.locator(".monaco-editor .view-lines").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+v");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(pod(page, "pasted")).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dataset["clicks"])).toBe("3");
  const other = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...(baseURL ? { baseURL } : {}) });
  await other.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(pod(other, "pasted")).toBeVisible();
  expect(await clockMs(other)).toBe(await clockMs(page));
  await expect(transport(other).getByRole("button", { name: "Play" })).toBeVisible();
  await other.close();
});
