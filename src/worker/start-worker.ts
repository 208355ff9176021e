/** A worker that was started before anybody asked for it; undefined once it was taken, or when it failed meanwhile. */
let early: Worker | undefined;
let asked = false;

/** Begins to load the engine's worker, so that it comes at the same time as the page's own scripts. Where these were quicker, nobody needs it. */
export function prepareWorker(): void {
  if (asked) return;
  const worker = newWorker();
  // Nobody hears it fail yet: who asks gets another one, which fails aloud.
  worker.addEventListener("error", () => void (early = early === worker ? undefined : early));
  early = worker;
}

/** A worker in which no world was opened yet. */
export function startWorker(): Worker {
  asked = true;
  const worker = early ?? newWorker();
  early = undefined;
  return worker;
}

const newWorker = (): Worker => new Worker(new URL("./entry.ts", import.meta.url), { type: "module" });
