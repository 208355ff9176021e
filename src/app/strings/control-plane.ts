import type { PathLane, PodPath } from "../../worker/protocol.ts";
import type { Spoken } from "./language.ts";

interface ControlPlaneTexts {
  readonly title: string;
  readonly pod: string;
  readonly seek: string;
  readonly showing: (some: number, all: number) => string;
  readonly found: (count: number) => string;
  readonly close: string;
  readonly none: string;
  readonly notRemembered: string;
  readonly beheaded: string;
  readonly ends: Readonly<Record<PodPath["end"], string>>;
  readonly lanes: Readonly<Record<PathLane, string>>;
  readonly lanesShort: Readonly<Record<PathLane, string>>;
  readonly stepsName: string;
  /** The ten, in order. */
  readonly steps: readonly string[];
  readonly step: (numbers: string) => string;
  readonly beside: string;
  readonly previous: string;
  readonly next: string;
  readonly withEvents: string;
  readonly messages: string;
  readonly detail: string;
  readonly keys: string;
  readonly count: (at: number, of: number) => string;
  readonly at: string;
  readonly who: string;
  readonly because: string;
  readonly told: string;
  readonly root: string;
  readonly lookAt: (time: string) => string;
  /** A message in words. */
  readonly says: (number: number, time: string, from: string, to: string, what: string) => string;
  readonly itself: (lane: string, what: string) => string;
  readonly what: Readonly<Record<"input" | "request" | "response" | "store" | "watch" | "verdict" | "sync" | "cri" | "pulled" | "probe", string>>;
  readonly changes: (object: string, revision: number) => string;
  readonly created: (object: string, revision: number) => string;
  readonly deleted: (object: string, revision: number) => string;
  readonly writer: (manager: string, how: string) => string;
  readonly noWriter: string;
  readonly noWrite: string;
  readonly tells: (number: number) => string;
  readonly nothing: string;
  readonly groups: Readonly<Record<"metadata" | "spec" | "status" | "other", string>>;
  readonly fields: (count: number) => string;
}

const en: ControlPlaneTexts = {
  title: "From apply to Running",
  pod: "Pod",
  seek: "Find a Pod",
  showing: (some, all) => `${some} of ${all.toLocaleString("en")}`,
  found: (count) => `${count} found`,
  close: "Put the sheet away",
  none: "No pod yet. Apply a manifest.",
  notRemembered: "It is too long ago: neither the journal nor etcd's history has it any more.",
  beheaded: "How it began is too long ago: neither the journal nor etcd's history has it any more.",
  ends: { ready: "to Ready", running: "Running, not Ready so far", over: "to its end", gone: "until it was deleted", underWay: "as far as it has come" },
  lanes: { client: "client", api: "API server", etcd: "etcd", scheduler: "scheduler", controllers: "controllers", kubelet: "kubelet", runtime: "runtime" },
  lanesShort: { client: "client", api: "API", etcd: "etcd", scheduler: "sched.", controllers: "contr.", kubelet: "kubelet", runtime: "runtime" },
  stepsName: "The ten steps",
  steps: [
    "A client sends the object to the API server",
    "It is written to etcd, and only then confirmed",
    "The write is reflected: a watch event",
    "All who watch are told; nobody polls",
    "The scheduler sees a Pod without a node, and chooses one",
    "It writes the binding to the API server",
    "The binding is stored, and reflected to that node's kubelet",
    "The kubelet has the runtime start it, and reports its status",
    "The status is stored in etcd",
    "The kubelet's write is answered: that is all, nothing is pushed",
  ],
  step: (numbers) => `Step ${numbers}`,
  beside: "Beside the ten steps: an Event",
  previous: "Previous message",
  next: "Next message",
  withEvents: "Events too",
  messages: "Messages",
  detail: "The message",
  keys: "Arrow keys go from message to message; the clock goes along.",
  count: (at, of) => `${at} of ${of}`,
  at: "at",
  who: "Who",
  because: "Because of",
  told: "Told",
  root: "what a person did",
  lookAt: (time) => `Look at ${time}`,
  says: (number, time, from, to, what) => `${number}. ${time}, ${from} to ${to}: ${what}`,
  itself: (lane, what) => `${lane}: ${what}`,
  what: { input: "typed", request: "request", response: "answer", store: "write", watch: "watch event", verdict: "decision", sync: "decision", cri: "call of the runtime", pulled: "image", probe: "verdict of a probe" },
  changes: (object, revision) => `${object}, revision ${revision}: what this write changed`,
  created: (object, revision) => `${object}, revision ${revision}: created`,
  deleted: (object, revision) => `${object}, revision ${revision}: deleted`,
  writer: (manager, how) => `written by ${manager}${how}`,
  noWriter: "its writer's entry in managedFields stays as it was",
  noWrite: "No object is changed by this message.",
  tells: (number) => `It tells of the write of message ${number}.`,
  nothing: "Nothing but its revision.",
  groups: { metadata: "metadata", spec: "spec", status: "status", other: "object" },
  fields: (count) => (count === 1 ? "1 field" : `${count} fields`),
};

