import type { Spoken } from "./language.ts";

interface PlateHintTexts {
  readonly onTheWay: string;
  readonly more: (count: number) => string;
  readonly stations: Readonly<Record<"kube-apiserver" | "etcd" | "kube-scheduler" | "kube-controller-manager" | "workstation", string>>;
  readonly kubelet: (node: string) => string;
  readonly choose: string;
  readonly cutOpen: (pod: string) => string;
}

const stations = { "kube-apiserver": "API server", etcd: "etcd", "kube-scheduler": "scheduler", "kube-controller-manager": "controller-manager", workstation: "kubectl" } as const;

export const plateHintTexts: Spoken<PlateHintTexts> = {
  en: {
    onTheWay: "Messages on their way",
    more: (count) => `and ${count} more`,
    stations,
    kubelet: (node) => `kubelet of ${node}`,
    choose: "Choose a Pod; Enter or a double click cuts it open.",
    cutOpen: (pod) => `Cut ${pod} open`,
  },
  zh: {
    onTheWay: "途中的消息",
    more: (count) => `另有 ${count} 条`,
    stations,
    kubelet: (node) => `${node} 的 kubelet`,
    choose: "选一个 Pod，按 Enter 或双击即可剖开。",
    cutOpen: (pod) => `剖开 ${pod}`,
  },
};
