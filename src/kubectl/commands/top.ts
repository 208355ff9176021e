import type { JsonObject } from "../../api/json.ts";
import { goDuration, parseRfc3339 } from "../../api/time.ts";
import { selectorQuery } from "../builder/build.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { bool, text } from "../flags/flag.ts";
import { allNamespacesFlag, fieldSelectorFlag, selectorFlag } from "../flags/shared-flags.ts";
import { readMeasured, readMetrics, type Wanted } from "../metrics/metrics-api.ts";
import { nodeTable, podTable, type TopOptions } from "../metrics/usage-table.ts";
import { nameOf, namespaceOf, objectAt, stringAt } from "../objects.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut, type Task } from "../task.ts";
import { usageError } from "./shared.ts";

const sharedFlags = (kind: string) => [
  selectorFlag,
  text("sort-by", { usage: `If non-empty, sort ${kind} list using specified field. The field can be either 'cpu' or 'memory'.` }),
  bool("no-headers", { usage: "If present, print output without headers." }),
  bool("show-swap", { usage: "Print swap resources related to swap memory." }),
  bool("use-protocol-buffers", { default: "true", usage: "Enables using protocol-buffers to access Metrics API." }),
];

const topNode: Command = {
  name: "node",
  aliases: ["nodes", "no"],
  short: "Display resource (CPU/memory) usage of nodes",
  usage: "top node [NAME | -l label] [options]",
  flags: [...sharedFlags("nodes"), bool("show-capacity", { usage: "Print node resources based on Capacity instead of Allocatable(default) of the nodes." })],
  run: runTopNode,
};

const topPod: Command = {
  name: "pod",
  aliases: ["pods", "po"],
  short: "Display resource (CPU/memory) usage of pods",
  usage: "top pod [NAME | -l label] [options]",
  flags: [...sharedFlags("pods"), allNamespacesFlag, fieldSelectorFlag, bool("containers", { usage: "If present, print usage of containers within a pod." }), bool("sum", { usage: "Print the sum of the resource usage." })],
  run: runTopPod,
};

export const topCommand: Command = {
  name: "top",
  short: "Display resource (CPU/memory) usage",
  usage: "top [flags] [options]",
  subcommands: [topNode, topPod],
};

/** The one name that was given, or "". */
function readName(session: Session, refusal: string): string {
  const { args, flags, commandPath } = session;
  if (args.length > 1) usageError(session, `${commandPath.split(" ").at(-1) ?? ""} [NAME | -l label]`);
  if (!["", "cpu", "memory"].includes(flags.text("sort-by"))) fail("--sort-by accepts only cpu or memory");
  const selects = [selectorFlag.name, fieldSelectorFlag.name].some((name) => flags.text(name) !== "");
  if (args.length > 0 && selects) fail(refusal);
  return args[0] ?? "";
}

const tableOptions = ({ flags }: Session): TopOptions => ({ sortBy: flags.text("sort-by"), noHeaders: flags.bool("no-headers"), showSwap: flags.bool("show-swap") });

// Mirrors TopNodeOptions.RunTopNode (kubectl/pkg/cmd/top/top_node.go).
function* runTopNode(session: Session): Task<Outcome> {
  const name = readName(session, "only one of NAME or --selector can be provided");
  const wanted: Wanted = { kind: "nodes", namespace: "", name, query: selectorQuery(session) };
  const metrics = yield* readMetrics(session, wanted);
  if (metrics.length === 0) fail("metrics not available yet");
  const of = session.flags.bool("show-capacity") ? "capacity" : "allocatable";
  const nodes = yield* readMeasured(session, wanted);
  yield* writeOut(nodeTable(metrics, new Map(nodes.map((node) => [nameOf(node), objectAt(node, "status", of)])), tableOptions(session)));
  return 0;
}

// Mirrors TopPodOptions.RunTopPod (kubectl/pkg/cmd/top/top_pod.go).
function* runTopPod(session: Session): Task<Outcome> {
  const { flags } = session;
  const name = readName(session, "only one of NAME or selector can be provided");
  const everywhere = flags.bool("all-namespaces");
  const wanted: Wanted = { kind: "pods", namespace: everywhere ? "" : session.namespace, name, query: selectorQuery(session) };
  const metrics = yield* readMetrics(session, wanted);
  if (metrics.length === 0) {
    yield* explainEmptiness(session, wanted);
    yield* writeError(everywhere ? "No resources found\n" : `No resources found in ${session.namespace} namespace.\n`);
    return 0;
  }
  yield* writeOut(podTable(metrics, { ...tableOptions(session), containers: flags.bool("containers"), withNamespace: everywhere, sum: flags.bool("sum") }));
  return 0;
}

// Mirrors metricsCreationDelay (kubectl/pkg/cmd/top/top_pod.go).
const CREATION_DELAY_MS = 120_000;

/** There are pods, and nothing is known of any: one that is old tells of a fault, young ones of a pipeline that takes its time. */
// Mirrors verifyEmptyMetrics and checkPodAge: it looks in the namespace of the context even where all were asked for.
function* explainEmptiness(session: Session, wanted: Wanted): Task<void> {
  const pods = yield* readMeasured(session, { ...wanted, namespace: session.namespace });
  if (pods.length === 0) return;
  const now = session.context.startsAtMs + (yield* nowMs());
  for (const pod of pods) {
    const ageMs = now - createdAt(pod);
    if (ageMs > CREATION_DELAY_MS) fail(`Metrics not available for pod ${namespaceOf(pod)}/${nameOf(pod)}, age: ${goDuration(ageMs)}`);
  }
  fail("metrics not available yet");
}

const createdAt = (pod: JsonObject): number => parseRfc3339(stringAt(pod, "metadata", "creationTimestamp")) ?? 0;
