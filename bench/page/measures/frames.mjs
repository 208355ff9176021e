// How many frames the plate draws while its pods roll over, beside an empty canvas of its size.
const SETTLE_MS = 1_000;

/** Frames per second with so many pods (0 = an empty canvas), and what a frame costs the main thread, in CPU time. */
export async function frames(chromium, url, pods, lengthMs, more = "") {
  const visit = await chromium.open();
  try {
    const { page } = visit;
    await page.goto(`${url}/?lang=en&pods=${pods}${more}`);
    await page.waitForFunction(() => "run" in globalThis);
    await page.evaluate((ms) => globalThis.run(ms), SETTLE_MS);
    const cdp = await visit.cdp();
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
    const before = await metrics(cdp);
    const { frames: drawn, tookMs } = await page.evaluate((ms) => globalThis.run(ms), lengthMs);
    const after = await metrics(cdp);
    const perFrame = (...names) => (names.reduce((sum, name) => sum + after[name] - before[name], 0) * 1000) / drawn;
    return {
      perSecond: (drawn * 1000) / tookMs,
      scriptMs: perFrame("ScriptDuration"),
      styleMs: perFrame("RecalcStyleDuration", "LayoutDuration"),
      taskMs: perFrame("TaskDuration"),
      elements: after.Nodes,
    };
  } finally {
    await visit.close();
  }
}

const metrics = async (cdp) => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
