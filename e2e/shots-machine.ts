import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

/** On which machine the kept pictures were taken: another browser or other fonts draw other pictures of the same state. */
const RECORDED = join(import.meta.dirname, "shots/recorded.json");

interface Machine {
  readonly browser: string;
  /** Of letters as this machine draws them, Latin and Han, in the page's three faces. */
  readonly letters: string;
}

/** Asks the page that is open. */
async function machineOf(page: Page): Promise<Machine> {
  const pixels = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const context = Object.assign(document.createElement("canvas"), { width: 420, height: 90 }).getContext("2d")!;
    for (const [at, face] of ["serif", "sans", "mono"].entries()) {
      context.font = `18px ${style.getPropertyValue(`--${face}`)}`;
      context.fillText("Kubarium 0123 — 集群图版，剖面", 4, 24 + at * 28);
    }
    return context.canvas.toDataURL();
  });
  return { browser: page.context().browser()?.version() ?? "", letters: createHash("sha256").update(pixels).digest("hex").slice(0, 16) };
}

/** Whether pictures may be compared here. While they are recorded, they are this machine's. */
export async function drawsAsRecorded(page: Page, recording: boolean): Promise<boolean> {
  const machine = await machineOf(page);
  if (recording) writeFileSync(RECORDED, `${JSON.stringify(machine, null, 2)}\n`);
  const recorded = existsSync(RECORDED) ? (JSON.parse(readFileSync(RECORDED, "utf8")) as Machine) : undefined;
  return recorded?.browser === machine.browser && recorded.letters === machine.letters;
}

/** Four pictures as one sheet at half their size, two in a row. */
export async function sheetOf(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const blank = await page.context().newPage();
  const url = await blank.evaluate(async (sources) => {
    const images = await Promise.all(sources.map(async (source) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      return image;
    }));
    const { width = 0, height = 0 } = images[0] ?? {};
    const canvas = Object.assign(document.createElement("canvas"), { width, height: (height * Math.ceil(images.length / 2)) / 2 });
    const context = canvas.getContext("2d")!;
    context.imageSmoothingQuality = "high";
    for (const [at, image] of images.entries()) context.drawImage(image, (at % 2) * (width / 2), Math.floor(at / 2) * (height / 2), width / 2, height / 2);
    return canvas.toDataURL("image/png");
  }, pictures.map((picture) => picture.toString("base64")));
  await blank.close();
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