const zh: ControlPlaneTexts = {
  title: "从 apply 到 Running",
  pod: "Pod",
  seek: "查找 Pod",
  showing: (some, all) => `${all.toLocaleString("en")} 个中的 ${some} 个`,
  found: (count) => `找到 ${count} 个`,
  close: "收起",
  none: "还没有 Pod。请应用一份清单。",
  notRemembered: "时间太久：日志与 etcd 的历史里都已没有它。",
  beheaded: "它的开头时间太久：日志与 etcd 的历史里都已没有。",
  ends: { ready: "直到 Ready", running: "Running，尚未 Ready", over: "直到结束", gone: "直到被删除", underWay: "到目前为止" },
  lanes: { client: "客户端", api: "API server", etcd: "etcd", scheduler: "scheduler", controllers: "controllers", kubelet: "kubelet", runtime: "运行时" },
  lanesShort: { client: "客户端", api: "API", etcd: "etcd", scheduler: "sched.", controllers: "contr.", kubelet: "kubelet", runtime: "运行时" },
  stepsName: "十个步骤",
  steps: [
    "客户端把对象发给 API server",
    "先写入 etcd，然后才确认",
    "写入被反映出来：一个 watch 事件",
    "所有 watch 者得到通知；没有人轮询",
    "scheduler 看到没有节点的 Pod，选定一个",
    "它把绑定写给 API server",
    "绑定被存储，并反映给该节点的 kubelet",
    "kubelet 让运行时启动它，并上报状态",
    "状态存入 etcd",
    "kubelet 的写入得到应答：仅此而已，没有别的推送",
  ],
  step: (numbers) => `步骤 ${numbers}`,
  beside: "十步之外：一个 Event",
  previous: "上一条消息",
  next: "下一条消息",
  withEvents: "包括 Event",
  messages: "消息",
  detail: "这条消息",
  keys: "方向键逐条查看消息，时钟随之而动。",
  count: (at, of) => `${at} / ${of}`,
  at: "时刻",
  who: "发起者",
  because: "起因",
  told: "通知",
  root: "人的操作",
  lookAt: (time) => `查看 ${time}`,
  says: (number, time, from, to, what) => `${number}. ${time}，${from} 到 ${to}：${what}`,
  itself: (lane, what) => `${lane}：${what}`,
  what: { input: "输入", request: "请求", response: "应答", store: "写入", watch: "watch 事件", verdict: "决定", sync: "决定", cri: "调用运行时", pulled: "镜像", probe: "探针结论" },
  changes: (object, revision) => `${object}，revision ${revision}：这次写入改了什么`,
  created: (object, revision) => `${object}，revision ${revision}：创建`,
  deleted: (object, revision) => `${object}，revision ${revision}：删除`,
  writer: (manager, how) => `由 ${manager}${how} 写入`,
  noWriter: "managedFields 中写入者的条目没有变化",
  noWrite: "这条消息不改变任何对象。",
  tells: (number) => `它通知的是第 ${number} 条消息的写入。`,
  nothing: "只有 revision 变了。",
  groups: { metadata: "metadata", spec: "spec", status: "status", other: "object" },
  fields: (count) => `${count} 个字段`,
};

export const controlPlaneTexts: Spoken<ControlPlaneTexts> = { en, zh };
