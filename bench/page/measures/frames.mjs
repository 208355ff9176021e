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
    const before = { ...(await metrics(cdp)), ...(await processes(chromium)) };
    const { frames: drawn, tookMs } = await page.evaluate((ms) => globalThis.run(ms), lengthMs);
    const after = { ...(await metrics(cdp)), ...(await processes(chromium)) };
    const perFrame = (...names) => (names.reduce((sum, name) => sum + after[name] - before[name], 0) * 1000) / drawn;
    return {
      perSecond: (drawn * 1000) / tookMs,
      scriptMs: perFrame("ScriptDuration"),
      styleMs: perFrame("RecalcStyleDuration", "LayoutDuration"),
      taskMs: perFrame("TaskDuration"),
      // Painting is done elsewhere than on the main thread: in other threads of the page's process, and in the one that draws.
      everywhereMs: perFrame("processes"),
      elements: after.Nodes,
    };
  } finally {
    await visit.close();
  }
}

const metrics = async (cdp) => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));

/** CPU time of all of Chromium's processes, in seconds. */
async function processes(chromium) {
  const cdp = await chromium.browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo");
  await cdp.detach();
  return { processes: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0) };
}
