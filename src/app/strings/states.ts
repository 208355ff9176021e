import type { NodeGlyph, PodGlyph, StepName } from "../../graph/model.ts";
import type { ContainerState } from "../glyphs/container-shapes.ts";
import type { ProbeState } from "../glyphs/probe-shapes.ts";
import type { Spoken } from "./language.ts";

/** What each state of the glyph grammar means, in a few words: for hover cards, lists, legends and screen readers. */
interface StateTexts {
  readonly pods: Readonly<Record<PodGlyph, string>>;
  readonly initDone: (done: number, of: number) => string;
  readonly containers: Readonly<Record<ContainerState, string>>;
  readonly probes: Readonly<Record<ProbeState, string>>;
  readonly nodes: Readonly<Record<NodeGlyph, string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  /** What a step has done, where nothing more exact (a node, an address, an image) is known. */
  readonly stepsDone: Readonly<Record<StepName, string>>;
}

export const stateTexts: Spoken<StateTexts> = {
  en: {
    pods: {
      pending: "no node yet",
      gated: "held by a gate",
      creating: "on a node, being made",
      init: "init containers at work",
      initializing: "init done, app starting",
      notReady: "not ready: no traffic",
      ready: "ready: serving",
      completed: "ended with 0",
      terminating: "TERM sent, grace running",
      unknown: "node lost, no news",
      error: "ended, not with 0",
      crashLoop: "waiting to restart",
      imagePull: "waiting to pull again",
      oomKilled: "over its memory limit",
      evicted: "put out by its node",
    },
    initDone: (done, of) => `${done} of ${of} init steps done`,
    containers: {
      waiting: "not started",
      pulling: "image on its way",
      refused: "cannot be made",
      backOff: "waiting to restart",
      imageBackOff: "waiting to pull again",
      running: "process alive",
      stopping: "TERM sent, grace running",
      completed: "ended with 0",
      failed: "ended, not with 0",
    },
    probes: {
      off: "no container to ask",
      delay: "not begun",
      gated: "startup first",
      passing: "passing",
      failing: "failing",
      failed: "threshold reached",
      unknown: "no verdict",
    },
    nodes: { ready: "lease fresh", cordoned: "takes no new pods", pressure: "short of room", notReady: "kubelet says so", lost: "lease ran out" },
    steps: { schedule: "schedule", volumes: "volumes", sandbox: "sandbox", address: "address", pull: "pull", create: "create", start: "start" },
    stepsDone: { schedule: "bound to a node", volumes: "mounted", sandbox: "pause is up", address: "given", pull: "image is here", create: "created", start: "started" },
  },
  zh: {
    pods: {
      pending: "还没有节点",
      gated: "被调度门拦住",
      creating: "已到节点，正在创建",
      init: "Init 容器运行中",
      initializing: "Init 完成，应用启动中",
      notReady: "未就绪，不接流量",
      ready: "就绪，正在服务",
      completed: "已结束，退出码 0",
      terminating: "已发 TERM，宽限期中",
      unknown: "节点失联，没有消息",
      error: "已结束，退出码非 0",
      crashLoop: "退避等待，然后重启",
      imagePull: "退避等待，然后重新拉取",
      oomKilled: "超出内存上限",
      evicted: "被节点驱逐",
    },
    initDone: (done, of) => `Init 步骤已完成 ${done} / ${of}`,
    containers: {
      waiting: "尚未启动",
      pulling: "正在拉取镜像",
      refused: "无法创建",
      backOff: "退避等待，然后重启",
      imageBackOff: "退避等待，然后重新拉取",
      running: "进程存活",
      stopping: "已发 TERM，宽限期中",
      completed: "已结束，退出码 0",
      failed: "已结束，退出码非 0",
    },
    probes: {
      off: "没有可探测的容器",
      delay: "尚未开始",
      gated: "先等启动探针",
      passing: "通过",
      failing: "失败中",
      failed: "已达阈值",
      unknown: "没有结论",
    },
    nodes: { ready: "租约有效", cordoned: "不接新的 Pod", pressure: "资源吃紧", notReady: "kubelet 自报未就绪", lost: "租约已过期" },
    steps: { schedule: "调度", volumes: "卷", sandbox: "沙箱", address: "地址", pull: "拉取", create: "创建", start: "启动" },
    stepsDone: { schedule: "已绑定节点", volumes: "已挂载", sandbox: "pause 已启动", address: "已分配", pull: "镜像已就位", create: "已创建", start: "已启动" },
  },
};
