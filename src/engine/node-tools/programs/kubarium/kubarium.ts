import { err, out } from "../../../processes/applets/script.ts";
import { scripted } from "../../../processes/scripted.ts";
import { NODE_USAGE, onNodes } from "./node.ts";
import { onRegistry, REGISTRY_USAGE } from "./registry.ts";
import { sendTraffic, TRAFFIC_USAGE } from "./traffic.ts";

const USAGE = `What only a simulator can do:
${NODE_USAGE}
${REGISTRY_USAGE}
${TRAFFIC_USAGE}`;

/** `kubarium` on the workstation: breaks what is outside of Kubernetes and mends it, and sends requests. */
export const kubarium = scripted("kubarium", function* (context) {
  const [topic, ...rest] = context.argv.slice(1);
  switch (topic) {
    case "node": return yield* onNodes(rest);
    case "registry": return yield* onRegistry(rest);
    case "traffic": return yield* sendTraffic(rest);
    case undefined: case "help": case "--help": case "-h":
      yield* out(USAGE);
      return 0;
    default:
      yield* err(`kubarium: unknown command ${JSON.stringify(topic)}\n${USAGE}`);
      return 2;
  }
});
