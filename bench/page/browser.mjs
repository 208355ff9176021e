// A real Chromium, and what is read off it.
import process from "node:process";
import { chromium } from "playwright";
import { findChromium } from "../../scripts/find-chromium.mjs";

const WINDOW = { width: 1440, height: 900 };

/** Starts Chromium. Each `open` is a visit of a person who was never here: nothing is cached or remembered but `speed`. */
export async function startChromium() {
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath: await findChromium(), args: asRoot ? ["--no-sandbox"] : [] });
  return { browser, version: browser.version(), open: (options) => open(browser, options), close: () => browser.close() };
}

async function open(browser, { watch, speed } = {}) {
  // What is kept for offline use comes after the first load, and would be counted with it.
  const context = await browser.newContext({ viewport: WINDOW, serviceWorkers: "block" });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`the page failed: ${error.message}`));
  if (speed !== undefined) await page.addInitScript((chosen) => localStorage.setItem("kubarium.speed", chosen), String(speed));
  if (watch) await page.addInitScript(watch);
  return { page, cdp: () => context.newCDPSession(page), close: () => context.close() };
}

/** Waits until the editor is there: the last of what comes by itself. */
export const editorReady = (page) => page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });

export const pause = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/** What the clock of the page shows, in milliseconds. */
export async function clockMs(page) {
  const text = (await page.getByTestId("clock").textContent()) ?? "";
  const [seconds = 0, minutes = 0, hours = 0] = text.replace(/[^\d:.]/g, "").split(":").map(Number).reverse();
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

export const press = (page, name) => page.getByTestId("transport").getByRole("button", { name, exact: true }).click();
