import type { PodView, ProcessesView } from "../../graph/model.ts";
import { containerState } from "../glyphs/container-shapes.ts";
import type { stateTexts } from "../strings/states.ts";
import type { xrayTexts } from "../strings/xray.ts";
import { ringsOf } from "./layout.ts";
import { listedProcesses, pidOfPause, ringValue, sandboxStage } from "./holdings.ts";

type Texts = typeof xrayTexts.en;
type States = typeof stateTexts.en;

/** The drawing in words, for those who do not see it. Says what is, not what moves: it changes when the pod does. */
export function describe(pod: PodView, processes: ProcessesView | undefined, texts: Texts, states: States): readonly string[] {
  const { says } = texts;
  return [
    says.pod(pod.name, pod.status, `${pod.readyCount}/${pod.containerCount}`),
    ...sandboxWords(pod, texts),
    ...pod.containers.map(({ name, image, reason, ...container }) => says.container(name, image, reason || states.containers[containerState(container)])),
    ...(pod.cgroup ? [says.cgroup(pod.cgroup.path, pod.containers.flatMap(({ name, role, cgroup }) => (cgroup && role !== "init" ? [`${name} ${cgroup.cpuWeight}`] : [])).join(", "))] : []),
    ...processWords(pod, processes, texts),
    ...pod.volumes.map(({ name, type, source }) => says.volume(name, [type, source].filter(Boolean).join(" "), mountsOf(pod, name))),
    ...pod.containers.flatMap(({ name, probes }) => probes.map((probe) => says.probe(texts.probes[probe.type], name, `${probe.how} ${probe.asks}`, probeWords(probe, texts, states)))),
  ];
}

function sandboxWords(pod: PodView, texts: Texts): readonly string[] {
  const { sandbox } = pod;
  const stage = sandboxStage(pod);
  if (stage === "none") return [texts.says.noSandbox];
  if (stage === "gone" || !sandbox) return [texts.says.stopped];
  return [
    texts.says.pause(pidOfPause(pod), sandbox.image, sandbox.attempt),
    ...ringsOf(pod).map((namespace) => (namespace.scope === "host" ? texts.says.hostRing(namespace.name) : texts.says.ring(namespace.name, ringValue(namespace, pod, texts)))),
  ];
}

function processWords(pod: PodView, processes: ProcessesView | undefined, { says }: Texts): readonly string[] {
  const list = (all: readonly { readonly pid: number; readonly command: string }[]): string => all.map(({ pid, command }) => `${pid} ${command}`).join(", ");
  if (ringsOf(pod).some(({ name, scope }) => name === "pid" && scope === "shared")) {
    const all = listedProcesses(pod, processes);
    return all.length > 0 ? [says.allProcesses(list(all))] : [];
  }
  return pod.containers.flatMap(({ name }) => {
    const all = processes?.byContainer[name] ?? [];
    return all.length > 0 ? [says.processes(name, list(all))] : [];
  });
}

const mountsOf = ({ containers }: PodView, volume: string): string =>
  containers.flatMap(({ name, mounts }) => mounts.filter((mount) => mount.volume === volume).map(({ path }) => `${name} ${path}`)).join(", ");

function probeWords({ state, inARow, failureThreshold }: PodView["containers"][number]["probes"][number], texts: Texts, states: States): string {
  return state === "failing" || state === "failed" ? `${states.probes[state]}, ${texts.countOf(inARow, failureThreshold)}` : states.probes[state];
}
