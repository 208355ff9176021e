import type { Page } from "@playwright/test";
import { play } from "../../src/cli/play.ts";
import { decodeKept } from "../../src/scenario/link/link.ts";
import { readScenario } from "../../src/scenario/read-scenario.ts";
import { writeScenario } from "../../src/scenario/write-scenario.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { drawsOf } from "../hostile/mutations.ts";
import { expect, test } from "../page.ts";
import { openScene, transport, typeLine } from "../plate.ts";

/** Breaks of each kind, at random moments; ARMOUR_BREAKS=50 for the long run, ARMOUR_SEED for others. */
const BREAKS = Number(process.env["ARMOUR_BREAKS"] ?? 3);
const seed = Number(process.env["ARMOUR_SEED"] ?? 1);
const lines = ["kubectl run a --image=nginx:1.27", "kubectl delete pod a --wait=false", "kubectl label pod liveness-exec c=d --overwrite", "kubectl get pods"];

test.use({ viewport: { width: 1440, height: 900 } });
test.setTimeout(60_000 + BREAKS * 20_000);

interface Watched {
  worlds: Worker[];
  shownMs: number;
}

/** The page's workers can be reached, and the moment that was shown last is written down. Nothing of this is shipped. */
async function watchWorlds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as Watched;
    const Real = Worker;
    watched.worlds = [];
    watched.shownMs = -1;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        if (!String(url).includes("entry")) return;
        watched.worlds.push(this);
        this.addEventListener("message", ({ data }) => void (data.type === "frame" && (watched.shownMs = data.frame.viewMs)));
      }
    };
    addEventListener("pagehide", () => sessionStorage.setItem("left", String(watched.shownMs)));
  });
}

const shownMs = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as Watched).shownMs);

/** What stands in the worker at the moment that is shown. */
const sceneOf = (page: Page): Promise<{ readonly digest: string; readonly scenario: Scenario }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const world = (globalThis as unknown as Watched).worlds.at(-1)!;
        const id = 1_000_000_000;
        world.addEventListener("message", function hear({ data }) {
          if (data.type !== "answer" || data.id !== id) return;
          world.removeEventListener("message", hear);
          resolve(data.answer);
        });
        world.postMessage({ type: "query", id, query: { type: "scene", for: "link" } });
      }),
  );

/** The digest of a world to which nothing ever happened but what was typed. */
function undisturbed(scenario: Scenario, atMs: number): string {
  const read = readScenario(writeScenario(scenario));
  if (!read.ok) throw new Error("the scene cannot be read");
  return play(read.scenario, { forMs: atMs }).report.digest;
}

async function expectAsItWas(page: Page, atMs: number, typed: number): Promise<void> {
  await expect.poll(() => shownMs(page)).toBe(atMs);
  await expect(transport(page).getByRole("button", { name: "Play" })).toBeVisible();
  const { digest, scenario } = await sceneOf(page);
  expect(digest).toBe(undisturbed(scenario, atMs));
  expect(scenario.inputs.filter(({ action }) => action.type === "run").length).toBeGreaterThanOrEqual(typed);
}

for (const kind of ["killed", "reloaded"] as const) {
  test(`${kind} at ${BREAKS} random moments, the world is what it was`, async ({ page }) => {
    const next = drawsOf(seed * 1_000 + (kind === "killed" ? 0 : 500));
    await watchWorlds(page);
    await openScene(page);
    let typed = 0;
    for (let i = 0; i < BREAKS; i += 1) {
      if (next(2) === 0) {
        await typeLine(page, lines[next(lines.length)]!);
        typed += 1;
      }
      // At 0s itself, nothing has happened yet that could be lost.
      await expect.poll(() => shownMs(page)).toBeGreaterThan(0);
      await page.waitForTimeout(next(1_500));
      if (kind === "killed") {
        const atMs = await page.evaluate(() => {
          const watched = globalThis as unknown as Watched;
          const { shownMs: at } = watched;
          watched.worlds.at(-1)!.terminate();
          watched.worlds.at(-1)!.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
          watched.shownMs = -1;
          return at;
        });
        await page.getByRole("button", { name: "Bring it back" }).click();
        await expectAsItWas(page, atMs, typed);
      } else {
        await page.reload();
        const atMs = Number(await page.evaluate(() => sessionStorage.getItem("left")));
        await expectAsItWas(page, atMs, typed);
      }
      await transport(page).getByRole("button", { name: "Play" }).click();
    }
    const kept = await page.evaluate(() => Object.values(localStorage).find((text) => text.includes("#v=1")) ?? "");
    expect(decodeKept(kept.slice(kept.indexOf("#"))).ok).toBe(true);
  });
}
