import { inTurn } from "./in-turn.ts";
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { openScene, pod } from "./plate.ts";
import { expect, test } from "./page.ts";

/*
 * What Lighthouse audits, checked on the built page, audit by audit: accessibility with axe's best practices as well (the
 * page and each of its dialogs), best practices, and what makes a page installable. Journeys fail on console errors and on
 * anything asked of another host (page.ts); offline is in trouble.spec.ts.
 */
test.use({ permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1440, height: 900 } });

/** Nothing that axe calls a violation of WCAG A or AA, or of its best practices. */
async function expectNoViolations(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, where: target.join(" "), html })));
  expect(found).toEqual([]);
  expect(passes.length).toBeGreaterThan(20);
}

type Word = "en" | "zh";
const sheet = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });

/** Each dialog, its name, and the key that opens it, which has the focus again once it is put away. */
const openers: readonly (readonly [what: string, name: Readonly<Record<Word, string>>, key: (page: Page, lang: Word) => Locator, there: (dialog: Locator) => Locator])[] = [
  ["Share", { en: "Share", zh: "分享" }, (page, lang) => page.getByRole("button", { name: lang === "en" ? "Share" : "分享", exact: true }), (dialog) => dialog.getByRole("textbox")],
  ["the scenes", { en: "Scenes", zh: "场景" }, (page, lang) => page.getByRole("button", { name: lang === "en" ? /^Choose a scene/ : /^选择场景/ }), (dialog) => dialog.getByRole("listitem").first()],
  ["Picture", { en: "Picture", zh: "图片" }, (page, lang) => page.getByRole("button", { name: lang === "en" ? "Picture…" : "图片…" }), (dialog) => dialog.getByRole("tab").first()],
  ["the legend", { en: "Legend", zh: "图例" }, (page, lang) => page.getByRole("button", { name: lang === "en" ? "Legend" : "图例" }), (dialog) => dialog.getByRole("listitem").first()],
  ["About", { en: "Kubarium", zh: "Kubarium" }, (page, lang) => page.getByRole("link", { name: lang === "en" ? "About Kubarium" : "关于 Kubarium" }), (dialog) => dialog.getByRole("heading", { level: 3 })],
];

