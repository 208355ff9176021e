// `npm run bench -- --page`: the page in a real Chromium. What is measured and how: ../README.md.
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { ms, table } from "../table.mjs";
import { startChromium } from "./browser.mjs";
import { buildPages } from "./build.mjs";
import { answers } from "./measures/answer.mjs";
import { firstLoad, weigh } from "./measures/first-load.mjs";
import { frames } from "./measures/frames.mjs";
import { memory } from "./measures/memory.mjs";
import { tasks } from "./measures/tasks.mjs";
import { serve } from "./serve.mjs";

const MINUTE_MS = 60_000;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const MB = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const least = (values) => Math.min(...values);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** Builds the page, measures it and prints the tables. `quick`: once, and briefly. */
export async function pageBench(root, quick) {
  const built = await buildPages(root);
  const [page, crowd] = await Promise.all([serve(built.page), serve(built.frames)]);
  const chromium = await startChromium();
  const world = { chromium, page, crowd, built, quick };
  console.log(`The page in Chromium ${chromium.version}, headless, 1440x900, on ${cpus().length} cores.\n`);
  try {
    for (const [title, rows] of SECTIONS) {
      const load = loadavg()[0].toFixed(1);
      const made = await rows(world);
      console.log(`## ${title}\nload of the machine before and after: ${load}, ${loadavg()[0].toFixed(1)}\n\n${table(made)}\n`);
    }
  } finally {
    await chromium.close();
    page.close();
    crowd.close();
  }
}

const SECTIONS = [
  ["Frames: 5 % of the pods change with every frame", frameRows],
  ["The longest task of the main thread, after load", taskRows],
  ["From Ctrl+Enter to the pod on screen, at 1x", answerRows],
  ["First load: bytes", byteRows],
  ["First load: time, on localhost with an empty cache", timeRows],
  ["Memory: 100 probed pods at 1000x", memoryRows],
];

/** All of one Deployment, with leaders to them. */
const OWNED = "&owned=1";
const PAN = "&hand=pan";
const ZOOM = "&hand=zoom";
const words = { [OWNED]: ", their Deployment selected", [PAN]: ", dragged to and fro", [ZOOM]: ", wheeled from far to near and back" };
const CROWDS = [[30], [300], [300, OWNED], [300, PAN], [1_000], [1_000, OWNED], [1_000, PAN], [1_000, ZOOM], [10_000], [10_000, PAN], [10_000, ZOOM]];
const budgetOf = (pods, more) => (pods === 1_000 && more === undefined ? "> 0.80" : pods === 10_000 && more !== undefined ? "> 0.50" : "");

/** The empty canvas is measured around each crowd: the machine is not the same from one minute to the next. */
async function frameRows({ chromium, crowd, quick }) {
  const lengthMs = quick ? 1_000 : 4_000;
  const rows = [];
  let before = await frames(chromium, crowd.url, 0, lengthMs);
  for (const [pods, more] of quick ? [[30], [1_000], [1_000, OWNED]] : CROWDS) {
    const own = await frames(chromium, crowd.url, pods, lengthMs, more);
    const after = await frames(chromium, crowd.url, 0, lengthMs);
    const empty = (before.perSecond + after.perSecond) / 2;
    before = after;
    rows.push({
      pods: `${pods}${words[more] ?? ""}`, "frames per s": own.perSecond.toFixed(1), "empty canvas": empty.toFixed(1), ratio: (own.perSecond / empty).toFixed(2), budget: budgetOf(pods, more),
      "script per frame, CPU": ms(own.scriptMs), "style and layout": ms(own.styleMs), "all of the main thread": ms(own.taskMs), "empty canvas's": ms(after.taskMs), "all of Chromium": ms(own.everywhereMs), "DOM nodes": own.elements,
    });
  }
  return rows;
}

async function taskRows({ chromium, page, built, quick }) {
  const lengthMs = quick ? 2_000 : 10_000;
  const scenes = [["the first scene", `${page.url}/?lang=en`], ["100 probed pods", `${page.url}/${built.scenes.crowdLink(100, 0)}`]];
  const rows = [];
  for (const [scene, address] of scenes) {
    for (const speed of quick ? [1000] : [1, 100, 1000]) {
      const seen = await tasks(chromium, address, speed, lengthMs);
      rows.push({
        scene, speed: `${speed}x`, reached: `${Math.round(seen.reached)}x`, "longest, CPU": ms(seen.cpuMs), "by the clock": ms(seen.wallMs), budget: "< 50 ms",
        "long tasks": seen.longTasks, "longest rest between ticks": ms(seen.restMs), "longest frame over 50 ms": seen.longestFrame.ms > 0 ? `${ms(seen.longestFrame.ms)}, ${seen.longestFrame.script}` : "",
        "frames per s": seen.framesPerSecond.toFixed(1), "busy, CPU": `${((100 * seen.busyMs) / lengthMs).toFixed(0)} %`,
      });
    }
  }
  return rows;
}

async function answerRows({ chromium, page, built, quick }) {
  const repeats = quick ? 2 : 9;
  const rows = [];
  for (const latency of ["default", "instant"]) {
    const took = await answers(chromium, `${page.url}/${built.scenes.filesLink(repeats, latency)}`, repeats);
    rows.push({ "latency of the cluster": latency, times: took.length, least: ms(least(took)), median: ms(median(took)), worst: ms(Math.max(...took)) });
  }
  return rows;
}

async function byteRows({ chromium, page, built }) {
  const { bytes, files } = weigh(await firstLoad(chromium, page.url), built.manifest, page.sizes);
  const index = gzipSync(await readFile(join(built.page, "index.html"))).length;
  const row = (what, kinds, budget = "") => ({ what, files: kinds.reduce((sum, kind) => sum + files[kind], 0), "gzip": kB(kinds.reduce((sum, kind) => sum + bytes[kind], 0)), budget });
  return [
    row(`script and style before anything shows (index.html itself: ${kB(index)})`, ["first"], "< 220 kB"),
    row("the engine's worker: before the cluster lives", ["worker"]),
    row("panels, terminal, first detail: follow by themselves", ["follows"]),
    row("all of these: the first load without the editor", ["first", "worker", "follows"], "< 220 kB"),
    row("editor and its workers", ["editor"]),
    row("fonts", ["fonts"]),
  ];
}

async function timeRows({ chromium, page, quick }) {
  const visits = [];
  for (let i = 0; i < (quick ? 1 : 5); i += 1) visits.push((await firstLoad(chromium, page.url)).times);
  const row = (until, name, budget = "") => {
    const took = visits.map((times) => times[name]);
    return { until, visits: took.length, least: ms(least(took)), median: ms(median(took)), budget };
  };
  return [row("first paint", "paint"), row("nodes are on screen: the cluster lives", "nodes", "< 1 s"), row("the editor shows the file", "editor", "< 2 s")];
}

async function memoryRows({ chromium, page, built, quick }) {
  const moments = (quick ? [1, 5] : [1, 10, 60, 120]).map((minutes) => minutes * MINUTE_MS);
  const rows = await memory(chromium, `${page.url}/${built.scenes.crowdLink(100, moments[0])}`, moments);
  return rows.map(({ atMs, wallMs, page: ofPage, worker }) => ({ "virtual minutes": (atMs / MINUTE_MS).toFixed(1), "wall s since the row before": (wallMs / 1000).toFixed(1), "page's heap": MB(ofPage), "worker's heap": MB(worker) }));
}
