import type { EndpointState, WorkloadState } from "../../graph/model.ts";
import type { Spoken } from "./language.ts";

interface WorkloadTexts {
  readonly workloads: string;
  readonly services: string;
  readonly states: Readonly<Record<WorkloadState, string>>;
  readonly endpointStates: Readonly<Record<EndpointState, string>>;
  readonly name: (kind: string, name: string, state: string) => string;
  readonly tabs: string;
  readonly controls: string;
  readonly endpoints: (ready: number, all: number) => string;
  readonly noEndpoints: string;
  readonly revision: string;
  readonly selector: string;
  readonly ports: string;
  readonly owner: string;
  /** What it says of itself, where it does not get on. */
  readonly says: string;
  readonly whyMoving: (missing: number) => string;
  readonly whyServed: (ready: number) => string;
  readonly whyRefused: string;
}

export const workloadTexts: Spoken<WorkloadTexts> = {
  en: {
    workloads: "Workloads",
    services: "Services",
    states: { settled: "all that it wants is there", moving: "on its way", stuck: "does not get on", paused: "paused", empty: "wants no Pod", complete: "complete", failed: "failed", leaving: "is being deleted" },
    endpointStates: { ready: "requests go there", notReady: "left out: not ready", terminating: "on its way out" },
    name: (kind, name, state) => `${kind} ${name}, ${state}`,
    tabs: "About this object",
    controls: "Controls",
    endpoints: (ready, all) => `${ready} of ${all} endpoints ready`,
    noEndpoints: "No Pod stands behind it.",
    revision: "revision",
    selector: "Selector",
    ports: "Ports",
    owner: "Controlled by",
    says: "What it says",
    whyMoving: (missing) => (missing > 0 ? `${missing === 1 ? "One Pod that it wants is" : `${missing} Pods that it wants are`} not available yet. What holds ${missing === 1 ? "it" : "them"} up stands at the Pods:` : "It has the Pods that it wants; old ones still have to go."),
    whyServed: (ready) => (ready === 1 ? "Requests go to one Pod." : `Requests are spread over ${ready} Pods.`),
    whyRefused: "No endpoint is ready: requests to it are refused.",
  },
  zh: {
    workloads: "工作负载",
    services: "Service",
    states: { settled: "要的都已就位", moving: "进行中", stuck: "停滞不前", paused: "已暂停", empty: "不要任何 Pod", complete: "已完成", failed: "已失败", leaving: "正在删除" },
    endpointStates: { ready: "请求会发往这里", notReady: "未就绪，不接收请求", terminating: "正在退出" },
    name: (kind, name, state) => `${kind} ${name}，${state}`,
    tabs: "关于此对象",
    controls: "控制的对象",
    endpoints: (ready, all) => `${all} 个端点中 ${ready} 个就绪`,
    noEndpoints: "后面没有 Pod。",
    revision: "版本",
    selector: "选择器",
    ports: "端口",
    owner: "控制者",
    says: "它自己的说法",
    whyMoving: (missing) => (missing > 0 ? `还有 ${missing} 个 Pod 不可用。卡在哪里，看这些 Pod：` : "要的 Pod 都有了，旧的还没走完。"),
    whyServed: (ready) => `请求分给 ${ready} 个 Pod。`,
    whyRefused: "没有就绪的端点，发来的请求会被拒绝。",
  },
};
