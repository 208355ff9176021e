import type { Spoken } from "./language.ts";

interface CanvasTexts {
  readonly figure: string;
  readonly controlPlane: string;
  readonly plate: string;
  readonly apiServer: (watches: number) => string;
  /** What the control plane's boxes open. */
  readonly path: string;
  readonly etcd: (revision: number) => string;
  readonly scheduler: (unschedulable: number) => string;
  readonly controllers: (keys: number) => string;
  readonly kubectl: string;
  readonly node: (name: string, status: string, pods: number) => string;
  readonly pods: (count: number) => string;
  readonly lost: string;
  readonly noNode: string;
  readonly trayEmpty: string;
  readonly moreWait: (count: number) => string;
  readonly asks: (amounts: string) => string;
  readonly free: (cpu: string, memory: string) => string;
  readonly requested: string;
  readonly used: string;
  readonly allocatable: string;
  readonly memory: string;
  readonly podsWord: string;
  readonly backOff: (left: string) => string;
  readonly grace: (left: string) => string;
  readonly restarts: (count: number) => string;
  readonly detail: string;
  readonly detailOf: (pod: string) => string;
  readonly detailHint: string;
  readonly closeDetail: string;
  readonly fit: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly scale: string;
  readonly dots: string;
  readonly capsules: string;
  readonly section: string;
  readonly find: string;
  readonly findBy: string;
  readonly closeFind: string;
  readonly next: string;
  readonly previous: string;
  readonly match: (at: number, of: number) => string;
  readonly noMatch: string;
  readonly showing: (some: number, all: number) => string;
  readonly asList: string;
  readonly asPlate: string;
  readonly legend: string;
  readonly relations: string;
  readonly groupBy: string;
  readonly byNode: string;
  readonly byOwner: string;
  readonly byNamespace: string;
  readonly byLabel: (key: string) => string;
  readonly group: (name: string, pods: number) => string;
  readonly ungrouped: (key: string) => string;
  readonly notReady: (count: number) => string;
  readonly standOut: (some: number, all: number) => string;
  readonly keys: string;
  readonly emptyCluster: string;
}

