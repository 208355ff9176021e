import type { Clock, LinuxNamespace, NamespaceView, ProbeType } from "../../graph/model.ts";
import type { InspectorTab } from "../state/selection.ts";
import type { Spoken } from "./language.ts";

interface InspectorTexts {
  readonly tabs: Readonly<Record<InspectorTab, string>>;
  readonly tabsName: string;
  readonly cluster: string;
  readonly wholePod: string;
  readonly containers: string;
  readonly noNode: string;
  /** What a running clock counts down to. */
  readonly clocks: Readonly<Record<Clock["what"] | "stop" | "preStop", string>>;
  readonly due: string;
  readonly asking: string;
  readonly noAnswer: string;
  readonly gone: string;
  readonly why: {
    readonly none: string;
    readonly lookAt: (time: string) => string;
    readonly step: (number: number) => string;
    readonly held: (time: string) => string;
    readonly askAgain: string;
    readonly openLine: string;
  };
  readonly events: { readonly title: string; readonly none: string; readonly earlier: (count: number, first: string) => string; readonly times: (count: number) => string; readonly warning: string; readonly normal: string; readonly lookAt: (time: string) => string; readonly from: (source: string, first: string) => string };
  readonly yaml: { readonly spec: string; readonly specSays: string; readonly status: string; readonly statusSays: string; readonly managedFields: string; readonly copy: string; readonly copied: string };
  readonly logs: { readonly container: string; readonly previous: string; readonly none: string; readonly name: (container: string) => string };
  readonly probes: {
    readonly none: string;
    readonly name: (type: ProbeType) => string;
    readonly figures: { readonly delay: string; readonly period: string; readonly timeout: string; readonly success: string; readonly failure: string };
    /** `of` = how many it takes; 0 = it does not matter any more. */
    readonly inARow: (count: number, of: number, result: string) => string;
    readonly results: Readonly<Record<"success" | "failure" | "unknown", string>>;
    readonly asked: (ago: string) => string;
    readonly next: (rest: string) => string;
    readonly onHold: string;
    readonly history: string;
    readonly oscilloscope: string;
    readonly seconds: (value: number) => string;
  };
  readonly namespaces: {
    readonly title: string;
    readonly columns: { readonly name: string; readonly scope: string; readonly field: string };
    readonly scopes: Readonly<Record<NamespaceView["scope"], string>>;
    readonly unwritten: string;
    readonly choose: string;
    readonly cgroups: { readonly title: string; readonly of: string; readonly pod: string; readonly says: string };
    readonly says: Readonly<Record<LinuxNamespace, Readonly<Record<NamespaceView["scope"], string>>>>;
  };
  readonly summary: {
    readonly identity: string;
    readonly conditions: string;
    readonly since: string;
    readonly steps: string;
    readonly path: string;
    readonly volumes: string;
    readonly namespace: string;
    readonly node: string;
    readonly address: string;
    readonly owner: string;
    readonly labels: string;
    readonly created: string;
    readonly none: string;
    readonly image: string;
    readonly assumed: string;
    readonly state: string;
    readonly last: string;
    readonly ports: string;
    readonly mounts: string;
    readonly limits: string;
    readonly readOnly: string;
    readonly exit: (code: number) => string;
    readonly notMounted: string;
    readonly requests: string;
  };
  readonly node: { readonly allocatable: string; readonly requested: string; readonly used: string; readonly of: (part: string, whole: string) => string; readonly taints: string; readonly images: string; readonly pods: (count: number) => string; readonly memory: string; readonly podsWord: string; readonly address: string; readonly podCIDR: string; readonly version: string; readonly commands: string };
  readonly all: { readonly trouble: string; readonly noTrouble: string; readonly states: string; readonly pods: (count: number) => string; readonly more: (count: number) => string; readonly everything: string; readonly only: (status: string) => string; readonly empty: string; readonly podName: (name: string, status: string, ready: string, restarts: number) => string; readonly nodes: string };
}


