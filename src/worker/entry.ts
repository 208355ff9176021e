import { createHost } from "./host.ts";
import { openClusterWorld } from "./cluster-world.ts";
import type { ToWorker } from "./protocol.ts";

/** The worker's own main: everything that is of the browser stays here. */
const host = createHost(
  {
    clockMs: () => performance.now(),
    later: (ms, callback) => setTimeout(callback, ms),
    post: (message) => postMessage(message),
  },
  openClusterWorld,
);

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => host.receive(data));
