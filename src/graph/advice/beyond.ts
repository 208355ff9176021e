import { compareQuantities, quantityMilli } from "../../api/quantity.ts";
import { podRequests } from "../../api/pods.ts";
import type { Node } from "../../api/types.ts";
import type { SchedulingBeyond } from "../why/why.ts";
import { tried, type Trial } from "./trial.ts";

/** What would do where no small edit of the Pod does: another node, and of what kind; or what even that does not take away. */

/** Nodes of so many kinds are thought of. */
const MOST_KINDS = 8;
const HOSTNAME = "kubernetes.io/hostname";
const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";
/** Who asks for more has room beside what the node keeps for itself; so many resources are added one after the other. */
const MOST_STEPS = 4;

/** Tried with the scheduler's own filters, as edits are; undefined where nobody can tell. */
export function beyondEdits(begin: Trial): SchedulingBeyond | undefined {
  const kinds = nodeKinds(begin);
  let obstacle: SchedulingBeyond | undefined;
  for (const like of kinds) {
    const found = withNewNode(begin, like);
    if (found.what === "addNode") return found;
    obstacle ??= found;
  }
  return obstacle;
}

/** One node of each size and place, the workers first. */
function nodeKinds({ copy }: Trial): readonly Node[] {
  const kinds = new Map<string, Node>();
  const isWorker = ({ metadata }: Node): boolean => metadata.labels?.[CONTROL_PLANE] === undefined;
  const all = copy.nodes().map(({ node }) => node);
  for (const node of [...all.filter(isWorker), ...all.filter((each) => !isWorker(each))]) {
    const { [HOSTNAME]: _, ...labels } = node.metadata.labels ?? {};
    const kind = JSON.stringify([node.status.allocatable, labels]);
    if (!kinds.has(kind)) kinds.set(kind, node);
  }
  return [...kinds.values()].slice(0, MOST_KINDS);
}

/** A new one like it, empty and without taints, with the labels that the pod selects by, and as large as it has to be. What was said of no single node is left to be read elsewhere: "". */
function withNewNode(begin: Trial, like: Node): SchedulingBeyond {
  const name = freeName(begin);
  const { [CONTROL_PLANE]: _, ...has } = like.metadata.labels ?? {};
  const labels = Object.fromEntries(Object.entries(begin.pod.spec.nodeSelector ?? {}).filter(([key, value]) => has[key] !== value));
  const size: Record<string, string> = {};
  const requests = podRequests(begin.pod.spec);
  for (let step = 0; ; step += 1) {
    const { taints: _taints, unschedulable: _closed, ...spec } = like.spec;
    const node: Node = {
      ...like,
      metadata: { ...like.metadata, name, uid: name, labels: { ...has, [HOSTNAME]: name, ...labels } },
      spec,
      status: { ...like.status, images: [], allocatable: { ...like.status.allocatable, ...size } },
    };
    const result = tried({ ...begin, nodes: new Map([[name, node]]) });
    if (result.type === "Host") return { what: "addNode", like: like.metadata.name, labels, size };
    const refused = result.verdict.rejections.get(name);
    const lacking = (refused?.reasons ?? []).flatMap((reason) => /^Insufficient (.+)$/.exec(reason)?.[1] ?? []).filter((resource) => requests[resource] !== undefined && compareQuantities(requests[resource], node.status.allocatable?.[resource]) > 0);
    if (lacking.length === 0 || step === MOST_STEPS) return { what: "obstacle", plugin: refused?.plugin ?? result.rejectors.join(", "), says: refused?.reasons.join("; ") ?? "" };
    for (const resource of lacking) size[resource] = wholeText(resource, requests[resource]!);
  }
}

/** CPU in whole ones: that is how nodes have it. */
const wholeText = (resource: string, quantity: string): string => (resource === "cpu" ? String(Math.ceil(quantityMilli(quantity) / 1000)) : quantity);

function freeName({ copy }: Trial): string {
  let name = "new-node";
  while (copy.node(name)) name += "-1";
  return name;
}
