import type { Pod } from "../../api/types.ts";
import type { ContainerEvent } from "../container-runtime/cri.ts";
import type { EventRecorder } from "../events/recorder.ts";

/** A line that a kubelet writes to its log, without its header. */
export interface LogLine {
  readonly level: "I" | "W" | "E";
  /** "kubelet.go:2628" */
  readonly source: string;
  readonly text: string;
}
export type WriteLine = (line: LogLine) => void;

const named = ({ metadata }: Pod): string => JSON.stringify(`${metadata.namespace}/${metadata.name}`);

// Mirrors syncLoopIteration (pkg/kubelet/kubelet.go) at --v=2, and klog's structured form.
export const syncLoopLine = (what: "ADD" | "DELETE" | "REMOVE", pod: Pod): LogLine => ({ level: "I", source: LOOP[what], text: `"SyncLoop ${what}" source="api" pods=[${named(pod)}]` });
const LOOP = { ADD: "kubelet.go:2628", DELETE: "kubelet.go:2644", REMOVE: "kubelet.go:2638" } as const;

export const plegLine = (pod: Pod, { type, podUid, containerId }: ContainerEvent): LogLine => ({
  level: "I",
  source: "kubelet.go:2655",
  text: `"SyncLoop (PLEG): event for pod" pod=${named(pod)} event={"ID":"${podUid}","Type":"${type === "ContainerStarted" ? type : "ContainerDied"}","Data":"${containerId}"}`,
});

interface Noted {
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  readonly message: string;
}

/** What is logged beside an Event, by the Event's reason. */
const BESIDE: Readonly<Record<string, (noted: Noted) => LogLine>> = {
  Unhealthy: ({ pod, uid, container, message }) => {
    const [, kind = "Liveness", how = "failed", output = ""] = /^(\w+) probe (failed|errored)[^:]*: ?([^]*)$/.exec(message) ?? [];
    return { level: "I", source: "prober.go:120", text: `"Probe ${how === "failed" ? "failed" : "errored"}" probeType="${kind}" pod="${pod}" podUID="${uid}" containerName="${container}" probeResult="failure" output=${JSON.stringify(output)}` };
  },
  Killing: ({ pod, uid, container }) => ({ level: "I", source: "kuberuntime_container.go:877", text: `"Killing container with a grace period" pod="${pod}" podUID="${uid}" containerName="${container}"` }),
  BackOff: ({ pod, uid, container, message }) => notSynced(pod, uid, `failed to "StartContainer" for "${container}" with ${message.startsWith("Back-off pulling") ? "ImagePullBackOff" : "CrashLoopBackOff"}: ${JSON.stringify(message)}`),
  Failed: ({ pod, uid, container, message }) => notSynced(pod, uid, `failed to "StartContainer" for "${container}": ${JSON.stringify(message)}`),
  FailedMount: ({ pod, uid, message }) => notSynced(pod, uid, message),
  FailedCreatePodSandBox: ({ pod, uid, message }) => notSynced(pod, uid, message),
  FailedPostStartHook: ({ pod, uid, container, message }) => ({ level: "E", source: "kuberuntime_container.go:345", text: `"Failed to execute PostStartHook" err=${JSON.stringify(message)} pod="${pod}" podUID="${uid}" containerName="${container}"` }),
  FailedPreStopHook: ({ pod, uid, container, message }) => ({ level: "E", source: "kuberuntime_container.go:764", text: `"PreStop hook failed" err=${JSON.stringify(message)} pod="${pod}" podUID="${uid}" containerName="${container}"` }),
  SandboxChanged: ({ pod }) => ({ level: "I", source: "util.go:48", text: `"No ready sandbox for pod can be found. Need to start a new one" pod="${pod}"` }),
  Evicted: ({ pod, message }) => ({ level: "I", source: "eviction_manager.go:616", text: `"Eviction manager: pod is evicted successfully" pod="${pod}" message=${JSON.stringify(message)}` }),
  Preempting: ({ pod, message }) => ({ level: "I", source: "preemption.go:116", text: `"Pod evicted successfully" pod="${pod}" message=${JSON.stringify(message)}` }),
};

const notSynced = (pod: string, uid: string, error: string): LogLine => ({ level: "E", source: "pod_workers.go:1324", text: `"Error syncing pod, skipping" err=${JSON.stringify(error)} pod="${pod}" podUID="${uid}"` });

/** A recorder that also logs what its kubelet would. */
export const logging = (recorder: EventRecorder, write: WriteLine): EventRecorder => ({
  target: recorder.target,
  handle: (payload) => recorder.handle(payload),
  event(subject, type, reason, message, fieldPath) {
    recorder.event(subject, type, reason, message, fieldPath);
    const { namespace = "", name = "", uid = "" } = "metadata" in subject ? subject.metadata : subject;
    const line = BESIDE[reason]?.({ pod: `${namespace}/${name}`, uid, container: /\{(.*)\}/.exec(fieldPath ?? "")?.[1] ?? "", message });
    if (line) write(line);
  },
});
