import { condition } from "../../api/conditions.ts";
import type { Cluster } from "../../engine/cluster.ts";
import type { ViewModel } from "../model.ts";
import { factsOf, type Earlier } from "../why/facts.ts";
import type { NodeVerdict, Scheduling, SchedulingAdvice, SchedulingBeyond } from "../why/why.ts";
import { advise } from "./advise.ts";
import { beyondEdits } from "./beyond.ts";
import { editedText } from "./pod-text.ts";
import { trialOf, type Trial } from "./trial.ts";
import { isOfCluster, wayOf } from "./ways.ts";

/** As the scheduler writes it into the journal. */
interface VerdictDetail {
  readonly outcome?: { readonly type?: string; readonly node?: string; readonly message?: string };
  readonly rejections?: readonly { readonly node: string; readonly plugin: string; readonly reasons: readonly string[] }[];
  readonly scores?: readonly { readonly node: string; readonly total: number; readonly plugins: Readonly<Record<string, number>> }[];
}

/** The scheduler's last word on a pod, node by node, and what would place it; undefined while it has said nothing. Reads only. */
export function schedulingOf(cluster: Cluster, model: ViewModel, podUid: string, earlier?: Earlier): Scheduling | undefined {
  const facts = factsOf(cluster, model, podUid, earlier);
  if (!facts) return undefined;
  const verdicts = facts.journal().filter(({ type }) => type === "verdict");
  const last = verdicts.at(-1);
  if (!last) return undefined;
  const { pod } = facts;
  const waits = !pod.spec.nodeName && pod.metadata.deletionTimestamp === undefined && !pod.spec.schedulingGates?.length;
  const trial = waits ? trialOf(cluster, pod) : undefined;
  const advice = trial ? advise(trial).flatMap((placing) => wayOf(cluster, pod, placing, editedText) ?? []) : [];
  const message = pod.spec.nodeName ? "" : (condition(pod.status.conditions, "PodScheduled")?.message ?? "");
  const beyond = trial && beyondOf(trial, advice, message);
  return { atMs: last.at, attempts: verdicts.length, nodes: rowsOf(last.detail as VerdictDetail), message, advice, ...(beyond && { beyond }) };
}

/** Who has to change the cluster anyway is told of the other way to do that; what stands in the way only where there is none. */
function beyondOf(trial: Trial, advice: readonly SchedulingAdvice[], message: string): SchedulingBeyond | undefined {
  if (advice.some(({ edits }) => edits.every((edit) => !isOfCluster(edit)))) return undefined;
  const found = beyondEdits(trial);
  if (found?.what !== "obstacle") return found;
  return advice.length > 0 ? undefined : { ...found, says: found.says || message };
}

/** Those that fit first, the best of them on top. */
function rowsOf({ outcome, rejections = [], scores = [] }: VerdictDetail): readonly NodeVerdict[] {
  const chosen = outcome?.type === "Host" ? outcome.node : undefined;
  const fitting = scores.map(({ node, total, plugins }): NodeVerdict => ({ node, points: { total, plugins }, chosen: node === chosen })).sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.points!.total - a.points!.total);
  const only: NodeVerdict[] = chosen !== undefined && fitting.length === 0 ? [{ node: chosen, chosen: true }] : [];
  return [...only, ...fitting, ...rejections.map(({ node, plugin, reasons }): NodeVerdict => ({ node, refused: { plugin, reasons }, chosen: false }))];
}