const en: InspectorTexts = {
  tabs: { why: "Why", summary: "Summary", events: "Events", yaml: "YAML", logs: "Logs", probes: "Probes", namespaces: "Namespaces" },
  tabsName: "About this pod",
  cluster: "All pods",
  wholePod: "pod",
  containers: "Containers",
  noNode: "no node",
  clocks: { grace: "ends in", crashBackoff: "restarts in", imageBackoff: "pulls in", pull: "pulled in", stop: "stops in", preStop: "stops in" },
  due: "due",
  asking: "Asking…",
  noAnswer: "The cluster does not answer now.",
  gone: "It is not there at this moment.",
  why: {
    none: "There is nothing to explain at this moment.",
    lookAt: (time) => `Look at ${time}`,
    step: (number) => `Step ${number}`,
    held: (time) => `As asked at ${time}.`,
    askAgain: "Go back there",
    openLine: "Open the line in the editor",
  },
  events: { title: "Events", none: "No Event is about it.", earlier: (count, first) => `${count} earlier, the first at ${first}`, times: (count) => `×${count}`, warning: "Warning", normal: "Normal", lookAt: (time) => `Look at ${time}`, from: (source, first) => `${source}, first at ${first}` },
  yaml: { spec: "Asked for", specSays: "metadata and spec: what was applied, with the defaults that the API server filled in", status: "Observed", statusSays: "status: what the kubelet and the scheduler report", managedFields: "managedFields", copy: "Copy", copied: "Copied" },
  logs: { container: "Container", previous: "Previous", none: "It has said nothing.", name: (container) => `Log of ${container}` },
  probes: {
    none: "None of its containers has a probe.",
    name: (type) => `${type}Probe`,
    figures: { delay: "initial delay", period: "period", timeout: "timeout", success: "success threshold", failure: "failure threshold" },
    inARow: (count, of, result) => `${count}${of > 0 ? ` of ${of}` : ""} ${result} in a row`,
    results: { success: "passed", failure: "failed", unknown: "without a verdict" },
    asked: (ago) => `asked ${ago} ago`,
    next: (rest) => `next in ${rest}`,
    onHold: "on hold until a new container",
    history: "Last results",
    oscilloscope: "Open the oscilloscope",
    seconds: (value) => `${value} s`,
  },
  namespaces: {
    title: "The eight namespaces of Linux",
    columns: { name: "Namespace", scope: "Held by", field: "Decided by" },
    scopes: { shared: "pod", private: "container", host: "node" },
    unwritten: "not written",
    choose: "Choose a row: the editor shows the field that decides.",
    cgroups: { title: "Control groups", of: "of", pod: "the pod", says: "cpu.weight shares out the CPU among those who compute at the same time; cpu.max and memory.max are limits. The bar is a container’s part of its pod’s weights." },
    says: {
      net: { shared: "All containers have one address and one set of ports; they find each other on localhost.", private: "Each container has an address of its own.", host: "The pod uses the node’s address and ports; no network of its own." },
      ipc: { shared: "Containers see each other’s System V IPC and POSIX queues; /dev/shm is one.", private: "Each container has shared memory of its own.", host: "The pod sees the node’s shared memory and queues." },
      uts: { shared: "All containers have the same host name: the pod’s.", private: "Each container has a host name of its own.", host: "The host name is the node’s." },
      pid: { shared: "pause is PID 1; containers see and can signal each other’s processes.", private: "Each container sees its own processes only, and its first one is PID 1.", host: "Containers see every process of the node." },
      mnt: { shared: "One tree of files for all.", private: "Each container has the files of its image; volumes are what they share.", host: "The node’s files." },
      user: { shared: "User ids are mapped: root in the pod is nobody on the node.", private: "User ids are mapped for each container.", host: "Root in the container is root on the node, held back only by capabilities." },
      cgroup: { shared: "One view of the control groups for all.", private: "Each container sees its own control group as the root.", host: "The container sees the node’s control groups." },
      time: { shared: "One clock offset for all.", private: "Each container has its own clock offset.", host: "Clocks are the node’s: Kubernetes has no field for this one." },
    },
  },
  summary: {
    identity: "Pod", conditions: "Conditions", since: "since", steps: "Steps to Running", path: "From apply to Running", volumes: "Volumes", namespace: "Namespace", node: "Node", address: "IP", owner: "Controlled by", labels: "Labels", created: "Created", none: "none",
    image: "Image", assumed: "behaviour assumed", state: "State", last: "Last state", ports: "Ports", mounts: "Mounts", limits: "Limits", readOnly: "read only", exit: (code) => `exit code ${code}`, notMounted: "not mounted", requests: "Requests",
  },
  node: { allocatable: "Allocatable", requested: "Requested", used: "Used", of: (part, whole) => `${part} of ${whole}`, taints: "Taints", images: "Images", pods: (count) => (count === 1 ? "1 pod" : `${count} pods`), memory: "memory", podsWord: "pods", address: "Address", podCIDR: "Pod addresses", version: "Kubelet", commands: "Type into the terminal" },
  all: { trouble: "Trouble", noTrouble: "Nothing is in trouble.", states: "By state", pods: (count) => (count === 1 ? "1 pod" : `${count} pods`), more: (count) => `Show ${count} more`, everything: "Show all states", only: (status) => `Show only ${status}`, empty: "No pod yet. Apply a manifest.", podName: (name, status, ready, restarts) => `${name}, ${status}, READY ${ready}, RESTARTS ${restarts}`, nodes: "Nodes" },
};

