import type { Spoken } from "./language.ts";

/** A line or a shape of the plate. */
export type Drawn = "solid" | "dashed" | "net" | "ipc" | "uts" | "pipe" | "message" | "cut" | "work" | "ahead" | "balloon" | "leader";

interface LegendTexts {
  readonly title: string;
  readonly aside: string;
  readonly close: string;
  /** The rules that every glyph keeps. */
  readonly rules: Readonly<Record<"round" | "square" | "solid" | "dashed" | "dots" | "arc", readonly [shape: string, says: string]>>;
  readonly sections: { readonly pods: string; readonly steps: string; readonly containers: string; readonly probes: string; readonly nodes: string; readonly lines: string };
  /** How many pods are in a state, at the moment that is looked at. */
  readonly now: (count: number) => string;
  readonly sizes: string;
  readonly lines: Readonly<Record<Drawn, string>>;
}

export const legendTexts: Spoken<LegendTexts> = {
  en: {
    title: "Legend",
    aside: "what the drawing says",
    close: "Close the legend",
    rules: {
      round: ["Round", "on its way, or well"],
      square: ["Square", "broken"],
      solid: ["Solid", "serving"],
      dashed: ["Dashed", "no process behind it"],
      dots: ["Fine dots", "nothing heard"],
      arc: ["Outer arc", "a clock is running"],
    },
    sections: { pods: "Pods", steps: "ContainerCreating, step by step", containers: "Containers", probes: "Probes", nodes: "Nodes", lines: "Lines" },
    now: (count) => `${count} now`,
    sizes: "Each Pod as it is in the section, on a capsule and as a far dot.",
    lines: {
      solid: "is there",
      dashed: "planned, or nothing behind it",
      net: "shared net namespace",
      ipc: "shared ipc namespace",
      uts: "shared uts namespace",
      pipe: "pipe that carries requests",
      message: "message on its way",
      cut: "matter cut open: pause",
      work: "work under way: a pull",
      ahead: "time that has not come yet",
      balloon: "step of “why?”: 1 is what you see",
      leader: "where a detail comes from",
    },
  },
  zh: {
    title: "图例",
    aside: "图上画的是什么",
    close: "关闭图例",
    rules: {
      round: ["圆", "正常，或进行中"],
      square: ["方", "坏了"],
      solid: ["实心", "正在服务"],
      dashed: ["虚线", "背后没有进程"],
      dots: ["细点", "没有消息"],
      arc: ["外圈弧线", "正在计时"],
    },
    sections: { pods: "Pod", steps: "ContainerCreating 的各个步骤", containers: "容器", probes: "探针", nodes: "节点", lines: "线条" },
    now: (count) => `现有 ${count} 个`,
    sizes: "每种 Pod 依次为：剖面中、胶囊上、远看的点。",
    lines: {
      solid: "已存在",
      dashed: "计划中，或背后什么也没有",
      net: "共享的 net 命名空间 (Linux)",
      ipc: "共享的 ipc 命名空间 (Linux)",
      uts: "共享的 uts 命名空间 (Linux)",
      pipe: "传递请求的管道",
      message: "途中的消息",
      cut: "剖开的实体：pause",
      work: "进行中的工作：拉取镜像",
      ahead: "还没到的时间",
      balloon: "“为什么”的一步：1 是眼前所见",
      leader: "局部图从哪里来",
    },
  },
};
