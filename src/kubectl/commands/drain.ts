import { resourceAt } from "../../api/resources.ts";
import { parseRfc3339 } from "../../api/time.ts";
import type { Pod } from "../../api/types.ts";
import { apiRequest, call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { sortPods } from "../drain/filters.ts";
import { fail } from "../failure.ts";
import { bool, duration, int, text } from "../flags/flag.ts";
import { dryRunFlag, selectorFlag } from "../flags/shared-flags.ts";
import { drain, type DrainedNode, type DrainedPod } from "../lasting/drain.ts";
import { objectsAt } from "../objects.ts";
import { dryRunOf, dryRunSuffix } from "../printers/success.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { cordonOrUncordon } from "./cordon.ts";

export const drainCommand: Command = {
  name: "drain",
  short: "Drain node in preparation for maintenance",
  usage: "drain NODE [options]",
  flags: [
    selectorFlag,
    dryRunFlag,
    bool("delete-emptydir-data", { usage: "Continue even if there are pods using emptyDir (local data that will be deleted when the node is drained)." }),
    bool("disable-eviction", { usage: "Force drain to use delete, even if eviction is supported. This will bypass checking PodDisruptionBudgets, use with caution." }),
    bool("force", { usage: "Continue even if there are pods that do not declare a controller." }),
    int("grace-period", { default: "-1", usage: "Period of time in seconds given to each pod to terminate gracefully. If negative, the default value specified in the pod will be used." }),
    bool("ignore-daemonsets", { usage: "Ignore DaemonSet-managed pods." }),
    text("pod-selector", { usage: "Label selector to filter pods on the node" }),
    int("skip-wait-for-delete-timeout", { usage: "If pod DeletionTimestamp older than N seconds, skip waiting for the pod. Seconds must be greater than 0 to skip." }),
    duration("timeout", { usage: "The length of time to wait before giving up, zero means infinite" }),
    int("chunk-size", { default: "500", usage: "Return large lists in chunks rather than all at once." }),
  ],
  run: drainNodes,
};

// Mirrors DrainCmdOptions.RunDrain (kubectl/pkg/cmd/drain/drain.go).
// Simplified: `kubectl drain` of several nodes looks at their Pods all at once, before the first is drained.
function* drainNodes(session: Session): Task<Outcome> {
  const { flags } = session;
  if (session.args.length > 0 && flags.text("selector") !== "") fail("cannot specify both a node name and a --selector option");
  const dryRun = dryRunOf(session);
  const names = yield* cordonOrUncordon(session, true, "drain");
  const nodes: DrainedNode[] = [];
  for (const name of names) {
    const { pods, warnings, errors } = yield* sortPods(session, yield* podsOn(session, name));
    const rehearsal = dryRun === "none" ? "" : pods.map(({ metadata }) => `evicting pod ${metadata.namespace ?? ""}/${metadata.name}${dryRunSuffix(dryRun)}\n`).join("");
    nodes.push({ name, warnings, errors, rehearsal, pods: dryRun === "none" ? pods.map((pod) => toRemove(session, pod)) : [] });
  }
  return drain(nodes, { evicts: !flags.bool("disable-eviction"), suffix: dryRunSuffix(dryRun), timeoutMs: flags.durationMs("timeout") });
}

function* podsOn(session: Session, node: string): Task<readonly Pod[]> {
  const resource = resourceAt("", "v1", "pods") ?? fail("no pods");
  const labelSelector = session.flags.text("pod-selector");
  const query = { fieldSelector: `spec.nodeName=${node}`, ...(labelSelector !== "" && { labelSelector }) };
  const pods = objectsAt(yield* call(session, { verb: "list", resource, query }), "items") as unknown as readonly Pod[];
  return pods.filter((pod) => !leavingLong(session, pod));
}

// Mirrors skipDeletedFilter.
function leavingLong({ flags, context }: Session, { metadata }: Pod): boolean {
  const seconds = flags.int("skip-wait-for-delete-timeout");
  if (seconds <= 0 || metadata.deletionTimestamp === undefined) return false;
  return (context.startsAtMs + context.now - (parseRfc3339(metadata.deletionTimestamp) ?? 0)) / 1000 > seconds;
}

function toRemove({ flags }: Session, { metadata }: Pod): DrainedPod {
  const resource = resourceAt("", "v1", "pods") ?? fail("no pods");
  const { name, namespace = "", uid } = metadata;
  const grace = flags.int("grace-period");
  const options = { ...(grace >= 0 && { gracePeriodSeconds: grace }) };
  const removal = flags.bool("disable-eviction")
    ? apiRequest({ verb: "delete", resource, namespace, name, body: options })
    : apiRequest({ verb: "create", resource, namespace, name, subresource: "eviction", body: { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace }, deleteOptions: options } });
  return { namespace, name, uid, removal, get: apiRequest({ verb: "get", resource, namespace, name }), next: "remove", dueMs: 0 };
}
