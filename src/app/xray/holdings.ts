import type { NamespaceView, PodView, ProcessesView, ProcessView } from "../../graph/model.ts";
import type { xrayTexts } from "../strings/xray.ts";

/** What a sandbox's namespaces hold, in words. */

/** none: not made yet; stands; gone: stopped, or already removed. */
export type SandboxStage = "none" | "stands" | "gone";

export function sandboxStage({ sandbox, steps, phase }: Pick<PodView, "sandbox" | "steps" | "phase">): SandboxStage {
  if (sandbox) return sandbox.state === "Ready" ? "stands" : "gone";
  const wasMade = phase === "Succeeded" || phase === "Failed" || steps.some(({ name, state }) => name === "sandbox" && state === "done");
  return wasMade ? "gone" : "none";
}

/** What a ring holds: an address, a host name, the node's. */
export function ringValue(namespace: NamespaceView, pod: PodView, texts: typeof xrayTexts.en): string {
  const host = namespace.scope === "host";
  switch (namespace.name) {
    case "net": return host ? [texts.host, pod.ip].filter(Boolean).join(" · ") : sandboxStage(pod) === "gone" ? texts.addressGone : addressOf(pod) ? `${addressOf(pod)} · eth0, lo` : texts.noAddress;
    case "ipc": return host ? texts.host : "/dev/shm";
    case "uts": return host ? [texts.host, pod.node].filter(Boolean).join(" · ") : pod.hostname || pod.name;
    case "pid": return host ? texts.host : texts.pidShared;
    case "user": return host ? texts.host : texts.ownMapping;
    default: return "";
  }
}

/** The number of pause: 1 in a PID namespace of its own, the node's number in the node's. */
export const pidOfPause = ({ sandbox, namespaces }: Pick<PodView, "sandbox" | "namespaces">): number =>
  sandbox && namespaces.some(({ name, scope }) => name === "pid" && scope === "host") ? sandbox.pausePid : 1;

/** The sandbox has its address before the Pod's status tells it. */
const addressOf = ({ ip, steps }: PodView): string => ip || (steps.find(({ name, state }) => name === "address" && state === "done")?.detail ?? "");

/** Who listens on which port, for all that share the net namespace. */
export function heldPorts({ containers }: PodView, processes: ProcessesView | undefined): readonly { readonly port: string; readonly by: string }[] {
  return containers.flatMap(({ name, ports }) => {
    const listens = new Set((processes?.byContainer[name] ?? []).flatMap((process) => process.listens));
    return [...listens].map((port) => {
      const declared = ports.find((other) => other.port === port);
      const protocol = (declared?.protocol ?? "TCP").toLowerCase();
      return { port: declared?.hostPort && declared.hostPort !== port ? `${port}/${protocol} (hostPort ${declared.hostPort})` : `${port}/${protocol}`, by: name };
    });
  });
}

interface Listed extends ProcessView {
  readonly container: string;
}

/** pause and all others, by their PID in the namespace that they share. */
export function listedProcesses(pod: PodView, processes: ProcessesView | undefined): readonly Listed[] {
  const ofContainers = pod.containers.flatMap(({ name }) => (processes?.byContainer[name] ?? []).map((process) => ({ ...process, container: name })));
  const pause = pod.sandbox?.state === "Ready" && !ofContainers.some(({ pid }) => pid === 1) ? [{ pid: 1, command: "/pause", listens: [], container: "" }] : [];
  return [...pause, ...ofContainers].toSorted((a, b) => a.pid - b.pid);
}
