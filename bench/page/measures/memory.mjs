// What a world holds in memory: the page's heap and its worker's, after a garbage collection.
import { clockMs, editorReady, press } from "../browser.mjs";
import { engineOf } from "../worker-session.mjs";

/** Heaps in bytes after each of `moments` (virtual milliseconds, in order) of the scene at `address`, run at 1000x. */
export async function memory(chromium, address, moments) {
  const visit = await chromium.open({ speed: 1000 });
  try {
    const { page } = visit;
    const cdp = await visit.cdp();
    const engine = await engineOf(cdp);
    await page.goto(address);
    await editorReady(page);
    // The link opens paused at the first of them, once the world has come there.
    while ((await clockMs(page)) < moments[0]) await page.waitForTimeout(50);
    const rows = [];
    for (const atMs of moments) {
      const startedMs = performance.now();
      if ((await clockMs(page)) < atMs) await playUntil(page, atMs);
      const wallMs = performance.now() - startedMs;
      rows.push({ atMs: await clockMs(page), wallMs, page: await heapOf(cdp.send.bind(cdp)), worker: await heapOf(await engine()) });
    }
    return rows;
  } finally {
    await visit.close();
  }
}

async function playUntil(page, atMs) {
  await press(page, "Play");
  while ((await clockMs(page)) < atMs) await page.waitForTimeout(20);
  await press(page, "Pause");
  await page.waitForTimeout(500);
}

async function heapOf(send) {
  // What the first collection lets go of may hold more.
  for (let i = 0; i < 2; i += 1) await send("HeapProfiler.collectGarbage");
  return (await send("Runtime.getHeapUsage")).usedSize;
}
