import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocuments } from "../src/manifest/read-documents.ts";
import { readScenario } from "../src/scenario/read-scenario.ts";
import type { Scenario } from "../src/scenario/scenario.ts";
import type { FromWorker, ToWorker } from "../src/worker/protocol.ts";
import { expect, test } from "./page.ts";

/** The standing check: one engine, two JavaScript hosts, one digest of the watch log. */
const folder = join(import.meta.dirname, "scenarios");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

test("there are scenarios to compare", () => expect(files.length).toBeGreaterThan(1));

for (const file of files) {
  test(`${file} has the same digest in a worker of Chromium as in Node`, async ({ page }) => {
    const [document] = readDocuments(readFileSync(join(folder, file), "utf8"), file).documents;
    const read = readScenario(document?.value ?? null);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const untilMs = read.scenario.untilMs ?? 60_000;
    const inNode = execFileSync("node", ["bin/kubarium.mjs", "run", join(folder, file), "-o", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });

    const worker = page.waitForEvent("worker");
    await page.goto("/");
    const url = (await worker).url();
    const inChromium = await page.evaluate(playInWorker, { url, scenario: read.scenario, untilMs });

    expect(inChromium).toMatch(/^[0-9a-f]{16}$/);
    expect(inChromium).toBe((JSON.parse(inNode) as { digest: string }).digest);
  });
}

/** Runs in the page: plays a scenario in a worker of its own, and gives its digest at the end. */
async function playInWorker({ url, scenario, untilMs }: { url: string; scenario: Scenario; untilMs: number }): Promise<string> {
  const worker = new Worker(url, { type: "module" });
  const send = (message: ToWorker) => worker.postMessage(message);
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === "fault") reject(new Error(data.fault.message));
      if (data.type === "reached") resolve(data.digest);
    };
    send({ type: "open", scenario });
    send({ type: "runUntil", id: 1, atMs: untilMs });
  });
}
