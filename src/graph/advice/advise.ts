import { quantityMilli } from "../../api/quantity.ts";
import type { NodeRejection } from "../../engine/scheduler/filter.ts";
import type { ScheduleResult } from "../../engine/scheduler/schedule-pod.ts";
import type { SchedulingEdit } from "../why/why.ts";
import { fixesOf, type Fix } from "./fixes.ts";
import { tried, type Trial } from "./trial.ts";

/** Edits with which the pod is placed, and where. */
export interface Placing {
  readonly edits: readonly SchedulingEdit[];
  readonly nodes: readonly string[];
}

/** More edits than these are no small thing. */
const MOST_EDITS = 4;
/** Nodes that say the same are looked at once or twice. */
const MOST_ALIKE = 3;
const MOST_NODES = 24;
const MOST_ADVICE = 6;

/**
 * The smallest edits with which a pod that fits nowhere would be placed: what each node says against it is taken away,
 * by a change of the pod or of the cluster, until the scheduler's own cycle, tried on a copy, finds a node.
 */
export function advise(begin: Trial): readonly Placing[] {
  const found: Placing[] = [];
  for (const node of nodesToTry(begin)) {
    for (const prefers of ["pod", "cluster"] as const) {
      const placing = placed(begin, node, prefers);
      if (placing) found.push(placing);
    }
  }
  return bestOfEach(found).slice(0, MOST_ADVICE);
}

/** Of nodes that say the same a few. */
function nodesToTry(begin: Trial): readonly string[] {
  const result = tried(begin);
  const alike = new Map<string, number>();
  return [...result.verdict.rejections].flatMap(([node, { plugin, reasons }]) => {
    const says = `${plugin} ${reasons.join()}`;
    const count = (alike.get(says) ?? 0) + 1;
    alike.set(says, count);
    return count <= MOST_ALIKE ? [node] : [];
  }).slice(0, MOST_NODES);
}

function placed(begin: Trial, node: string, prefers: Fix["of"]): Placing | undefined {
  const edits: SchedulingEdit[] = [];
  let trial = begin;
  for (;;) {
    const result = tried(trial);
    if (result.type === "Host") return edits.length === 0 ? undefined : { edits, nodes: bestNodes(result) };
    const rejection = result.verdict.rejections.get(node);
    const fixes = rejection && edits.length < MOST_EDITS ? fixesOf(trial, node, rejection) : [];
    const preferred = fixes.filter(({ of }) => of === prefers);
    const fix = fixing(node, rejection, preferred.length > 0 ? preferred : fixes);
    if (!fix) return undefined;
    edits.push(fix.edit);
    trial = fix.trial;
  }
}

/** Of several the one that takes the plugin's word away: of two host ports the one that is taken; the first, where one alone does not. */
function fixing(node: string, rejection: NodeRejection | undefined, fixes: readonly Fix[]): Fix | undefined {
  const settles = ({ trial }: Fix): boolean => tried(trial).verdict.rejections.get(node)?.plugin !== rejection?.plugin;
  return fixes.length < 2 ? fixes[0] : (fixes.find(settles) ?? fixes[0]);
}

/** Those among which chance decides. */
function bestNodes({ node, verdict: { scores } }: Extract<ScheduleResult, { type: "Host" }>): readonly string[] {
  const most = Math.max(...scores.totals);
  return scores.nodes.length === 0 ? [node] : scores.nodes.filter((_, i) => scores.totals[i] === most);
}

/** What is done, whatever to. */
const shapeOf = ({ edits }: Placing): string => edits.map((edit) => (edit.what === "lowerRequest" ? `${edit.what} ${edit.resource}` : edit.what)).sort().join();

/** Of what differs in its place only, the one that changes least; the fewest edits first. */
function bestOfEach(found: readonly Placing[]): readonly Placing[] {
  const best = new Map<string, Placing>();
  for (const each of found) {
    const known = best.get(shapeOf(each));
    if (!known || keeps(each) > keeps(known)) best.set(shapeOf(each), each);
  }
  const all = [...best.values()].sort((a, b) => a.edits.length - b.edits.length);
  // Nothing is done twice where once is enough.
  const kinds = (each: Placing): string => [...new Set(each.edits.map(({ what }) => what))].sort().join();
  return all.filter((each, i) => all.findIndex((other) => kinds(other) === kinds(each)) === i);
}

/** How much of what it asked for is left to the pod. */
function keeps({ edits }: Placing): number {
  let kept = 1;
  for (const edit of edits) if (edit.what === "lowerRequest") kept *= quantityMilli(edit.to) / Math.max(1, quantityMilli(edit.from));
  return kept;
}
