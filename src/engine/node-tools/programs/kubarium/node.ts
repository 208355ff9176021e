import { err, out, type Part } from "../../../processes/applets/script.ts";
import type { FaultyComponent, MachineReport } from "../../questions.ts";
import { ask, errorIn } from "../ask.ts";

const COMPONENTS: readonly FaultyComponent[] = ["kubelet", "runtime", "power", "network"];
export const NODE_USAGE = `  kubarium node stop NODE [--component kubelet|runtime|power|network]
  kubarium node start NODE [--component kubelet|runtime|power|network]
  kubarium node list
Without --component it is the power: every process of the node ends at once.
`;

/** Breaks machines of the world and mends them. */
export function* onNodes([act, ...rest]: readonly string[]): Part<number> {
  if (act === "list" || act === "ls") {
    const nodes = (yield* ask({ ask: "nodes" })) as unknown as readonly MachineReport[];
    yield* out(nodes.map(({ name, power, network }) => `${name}\tpower ${power ? "on" : "off"}\tnetwork ${network ? "connected" : "cut off"}\n`).join(""));
    return 0;
  }
  if (act !== "stop" && act !== "start") {
    yield* err(`kubarium node: say stop or start\n${NODE_USAGE}`);
    return 2;
  }
  const at = rest.findIndex((word) => word === "--component" || word === "-c");
  const component = rest.find((word) => word.startsWith("--component="))?.slice(12) ?? (at >= 0 ? (rest[at + 1] ?? "") : "power");
  const names = rest.filter((word, index) => !word.startsWith("-") && (at < 0 || index !== at + 1)).map((name) => name.replace(/^node\//, ""));
  if (!COMPONENTS.includes(component as FaultyComponent)) {
    yield* err(`kubarium node ${act}: --component is one of ${COMPONENTS.join(", ")}, not ${JSON.stringify(component)}\n`);
    return 2;
  }
  if (names.length === 0) {
    yield* err(`kubarium node ${act}: name a node\n${NODE_USAGE}`);
    return 2;
  }
  let code = 0;
  for (const node of names) {
    const answer = yield* ask({ ask: "fault", node, component: component as FaultyComponent, act });
    const error = errorIn(answer);
    if (error === undefined) yield* out(`${String((answer as { readonly done?: string }).done)}\n`);
    else {
      yield* err(`kubarium: ${error}\n`);
      code = 1;
    }
  }
  return code;
}