export const canvasTexts: Spoken<CanvasTexts> = {
  en: {
    figure: "Fig. 1",
    controlPlane: "control plane",
    plate: "The cluster, drawn",
    apiServer: (watches) => `6443 · ${watches} watch`,
    path: "From apply to Running",
    etcd: (revision) => `rev ${revision}`,
    scheduler: (unschedulable) => (unschedulable === 0 ? "all placed" : `${unschedulable} unschedulable`),
    controllers: (keys) => (keys === 0 ? "idle" : `${keys} under way`),
    kubectl: "kubectl",
    node: (name, status, pods) => `Node ${name}, ${status}, ${pods} ${pods === 1 ? "Pod" : "Pods"}`,
    pods: (count) => `${count} ${count === 1 ? "pod" : "pods"}`,
    lost: "not heard from",
    noNode: "no node",
    trayEmpty: "Every Pod has a node.",
    moreWait: (count) => `and ${count} more`,
    asks: (amounts) => `asks ${amounts}`,
    free: (cpu, memory) => `${cpu} cpu and ${memory} free`,
    requested: "requested",
    used: "used",
    allocatable: "allocatable",
    memory: "memory",
    podsWord: "pods",
    backOff: (left) => `back-off ${left}`,
    grace: (left) => `grace ${left}`,
    restarts: (count) => `${count} ${count === 1 ? "restart" : "restarts"}`,
    detail: "Detail A",
    detailOf: (pod) => `sandbox of ${pod}, cut open`,
    detailHint: "Choose a Pod, and it opens here: its pause container, its namespaces, its containers and probes.",
    closeDetail: "Close the detail",
    fit: "Fit all (F)",
    zoomIn: "Nearer",
    zoomOut: "Farther",
    scale: "Scale",
    dots: "dots",
    capsules: "capsules",
    section: "section",
    find: "Find (/)",
    findBy: "name, label or status",
    closeFind: "Close the search",
    next: "Next match",
    previous: "Match before",
    match: (at, of) => `${at} of ${of}`,
    noMatch: "no match",
    showing: (some, all) => `${some} of ${all} pods in view`,
    asList: "Pods as a list",
    asPlate: "Back to the drawing",
    legend: "Legend",
    relations: "Leaders of all workloads and Services, to the rims of the tanks",
    groupBy: "What Pods stand together by",
    byNode: "by node",
    byOwner: "by owner",
    byNamespace: "by namespace",
    byLabel: (key) => `by label ${key}`,
    group: (name, pods) => `${name}, ${pods} ${pods === 1 ? "Pod" : "Pods"}`,
    ungrouped: (key) => (key === "" ? "without an owner" : `without ${key}`),
    notReady: (count) => `${count} not ready`,
    standOut: (some, all) => `${some} of ${all} pods match`,
    keys: "Arrow keys walk nodes and Pods, Enter opens, Escape goes back, slash finds, F fits all.",
    emptyCluster: "No nodes yet.",
  },
  zh: {
    figure: "图 1",
    controlPlane: "控制平面",
    plate: "集群图版",
    apiServer: (watches) => `6443 · ${watches} watch`,
    path: "从 apply 到 Running",
    etcd: (revision) => `rev ${revision}`,
    scheduler: (unschedulable) => (unschedulable === 0 ? "均已调度" : `${unschedulable} 个无法调度`),
    controllers: (keys) => (keys === 0 ? "空闲" : `${keys} 项处理中`),
    kubectl: "kubectl",
    node: (name, status, pods) => `节点 ${name}，${status}，${pods} 个 Pod`,
    pods: (count) => `${count} 个 Pod`,
    lost: "失去联系",
    noNode: "无节点",
    trayEmpty: "所有 Pod 都有节点。",
    moreWait: (count) => `另有 ${count} 个`,
    asks: (amounts) => `请求 ${amounts}`,
    free: (cpu, memory) => `空闲 cpu ${cpu}、内存 ${memory}`,
    requested: "已请求",
    used: "已使用",
    allocatable: "可分配",
    memory: "内存",
    podsWord: "Pod 数",
    backOff: (left) => `退避 ${left}`,
    grace: (left) => `宽限 ${left}`,
    restarts: (count) => `重启 ${count} 次`,
    detail: "局部 A",
    detailOf: (pod) => `${pod} 沙箱剖视`,
    detailHint: "选一个 Pod，在这里剖开看：pause 容器、Linux 命名空间、容器和探针。",
    closeDetail: "关闭局部图",
    fit: "显示全部 (F)",
    zoomIn: "放大",
    zoomOut: "缩小",
    scale: "比例",
    dots: "点",
    capsules: "胶囊",
    section: "剖面",
    find: "查找 (/)",
    findBy: "名称、标签或状态",
    closeFind: "关闭查找",
    next: "下一个",
    previous: "上一个",
    match: (at, of) => `第 ${at} 个，共 ${of} 个`,
    noMatch: "没有匹配",
    showing: (some, all) => `视野内 ${some} / ${all} 个 Pod`,
    asList: "以列表显示 Pod",
    asPlate: "返回图版",
    legend: "图例",
    relations: "画出所有工作负载和 Service 的引线（到节点边缘为止）",
    groupBy: "Pod 的分组方式",
    byNode: "按节点",
    byOwner: "按所有者",
    byNamespace: "按命名空间",
    byLabel: (key) => `按标签 ${key}`,
    group: (name, pods) => `${name}，${pods} 个 Pod`,
    ungrouped: (key) => (key === "" ? "没有所有者" : `没有 ${key}`),
    notReady: (count) => `${count} 个未就绪`,
    standOut: (some, all) => `${all} 个 Pod 中 ${some} 个匹配`,
    keys: "方向键在节点和 Pod 之间移动，Enter 打开，Escape 返回，斜杠查找，F 显示全部。",
    emptyCluster: "还没有节点。",
  },
};
