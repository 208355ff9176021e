import { createHost } from "./host.ts";
import { openCluster } from "./cluster-world.ts";
import { fieldDocumentation } from "./field-documentation.ts";
import type { ToWorker } from "./protocol.ts";

/** The worker's own main: everything that is of the browser stays here. */
const host = createHost(
  {
    clockMs: () => performance.now(),
    later: (ms, callback) => setTimeout(callback, ms),
    post: (message) => postMessage(message),
  },
  (scenario) => openCluster(scenario, fieldDocumentation),
);

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => host.receive(data));
