import type { ProbeType } from "../../graph/model.ts";
import type { Spoken } from "./language.ts";

interface XrayTexts {
  readonly sandboxOf: (pod: string) => string;
  readonly probes: Readonly<Record<ProbeType, string>>;
  readonly probesShort: Readonly<Record<ProbeType, string>>;
  readonly probesShortest: Readonly<Record<ProbeType, string>>;
  readonly up: (duration: string) => string;
  readonly ran: (duration: string) => string;
  readonly exit: (code: number) => string;
  readonly lastExit: (reason: string, code: number) => string;
  readonly restarts: (count: number) => string;
  readonly notReady: string;
  readonly waiting: string;
  readonly gone: string;
  readonly noneYet: string;
  readonly noAddress: string;
  readonly addressGone: string;
  readonly pulling: (percent: number) => string;
  readonly layer: (number: number, of: number) => string;
  readonly killIn: (left: string) => string;
  readonly termIn: (left: string) => string;
  readonly restartIn: (left: string) => string;
  readonly pullIn: (left: string) => string;
  readonly grace: string;
  readonly backOff: string;
  readonly pull: string;
  readonly since: string;
  readonly again: string;
  readonly done: string;
  /** A clock has run out; what follows waits for the kubelet. */
  readonly due: string;
  readonly assumed: string;
  readonly assumedLong: string;
  readonly sidecar: string;
  readonly ephemeral: string;
  readonly pidPrivate: string;
  readonly pidHost: string;
  readonly noProcess: string;
  readonly moreProcesses: (count: number) => string;
  readonly host: string;
  readonly ownMapping: string;
  readonly pidShared: string;
  readonly held: (port: string, by: string) => string;
  readonly morePorts: (count: number) => string;
  readonly attempt: (attempt: number) => string;
  readonly holds: (names: string) => string;
  readonly readOnly: string;
  readonly moreVolumes: (count: number) => string;
  readonly countOf: (count: number, of: number) => string;
  readonly onHold: string;
  readonly begins: (at: string) => string;
  readonly next: (at: string) => string;
  readonly every: (period: string) => string;
  readonly ready: string;
  readonly aside: readonly [string, string];
  readonly asideWhole: string;
  readonly step: (step: string) => string;
  readonly says: {
    readonly pod: (pod: string, status: string, ready: string) => string;
    readonly noSandbox: string;
    readonly pause: (pid: number, image: string, attempt: number) => string;
    readonly stopped: string;
    readonly ring: (name: string, value: string) => string;
    readonly hostRing: (name: string) => string;
    readonly container: (name: string, image: string, state: string) => string;
    readonly cgroup: (path: string, weights: string) => string;
    readonly processes: (container: string, list: string) => string;
    readonly allProcesses: (list: string) => string;
    readonly volume: (name: string, type: string, mounts: string) => string;
    readonly probe: (type: string, container: string, asks: string, verdict: string) => string;
    readonly showNamespace: (name: string, value: string) => string;
  };
}

