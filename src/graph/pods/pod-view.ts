import { condition } from "../../api/conditions.ts";
import { allContainers, podRequests, qosClass } from "../../api/pods.ts";
import { quantityMilli, quantityValue } from "../../api/quantity.ts";
import { parseRfc3339 } from "../../api/time.ts";
import type { Condition, ObjectMeta, Pod, PodSpec } from "../../api/types.ts";
import { podStatus } from "../../engine/apiserver/table/pod-status.ts";
import { SANDBOX_IMAGE } from "../../engine/images/pause/pause.ts";
import type { EntityKey, PodView, SandboxView } from "../model.ts";
import { podClock } from "./clocks.ts";
import { containerViews, type IsAssumed } from "./containers.ts";
import { initCount, podGlyph } from "./glyph.ts";
import { podCgroup } from "./cgroups.ts";
import { namespaceViews } from "./namespaces.ts";
import type { ObservedPod } from "./observed.ts";
import { ofValue } from "../of-value.ts";
import { probeViews } from "./probes.ts";
import { stepViews } from "./steps.ts";
import { volumeViews } from "./volumes.ts";

export const podKey = (uid: string): EntityKey => `pod/${uid}`;

/** What cannot be read of the objects to the millisecond: from the writes that were seen. */
export interface PodTimes {
  readonly createdAtMs: number;
  readonly scheduledAtMs: number | undefined;
}

/** A pod as the picture shows it. */
export function podView(seen: ObservedPod, slot: number, times: PodTimes, isAssumed: IsAssumed): PodView {
  const { pod, sandbox } = seen;
  const { metadata, spec, status } = pod;
  const row = podStatus(pod);
  const containers = containerViews(seen, isAssumed);
  const clock = podClock(containers.flatMap((each) => each.clock ?? []));
  const glyph = podGlyph(pod, row.reason, clock);
  const scheduled = condition(status.conditions, "PodScheduled");
  const init = initCount(row.reason);
  return {
    kind: "pod",
    key: podKey(metadata.uid),
    uid: metadata.uid,
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    labels: metadata.labels ?? NONE,
    owner: ownerOf(metadata),
    createdAtMs: times.createdAtMs,
    node: spec.nodeName ?? "",
    slot,
    phase: status.phase,
    status: row.reason,
    readyCount: row.ready,
    containerCount: row.total,
    restarts: row.restarts,
    ...(row.lastRestartMs !== undefined && { lastRestartAtMs: row.lastRestartMs - seen.startsAtMs }),
    glyph,
    ...(init && { init }),
    ...(clock && { clock }),
    ip: status.podIP ?? "",
    hostname: sandbox?.hostname ?? spec.hostname ?? metadata.name,
    qosClass: status.qosClass ?? qosClass(spec),
    requests: requestsOf(spec),
    steps: stepViews(seen, times.scheduledAtMs),
    ...(scheduled?.status === "False" && scheduled.message && { verdict: scheduled.message }),
    conditions: status.conditions ? conditionsOf(status.conditions).map(({ sinceMs, ...told }) => ({ ...told, sinceMs: sinceMs === 0 ? 0 : sinceMs - seen.startsAtMs })) : [],
    ...deletionOf(seen, metadata),
    ...(sandbox && { sandbox: sandboxView(sandbox) }),
    cgroup: podCgroup(pod),
    namespaces: namespaceViews(spec),
    containers,
    volumes: volumeViews(seen),
  };
}

/** The same with its lamps as they are now, for a pod of which nothing else has changed. */
export function withProbes(view: PodView, seen: ObservedPod): PodView {
  const specs = allContainers(seen.pod.spec);
  const containers = view.containers.map((container, i) => (container.probes.length === 0 ? container : { ...container, probes: probeViews(seen, specs[i]!) }));
  return { ...view, containers };
}

const NONE = {};

/** What a pod's containers request. */
export const requestsOf = ofValue((spec: PodSpec): PodView["requests"] => {
  const requests = podRequests(spec);
  return { cpuMilli: quantityMilli(requests["cpu"]), memoryBytes: quantityValue(requests["memory"]) };
});

/** `sinceMs`: Unix milliseconds; 0 = not said. */
const conditionsOf = ofValue((conditions: readonly Condition[]): PodView["conditions"] =>
  conditions.map(({ type, status, reason = "", lastTransitionTime }) => ({ type, status, reason, sinceMs: (lastTransitionTime ? parseRfc3339(lastTransitionTime) : undefined) ?? 0 })),
);

const sinceStart = ({ startsAtMs }: Pick<ObservedPod, "startsAtMs">, timestamp: string | null | undefined): number =>
  (timestamp ? (parseRfc3339(timestamp) ?? startsAtMs) : startsAtMs) - startsAtMs;

function ownerOf({ ownerReferences = [] }: ObjectMeta): string {
  const owner = ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
  return owner ? `${owner.kind}/${owner.name}` : "";
}

function deletionOf(seen: ObservedPod, { deletionTimestamp, deletionGracePeriodSeconds = 0 }: ObjectMeta): Pick<PodView, "deletion"> {
  if (deletionTimestamp === undefined) return {};
  return { deletion: { requestedAtMs: sinceStart(seen, deletionTimestamp) - deletionGracePeriodSeconds * 1000, graceSeconds: deletionGracePeriodSeconds } };
}

const sandboxView = ({ id, attempt, state, createdAtMs, pausePid }: NonNullable<ObservedPod["sandbox"]>): SandboxView => ({
  id,
  attempt,
  state,
  createdAtMs,
  image: SANDBOX_IMAGE,
  pausePid,
});

/** Of an object alone, to the second: what is known of a pod whose writes were not seen. */
export function timesOf({ metadata, status }: Pod, startsAtMs: number): PodTimes {
  const scheduled = condition(status.conditions, "PodScheduled");
  return {
    createdAtMs: sinceStart({ startsAtMs }, metadata.creationTimestamp),
    scheduledAtMs: scheduled?.status === "True" ? sinceStart({ startsAtMs }, scheduled.lastTransitionTime) : undefined,
  };
}
