import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./page.ts";

/** How journeys find their way about the page, in either language. */

export interface Scene {
  /** Of the gallery; absent = what a first visit opens on. */
  readonly scene?: string;
  /** Paused there, as Go writes durations; absent = it plays. */
  readonly at?: string;
  readonly lang?: "en" | "zh";
  readonly theme?: "light" | "dark";
}

/** Opens the page on a scene; with `at`, waits until the world stands there. */
export async function openScene(page: Page, { scene, at, lang = "en", theme = "light" }: Scene = {}): Promise<void> {
  const query = new URLSearchParams({ lang, theme, ...(scene === undefined ? {} : { scene }), ...(at === undefined ? {} : { t: at }) });
  await page.goto(`/?${query.toString()}`);
  await expect(clock(page)).toBeVisible();
  if (at !== undefined) await expect(transport(page).getByRole("button", { name: /^(Play|播放)$/ })).toBeVisible();
  if (at !== undefined) await expect.poll(() => clockMs(page)).toBe(msOf(at));
}

/** "1m7s", "41.5s". */
const msOf = (at: string): number => [...at.matchAll(/([\d.]+)(m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unit === "m" ? 60_000 : 1000), 0);

export const clock = (page: Page): Locator => page.getByTestId("clock");
export const transport = (page: Page): Locator => page.getByTestId("transport");
export const mode = (page: Page): Locator => transport(page).getByRole("status").first();
export const plate = (page: Page): Locator => page.getByRole("region", { name: /^(Cluster|集群)$/ });
export const inspector = (page: Page): Locator => page.locator("#inspector, [data-sheet='why']");
export const terminal = (page: Page): Locator => page.getByTestId("terminal-screen");

/** A pod on the plate: its accessible name is its line of `kubectl get pods`. */
export const pod = (page: Page, name: string): Locator => plate(page).getByRole("button", { name: new RegExp(`^${name}, `) });

/** What the clock shows, in milliseconds. */
export async function clockMs(page: Page): Promise<number> {
  const text = (await clock(page).textContent()) ?? "";
  const [seconds = 0, minutes = 0, hours = 0] = text.replace(/[^\d:.]/g, "").split(":").map(Number).reverse();
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

/** Types a line into the first terminal and presses Enter. */
export async function typeLine(page: Page, line: string): Promise<void> {
  await terminal(page).click();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

/** What the terminal shows, trailing blanks left out. */
export const terminalText = async (page: Page): Promise<string> =>
  (await terminal(page).locator(".xterm-accessibility-tree > div").allTextContents()).map((row) => row.replaceAll("\u00a0", " ").trimEnd()).join("\n").trimEnd();

/** The same without line breaks: what is wider than the terminal is one text again. */
export const unwrappedText = async (page: Page): Promise<string> => (await terminalText(page)).replaceAll("\n", "");

/** Puts a text in the place of what the editor holds, as a paste does. */
export async function paste(page: Page, text: string): Promise<void> {
  const input = page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first();
  await input.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("ControlOrMeta+v");
}

/** Every state that a pod's accessible name goes through from now on. */
export async function watchPod(page: Page, name: string): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((wanted) => {
    const seen: string[] = [];
    Object.assign(globalThis, { seenStates: seen });
    const look = (): void => {
      // The one on the plate: lists are drawn a moment before or after it.
      const label = document.querySelector(`[data-pod][aria-label^="${wanted}, "]`)?.getAttribute("aria-label") ?? "";
      if (label !== "" && seen.at(-1) !== label) seen.push(label);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
    look();
  }, name);
  return () => page.evaluate(() => (globalThis as unknown as { seenStates: string[] }).seenStates);
}

/** No rule of accessibility is broken. React Flow's own frame and Monaco are looked at as well. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
}

/** The plate as it is drawn, once nothing moves on it: every element, its words, places and colours. */
export async function pictureOf(page: Page): Promise<string> {
  await page.mouse.move(5, 5);
  await page.waitForTimeout(500);
  return plate(page).innerHTML();
}