export const xrayTexts: Spoken<XrayTexts> = {
  en: {
    sandboxOf: (pod) => `Sandbox of ${pod}, cut open`,
    probes: { startup: "startupProbe", liveness: "livenessProbe", readiness: "readinessProbe" },
    probesShort: { startup: "startup", liveness: "liveness", readiness: "readiness" },
    probesShortest: { startup: "start", liveness: "live", readiness: "ready" },
    up: (duration) => `up ${duration}`,
    ran: (duration) => `ran ${duration}`,
    exit: (code) => `exit ${code}`,
    lastExit: (reason, code) => `last ${reason} ${code}`,
    restarts: (count) => (count === 1 ? "1 restart" : `${count} restarts`),
    notReady: "not ready",
    waiting: "Waiting",
    gone: "stopped",
    noneYet: "no sandbox yet",
    noAddress: "no address yet",
    addressGone: "address given back",
    pulling: (percent) => `pulling ${percent} %`,
    layer: (number, of) => `layer ${number} of ${of}`,
    killIn: (left) => `KILL in ${left}`,
    termIn: (left) => `preStop, KILL in ${left}`,
    restartIn: (left) => `restart in ${left}`,
    pullIn: (left) => `pull again in ${left}`,
    grace: "grace",
    backOff: "back-off",
    pull: "pull",
    since: "since",
    again: "again",
    done: "done",
    due: "due now",
    assumed: "assumed",
    assumedLong: "behaviour assumed: this image is not in the catalogue",
    sidecar: "sidecar",
    ephemeral: "ephemeral",
    pidPrivate: "pid, private",
    pidHost: "pid, host",
    noProcess: "no process",
    moreProcesses: (count) => `+${count} more`,
    host: "host",
    ownMapping: "own mapping",
    pidShared: "PID 1 is /pause",
    held: (port, by) => `port ${port}, held by ${by}`,
    morePorts: (count) => `+${count} more`,
    attempt: (attempt) => `attempt ${attempt}`,
    holds: (names) => `holds ${names}`,
    readOnly: "ro",
    moreVolumes: (count) => `${count} volumes`,
    countOf: (count, of) => `${count} of ${of}`,
    onHold: "on hold until a new container",
    begins: (at) => `begins at ${at}`,
    next: (at) => `next at ${at}`,
    every: (period) => `every ${period}`,
    ready: "Ready",
    aside: ["A ring goes round", "whatever shares it."],
    asideWhole: "A ring goes round whatever shares it.",
    step: (step) => step,
    says: {
      pod: (pod, status, ready) => `Pod ${pod}: ${status}, ${ready} ready.`,
      noSandbox: "It has no sandbox yet.",
      pause: (pid, image, attempt) => `pause, PID ${pid}, from ${image}, attempt ${attempt}, holds the sandbox.`,
      stopped: "Its sandbox has stopped.",
      ring: (name, value) => `The ${name} namespace is shared by all its containers: ${value}.`,
      hostRing: (name) => `The ${name} namespace is the node's.`,
      container: (name, image, state) => `Container ${name}, ${image}: ${state}.`,
      cgroup: (path, weights) => `Control group ${path}; cpu.weight: ${weights}.`,
      processes: (container, list) => `Processes of ${container}: ${list}.`,
      allProcesses: (list) => `One list of processes for all containers: ${list}.`,
      volume: (name, type, mounts) => `Volume ${name}, ${type}${mounts ? `, mounted at ${mounts}` : ""}.`,
      probe: (type, container, asks, verdict) => `${type} of ${container}, ${asks}: ${verdict}`,
      showNamespace: (name, value) => `${name} namespace, ${value}`,
    },
  },
  zh: {
    sandboxOf: (pod) => `${pod} 沙箱剖视`,
    probes: { startup: "startupProbe", liveness: "livenessProbe", readiness: "readinessProbe" },
    probesShort: { startup: "启动", liveness: "存活", readiness: "就绪" },
    probesShortest: { startup: "启动", liveness: "存活", readiness: "就绪" },
    up: (duration) => `已运行 ${duration}`,
    ran: (duration) => `运行了 ${duration}`,
    exit: (code) => `退出码 ${code}`,
    lastExit: (reason, code) => `上次 ${reason} ${code}`,
    restarts: (count) => `重启 ${count} 次`,
    notReady: "未就绪",
    waiting: "Waiting",
    gone: "已停止",
    noneYet: "还没有沙箱",
    noAddress: "还没有地址",
    addressGone: "地址已归还",
    pulling: (percent) => `拉取 ${percent} %`,
    layer: (number, of) => `第 ${number}/${of} 层`,
    killIn: (left) => `${left} 后 KILL`,
    termIn: (left) => `preStop，${left} 后 KILL`,
    restartIn: (left) => `${left} 后重启`,
    pullIn: (left) => `${left} 后再拉取`,
    grace: "宽限期",
    backOff: "退避",
    pull: "拉取",
    since: "开始",
    again: "再试",
    done: "完成",
    due: "时间已到",
    assumed: "行为推定",
    assumedLong: "行为推定：这个镜像不在目录中",
    sidecar: "边车",
    ephemeral: "临时容器",
    pidPrivate: "pid（私有）",
    pidHost: "pid（宿主机）",
    noProcess: "没有进程",
    moreProcesses: (count) => `另有 ${count} 个`,
    host: "宿主机",
    ownMapping: "独立映射",
    pidShared: "PID 1 是 /pause",
    held: (port, by) => `端口 ${port}，由 ${by} 占用`,
    morePorts: (count) => `另有 ${count} 个`,
    attempt: (attempt) => `attempt ${attempt}`,
    holds: (names) => `持有 ${names}`,
    readOnly: "只读",
    moreVolumes: (count) => `${count} 个卷`,
    countOf: (count, of) => `${count} / ${of}`,
    onHold: "暂停，直到容器重建",
    begins: (at) => `${at} 开始`,
    next: (at) => `下次 ${at}`,
    every: (period) => `每 ${period}`,
    ready: "Ready",
    aside: ["环围住谁，", "谁就共享它。"],
    asideWhole: "环围住谁，谁就共享它。",
    step: (step) => step,
    says: {
      pod: (pod, status, ready) => `Pod ${pod}：${status}，就绪 ${ready}。`,
      noSandbox: "它还没有沙箱。",
      pause: (pid, image, attempt) => `pause 持有沙箱：PID ${pid}，镜像 ${image}，attempt ${attempt}。`,
      stopped: "它的沙箱已停止。",
      ring: (name, value) => `${name} Linux 命名空间由全部容器共享：${value}。`,
      hostRing: (name) => `${name} Linux 命名空间用的是节点的。`,
      container: (name, image, state) => `容器 ${name}，${image}：${state}。`,
      cgroup: (path, weights) => `控制组 ${path}；cpu.weight：${weights}。`,
      processes: (container, list) => `${container} 的进程：${list}。`,
      allProcesses: (list) => `全部容器共用一张进程表：${list}。`,
      volume: (name, type, mounts) => `卷 ${name}，${type}${mounts ? `，挂载在 ${mounts}` : ""}。`,
      probe: (type, container, asks, verdict) => `${container} 的 ${type}，${asks}：${verdict}`,
      showNamespace: (name, value) => `${name} Linux 命名空间，${value}`,
    },
  },
};
