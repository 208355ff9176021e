import type { Spoken } from "./language.ts";

interface AboutTexts {
  readonly tagline: string;
  readonly paragraphs: readonly string[];
  readonly version: string;
  readonly licence: string;
  readonly notices: string;
  readonly limits: string;
  readonly limitsIntro: (count: number) => string;
  /** Parts of the cluster, in which the sentences stand. */
  readonly areas: Readonly<Record<"applets" | "shell" | "processes" | "images" | "kubelet" | "network" | "scheduler" | "controllers" | "apiserver" | "kubectl" | "page", string>>;
  readonly close: string;
}

export const aboutTexts: Spoken<AboutTexts> = {
  en: {
    tagline: "a Kubernetes cluster under glass",
    paragraphs: [
      "Everything you see is a simulation that runs in this tab: API server, scheduler, controllers, kubelets, containers and the shells in them, on a clock of its own. Nothing that you type leaves your browser, unless you share a link.",
      "It follows Kubernetes v1.36 to the word and to the second, as compared with recordings of a real cluster. The same files, seed and commands give the same run, on every machine. What is not simulated says so where you typed it.",
      "Kubarium is not affiliated with the CNCF. Kubernetes is a trademark of The Linux Foundation.",
    ],
    version: "Version",
    licence: "Licence",
    notices: "licences of what is in it",
    limits: "What an engineer may not trust",
    limitsIntro: (count) => `Learn from it, and measure your own cluster. These ${count} sentences are read from the code: each stands beside what it is about.`,
    areas: {
      applets: "Tools in containers, on nodes and on the workstation",
      shell: "The shell",
      processes: "Processes, files and memory",
      images: "Images, and what runs in them",
      kubelet: "Kubelet, container runtime and volumes",
      network: "Network",
      scheduler: "Scheduling",
      controllers: "Controllers and Events",
      apiserver: "API server",
      kubectl: "kubectl",
      page: "The picture, and scenarios",
    },
    close: "Close",
  },
  zh: {
    tagline: "玻璃下的 Kubernetes 集群",
    paragraphs: [
      "你看到的一切都是在这个标签页里运行的模拟：API server、调度器、控制器、kubelet、容器和其中的 shell，有自己的时钟。除非你分享链接，否则输入的内容不会离开浏览器。",
      "行为以 Kubernetes v1.36 为准，措辞一致，时间精确到秒，并与真实集群的记录逐条对照。相同的文件、种子和命令，在任何机器上都得到相同的结果。没有模拟的内容，会在你写下的地方标出来。",
      "Kubarium 与 CNCF 无关联。Kubernetes 是 The Linux Foundation 的商标。",
    ],
    version: "版本",
    licence: "许可证",
    notices: "所用软件的许可证",
    limits: "工程师不能轻信之处",
    limitsIntro: (count) => `可以用它学习，但数据要在自己的集群上测。下面 ${count} 句直接取自代码注释，每一句都写在它所说明的代码旁边（英文原文）。`,
    areas: {
      applets: "容器、节点和工作站上的工具",
      shell: "Shell",
      processes: "进程、文件与内存",
      images: "镜像与其中运行的程序",
      kubelet: "kubelet、容器运行时与卷",
      network: "网络",
      scheduler: "调度",
      controllers: "控制器与事件",
      apiserver: "API server",
      kubectl: "kubectl",
      page: "图与场景",
    },
    close: "关闭",
  },
};
