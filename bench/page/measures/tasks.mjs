// The longest task of the page's main thread while a world plays.
import { clockMs, editorReady, pause, press } from "../browser.mjs";

/** After the editor has come: for its workers, and for what else comes by itself. */
const SETTLE_MS = 3_000;

/** Runs in the page, from its beginning: long tasks and frames as the browser reports them, and the longest rest between two ticks of 5 ms. */
function watch() {
  const seen = {};
  const forget = () => Object.assign(seen, { longTasks: 0, longestFrame: { ms: 0, script: "" }, frames: 0, restMs: 0 });
  Object.assign(globalThis, { seen, forget });
  forget();
  new PerformanceObserver((list) => (seen.longTasks += list.getEntries().length)).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries()) {
      const [script] = [...scripts].sort((a, b) => b.duration - a.duration);
      if (duration > seen.longestFrame.ms) seen.longestFrame = { ms: duration, script: script ? `${script.sourceURL.split("/").at(-1)}: ${script.invoker}` : "" };
    }
  }).observe({ type: "long-animation-frame" });
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    seen.restMs = Math.max(seen.restMs, now - last);
    last = now;
  }, 5);
  const frame = () => {
    seen.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** What the main thread does for so long, after all is loaded. A scene that opens paused is played from then on. */
export async function tasks(chromium, address, speed, lengthMs) {
  const visit = await chromium.open({ watch, speed });
  try {
    const { page } = visit;
    await page.goto(address);
    await editorReady(page);
    await pause(SETTLE_MS);
    await chromium.browser.startTracing(page, { categories: ["toplevel"] });
    const startedAtMs = await clockMs(page);
    await page.evaluate(() => globalThis.forget());
    if (await page.getByTestId("transport").getByRole("button", { name: "Play", exact: true }).isVisible()) await press(page, "Play");
    await pause(lengthMs);
    const seen = await page.evaluate(() => globalThis.seen);
    const endedAtMs = await clockMs(page);
    const { traceEvents } = JSON.parse((await chromium.browser.stopTracing()).toString());
    return { ...seen, ...ofMainThread(traceEvents), framesPerSecond: (seen.frames * 1000) / lengthMs, reached: (endedAtMs - startedAtMs) / lengthMs };
  } finally {
    await visit.close();
  }
}

/** The page's main thread is the renderer's main thread that did most. `tdur`: CPU time of a task, `dur`: by the clock, both in µs. */
function ofMainThread(events) {
  const mains = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  const byThread = new Map();
  for (const event of events) {
    const thread = `${event.pid} ${event.tid}`;
    if (event.ph !== "X" || !event.name.endsWith("RunTask") || !mains.has(thread)) continue;
    byThread.set(thread, [...(byThread.get(thread) ?? []), event]);
  }
  const run = [...byThread.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
  const most = (field) => run.reduce((longest, event) => Math.max(longest, event[field] ?? 0), 0) / 1000;
  return { cpuMs: most("tdur"), wallMs: most("dur"), busyMs: run.reduce((sum, { tdur }) => sum + (tdur ?? 0), 0) / 1000 };
}
