// The first visit: what comes over the wire, and when something is there.
import { pause } from "../browser.mjs";

const EDITOR = "src/app/editor/monaco/code-editor.tsx";
const ENGINE = /\/entry-[^/]*\.js$/;
/** Long enough for what comes by itself after the editor: its workers. */
const REST_MS = 3_000;

/** Runs in the page: when a frame with nodes had been drawn, and when the editor showed text. */
function watch() {
  const seen = {};
  Object.assign(globalThis, { seen });
  const note = (name, selector) => {
    if (name in seen || !document.querySelector(selector)) return;
    seen[name] = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => (seen[name] = performance.now()));
      port1.start();
      port2.postMessage("");
    });
  };
  new MutationObserver(() => {
    note("nodes", '[data-id^="node/"] svg');
    note("editor", ".monaco-editor .view-line span span");
  }).observe(document, { subtree: true, childList: true });
}

/** One visit with an empty cache: times in milliseconds from its beginning, and the paths of all that was asked for. */
export async function firstLoad(chromium, url) {
  const visit = await chromium.open({ watch });
  try {
    const { page } = visit;
    const asked = new Set();
    const workers = new Set();
    page.on("request", (request) => asked.add(new URL(request.url()).pathname));
    page.on("worker", (worker) => workers.add(new URL(worker.url()).pathname));
    await page.goto(`${url}/?lang=en`);
    await page.waitForFunction(() => globalThis.seen.nodes !== undefined && globalThis.seen.editor !== undefined, undefined, { timeout: 60_000 });
    await pause(REST_MS);
    const times = await page.evaluate(() => ({ ...globalThis.seen, paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime }));
    return { times, asked, workers };
  } finally {
    await visit.close();
  }
}

/** Bytes on the wire of what was asked for, by what it is for: script and style, and fonts apart. */
export function weigh({ asked, workers }, manifest, sizes) {
  const first = reachable(manifest, "index.html", { dynamic: false });
  const without = reachable(manifest, "index.html", { dynamic: true, but: EDITOR });
  const kindOf = (path) => {
    if (ENGINE.test(path) && workers.has(path)) return "worker";
    if (workers.has(path)) return "editor";
    if (!/\.(js|css)$/.test(path)) return /\.(woff2|ttf)$/.test(path) ? "fonts" : "other";
    return first.has(path) ? "first" : without.has(path) ? "follows" : "editor";
  };
  const bytes = { first: 0, follows: 0, worker: 0, editor: 0, fonts: 0, other: 0 };
  const files = { ...bytes };
  for (const path of asked) {
    const kind = kindOf(path);
    bytes[kind] += sizes.get(path === "/" ? "/index.html" : path) ?? 0;
    files[kind] += 1;
  }
  return { bytes, files };
}

/** The files that a source of the manifest needs; `dynamic`: and those that it may ask for later, but never by way of `but`. */
function reachable(manifest, from, { dynamic, but }) {
  const seen = new Set([but]);
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (seen.has(key) || !chunk) return;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(`/${file}`);
    for (const next of [...(chunk.imports ?? []), ...(dynamic ? (chunk.dynamicImports ?? []) : [])]) visit(next);
  };
  visit(from);
  return files;
}