for (const [lang, theme] of inTurn([["en", "light"], ["zh", "dark"]] as const)) {
  test(`accessibility is whole, best practices too, on the page and in each of its dialogs: ${lang}, ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await openScene(page, { at: "46s", lang, theme });
    await expect(page.locator(".monaco-editor").first()).toBeVisible();
    await expectNoViolations(page);
    for (const [what, names, keyOf, there] of openers) {
      await test.step(what, async () => {
        const [dialog, key] = [sheet(page, names[lang]), keyOf(page, lang)];
        await key.click();
        await expect(there(dialog)).toBeVisible();
        await expectNoViolations(page);
        // Its end is reached, and its head with the key that closes it is still there.
        await dialog.evaluate((each) => each.scrollTo(0, each.scrollHeight));
        if (what !== "Share") await expect(dialog.getByRole("button", { name: lang === "en" ? "Close" : "关闭" })).toBeInViewport({ ratio: 1 });
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
        await expect(key).toBeFocused();
      });
    }
  });
}

test("in the hand too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openScene(page, { at: "46s", lang: "zh", theme: "dark" });
  await expectNoViolations(page);
  await page.getByRole("button", { name: "菜单" }).click();
  await page.getByRole("link", { name: "关于 Kubarium" }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { level: 3 })).toBeVisible();
  await expectNoViolations(page);
  // A sheet is the page there; what was pressed in the menu is gone, so the menu's key has the focus again.
  expect(await sheet(page, "Kubarium").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await page.getByRole("button", { name: "关闭" }).click();
  await expect(page.getByRole("button", { name: "菜单" })).toBeFocused();
});

test("best practices: each audit of a page that is well made", async ({ page, request }) => {
  const answer = await request.get("/");
  const html = await answer.text();
  await page.addInitScript(() => {
    Object.assign(globalThis, { deprecations: [] as string[] });
    new ReportingObserver((reports) => reports.forEach((report) => (globalThis as unknown as { deprecations: string[] }).deprecations.push(JSON.stringify(report))), { types: ["deprecation", "intervention"], buffered: true }).observe();
  });
  await openScene(page, { at: "46s" });
  await expect(page.locator(".monaco-editor").first()).toBeVisible();
  await test.step("doctype, and the charset within the first 1,024 bytes", () => {
    expect(html).toMatch(/^<!doctype html>/i);
    expect(Buffer.from(html).indexOf('<meta charset="utf-8"')).toBeLessThan(1_024);
    expect(Buffer.from(html).indexOf('<meta charset="utf-8"')).toBeGreaterThan(0);
  });
  await test.step("title, language, description and viewport; zooming is not forbidden", async () => {
    expect(await page.title()).toBe("Kubarium");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect((await page.locator('meta[name="description"]').getAttribute("content"))!.length).toBeGreaterThan(40);
    const viewport = (await page.locator('meta[name="viewport"]').getAttribute("content"))!;
    expect(viewport).toContain("width=device-width");
    expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
  });
  await test.step("a policy against injected scripts, without unsafe-inline or unsafe-eval for scripts", () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("base-uri 'none'");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/\son\w+=/);
  });
  await test.step("https-safe: nothing is asked by http, and no link opens a window that can steer this one", async () => {
    expect(html).not.toMatch(/(?:src|href)="http:/);
    const links = await page.locator("a[href]").evaluateAll((all) => (all as HTMLAnchorElement[]).map(({ href, target, rel }) => ({ href, target, rel })));
    for (const { href, target, rel } of links) {
      expect(href).not.toMatch(/^javascript:/);
      if (target === "_blank") expect(rel).toMatch(/noreferrer|noopener/);
    }
  });
  await test.step("images have their sizes, and the shape that they are shown in", async () => {
    const images = await page.locator("img").evaluateAll((all) => (all as HTMLImageElement[]).map(({ src, width, height, naturalWidth, naturalHeight, alt }) => ({ src, width, height, ratio: naturalWidth / naturalHeight, alt })));
    for (const { width, height, ratio } of images) expect(Math.abs(width / height - ratio)).toBeLessThan(0.05);
  });
  await test.step("no old libraries among the globals, no deprecated interfaces, paste is not prevented", async () => {
    expect(await page.evaluate(() => ["jQuery", "$", "_", "angular", "moment", "Backbone", "Handlebars", "dojo", "YUI"].filter((name) => name in globalThis))).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as { deprecations: string[] }).deprecations)).toEqual([]);
    const prevented = await page.locator("input, textarea").evaluateAll((fields) => fields.filter((field) => !field.dispatchEvent(new ClipboardEvent("paste", { cancelable: true, bubbles: true }))).length);
    expect(prevented).toBe(0);
  });
  await test.step("the timeline's names stand close, so they are one stop of the Tab key, and arrow keys walk them", async () => {
    const names = page.getByRole("group", { name: "Lanes", exact: true });
    const name = (text: string): Locator => names.getByRole("button", { name: text, exact: true });
    expect(await names.getByRole("button").evaluateAll((all) => all.filter((each) => (each as HTMLElement).tabIndex >= 0).length)).toBe(1);
    await name("liveness-exec").focus();
    for (const [key, reached] of [["ArrowDown", "liveness"], ["ArrowDown", "page"], ["ArrowLeft", "liveness-exec"]] as const) {
      await page.keyboard.press(key);
      await expect(name(reached)).toBeFocused();
    }
    await page.keyboard.press("ArrowLeft");
    await expect(name("page")).toHaveCount(0);
    await page.keyboard.press("ArrowRight");
    await expect(name("page")).toBeVisible();
  });
  await test.step("each cell of a table has a heading", async () => {
    const { violations } = await new AxeBuilder({ page }).withRules(["td-has-header"]).analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target.join(" ")} ${html}`))).toEqual([]);
  });
  await test.step("crawlers are told that they may come in", async () => {
    const robots = await request.get("/robots.txt");
    expect(robots.headers()["content-type"]).toContain("text/plain");
    expect(await robots.text()).toMatch(/^User-agent: \*\nAllow: \/\n$/);
  });
  await test.step("no permission is asked for on load, and nothing blocks the way back", async () => {
    expect(await page.evaluate(() => performance.getEntriesByType("navigation").length)).toBe(1);
    expect(html).not.toMatch(/geolocation|Notification\.requestPermission|addEventListener\(['"]unload/);
  });
  await test.step("text is large enough, also in the hand, and nothing is wider than the window", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole("navigation", { name: "Sheets" })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((one) => one.childElementCount === 0 && (one.textContent ?? "").trim() !== "" && Number.parseFloat(getComputedStyle(one).fontSize) < 10 && one.getBoundingClientRect().width > 2).map((one) => one.outerHTML.slice(0, 120)));
    expect(small).toEqual([]);
  });
});