const zh: InspectorTexts = {
  tabs: { why: "为何", summary: "概要", events: "事件", yaml: "YAML", logs: "日志", probes: "探针", namespaces: "命名空间" },
  tabsName: "关于此 Pod",
  cluster: "所有 Pod",
  wholePod: "Pod",
  containers: "容器",
  noNode: "无节点",
  clocks: { grace: "结束倒计时", crashBackoff: "重启倒计时", imageBackoff: "拉取倒计时", pull: "拉取剩余", stop: "停止倒计时", preStop: "停止倒计时" },
  due: "到时",
  asking: "查询中…",
  noAnswer: "集群暂时没有应答。",
  gone: "此刻它并不存在。",
  why: {
    none: "此刻没有需要解释的。",
    lookAt: (time) => `查看 ${time}`,
    step: (number) => `第 ${number} 步`,
    held: (time) => `以 ${time} 为准。`,
    askAgain: "回到那一刻",
    openLine: "在编辑器中打开该行",
  },
  events: { title: "事件", none: "没有与它有关的事件。", earlier: (count, first) => `另有 ${count} 条，最早 ${first}`, times: (count) => `×${count}`, warning: "Warning", normal: "Normal", lookAt: (time) => `查看 ${time}`, from: (source, first) => `${source}，最早 ${first}` },
  yaml: { spec: "期望", specSays: "metadata 与 spec：所应用的内容，以及 API server 补全的默认值", status: "观测", statusSays: "status：由 kubelet 和调度器上报", managedFields: "managedFields", copy: "复制", copied: "已复制" },
  logs: { container: "容器", previous: "上一次", none: "没有输出。", name: (container) => `${container} 的日志` },
  probes: {
    none: "没有容器配置探针。",
    name: (type) => `${type}Probe`,
    figures: { delay: "初始延迟", period: "周期", timeout: "超时", success: "成功阈值", failure: "失败阈值" },
    inARow: (count, of, result) => (of > 0 ? `连续${result} ${count} / ${of}` : `连续${result} ${count} 次`),
    results: { success: "成功", failure: "失败", unknown: "无结论" },
    asked: (ago) => `${ago} 前探测`,
    next: (rest) => `${rest} 后再探测`,
    onHold: "暂停，直到容器重建",
    history: "最近结果",
    oscilloscope: "打开示波器",
    seconds: (value) => `${value} 秒`,
  },
  namespaces: {
    title: "八种 Linux 命名空间",
    columns: { name: "命名空间", scope: "归属", field: "决定字段" },
    scopes: { shared: "Pod", private: "容器", host: "节点" },
    unwritten: "未写明",
    choose: "选择一行，编辑器会标出决定它的字段。",
    cgroups: { title: "控制组", of: "归属", pod: "整个 Pod", says: "cpu.weight 在同时计算者之间分配 CPU；cpu.max 与 memory.max 是上限。横条是该容器在 Pod 各权重中的占比。" },
    says: {
      net: { shared: "所有容器共用一个地址和一组端口，彼此用 localhost 访问。", private: "每个容器有自己的地址。", host: "Pod 使用节点的地址和端口，没有自己的网络。" },
      ipc: { shared: "容器共享 System V IPC 和 POSIX 消息队列，/dev/shm 也是同一个。", private: "每个容器有自己的共享内存。", host: "Pod 能看到节点的共享内存和队列。" },
      uts: { shared: "所有容器的主机名相同，即 Pod 的名字。", private: "每个容器有自己的主机名。", host: "主机名就是节点的主机名。" },
      pid: { shared: "pause 是 1 号进程；容器能看到彼此的进程，也能互发信号。", private: "每个容器只看到自己的进程，其首个进程就是 1 号进程。", host: "容器能看到节点上的所有进程。" },
      mnt: { shared: "所有容器共用一棵文件树。", private: "每个容器有自己镜像的文件，共享的只有卷。", host: "使用节点的文件。" },
      user: { shared: "用户 ID 经过映射：Pod 里的 root 在节点上没有特权。", private: "每个容器的用户 ID 各自映射。", host: "容器里的 root 就是节点的 root，只受 capability 限制。" },
      cgroup: { shared: "所有容器看到同一控制组。", private: "每个容器把自己的控制组看作根。", host: "容器看到节点的控制组。" },
      time: { shared: "所有容器共用时钟偏移。", private: "每个容器有自己的时钟偏移。", host: "时钟就是节点的：Kubernetes 没有对应字段。" },
    },
  },
  summary: {
    identity: "Pod", conditions: "状况", since: "自", steps: "启动步骤", path: "从 apply 到 Running", volumes: "卷", namespace: "命名空间 (Namespace)", node: "节点", address: "IP", owner: "控制者", labels: "标签", created: "创建于", none: "无",
    image: "镜像", assumed: "行为为推定", state: "状态", last: "上次状态", ports: "端口", mounts: "挂载", limits: "限制", readOnly: "只读", exit: (code) => `退出码 ${code}`, notMounted: "未挂载", requests: "请求",
  },
  node: { allocatable: "可分配", requested: "已请求", used: "已使用", of: (part, whole) => `${part} / ${whole}`, taints: "污点", images: "镜像", pods: (count) => `${count} 个 Pod`, memory: "内存", podsWord: "Pod", address: "地址", podCIDR: "Pod 地址段", version: "kubelet", commands: "在终端里输入" },
  all: { trouble: "异常", noTrouble: "一切正常。", states: "按状态", pods: (count) => `${count} 个 Pod`, more: (count) => `再显示 ${count} 个`, everything: "显示所有状态", only: (status) => `只看 ${status}`, empty: "还没有 Pod，先应用一份清单。", podName: (name, status, ready, restarts) => `${name}，${status}，READY ${ready}，RESTARTS ${restarts}`, nodes: "节点" },
};

export const inspectorTexts: Spoken<InspectorTexts> = { en, zh };
