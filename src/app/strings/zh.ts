import type { Strings } from "./en.ts";

export const zh = {
  tagline: "玻璃下的 Kubernetes 集群",
  manifest: {
    title: "清单",
    hint: "与 kubectl apply 相同的 YAML，也可以是完整的场景 (kubarium.dev/v1)。",
    apply: "应用",
    restart: "重新开始",
  },
  time: {
    play: "播放",
    pause: "暂停",
    speed: "速度",
    now: "虚拟时间",
    reached: (speed) => `实际速度：${speed}`,
  },
  pods: "Pod",
  events: "事件",
  command: { title: "上一条命令", none: "还没有执行命令。", running: "仍在运行", exitCode: (code) => `退出码 ${code}` },
  opening: "正在打开集群…",
  fault: (component, key, time) => `引擎在 ${time} 停于 ${component} (${key})。你的内容没有丢失，可以重新开始。`,
  unreadable: "无法读取这个场景：",
  language: "English",
  disclaimer: "对 Kubernetes v1.36 的模拟，与 CNCF 无关联。",
  licences: "许可证",
} satisfies Strings;