test("the page can be installed: a whole manifest, icons of their sizes, and a service worker that controls it", async ({ page, request, baseURL }) => {
  await openScene(page, { at: "3s" });
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = (await (await request.get(new URL(href!, baseURL).toString())).json()) as { readonly name: string; readonly short_name: string; readonly id: string; readonly start_url: string; readonly scope: string; readonly display: string; readonly theme_color: string; readonly background_color: string; readonly description: string; readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string; readonly purpose?: string }[] };
  expect(manifest).toMatchObject({ name: "Kubarium", short_name: "Kubarium", display: "standalone", start_url: expect.any(String), id: expect.any(String), scope: expect.any(String), theme_color: expect.stringMatching(/^#/), background_color: expect.stringMatching(/^#/) });
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? "any"}`)).toEqual(expect.arrayContaining(["192x192 any", "512x512 any", "512x512 maskable"]));
  for (const { src, sizes, type } of manifest.icons.filter((icon) => icon.type === "image/png")) {
    const image = await (await request.get(`/${src}`)).body();
    expect([type, `${image.readUInt32BE(16)}x${image.readUInt32BE(20)}`]).toEqual(["image/png", sizes]);
  }
  expect(await page.locator('meta[name="theme-color"]').count()).toBeGreaterThan(0);
  expect(await page.locator('link[rel="apple-touch-icon"]').count()).toBe(1);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "")).toMatch(/\/sw\.js$/);
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = (await devtools.send("Page.getInstallabilityErrors")) as { installabilityErrors: readonly { readonly errorId: string }[] };
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});

for (const lang of inTurn(["en", "zh"] as const)) {
  test(`About says what an engineer may not trust, opens by its address, and closes back to the page: ${lang}`, async ({ page }) => {
    await page.goto(`/?lang=${lang}&t=3s#about/limits`);
    const about = page.getByRole("dialog");
    await expect(about.getByRole("heading", { level: 3 })).toHaveText(lang === "en" ? "What an engineer may not trust" : "工程师不能轻信之处");
    await expect(about).toContainText(lang === "en" ? "not affiliated with the CNCF" : "与 CNCF 无关联");
    await expect(about.getByRole("definition").first()).toHaveText(/^\d+\.\d+\.\d+$/);
    await expect(about.getByRole("link", { name: lang === "en" ? "licences of what is in it" : "所用软件的许可证" })).toHaveAttribute("href", "licenses.txt");
    await about.locator("summary").filter({ hasText: lang === "en" ? "Scheduling" : "调度" }).click();
    await expect(about.locator("ul[lang=en]:visible li").first()).toContainText(/\.$/);
    await page.keyboard.press("Escape");
    await expect(about).toBeHidden();
    expect(new URL(page.url()).hash).toBe("");
    await expect(pod(page, "liveness-exec")).toBeVisible();
    await page.getByRole("link", { name: lang === "en" ? "About Kubarium" : "关于 Kubarium" }).click();
    await expect(about).toBeVisible();
    await page.goBack();
    await expect(about).toBeHidden();
  });
}
