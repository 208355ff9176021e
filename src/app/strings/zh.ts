import type { Strings } from "./en.ts";

export const zh = {
  tagline: "玻璃下的 Kubernetes 集群",
  manifest: {
    title: "清单",
    hint: "与 kubectl apply 相同的 YAML，也可以是完整的场景 (kubarium.dev/v1)。按 Ctrl+Enter 应用。",
    apply: "应用",
    restart: "重新开始",
  },
  time: {
    play: "播放",
    pause: "暂停",
    speed: "速度",
    now: "虚拟时间",
    stopped: { fault: "已停止", silence: "无响应" },
    reached: (speed) => `实际速度：${speed}`,
  },
  pods: "Pod",
  events: "事件",
  command: {
    title: "上一条命令",
    none: "还没有执行命令。",
    running: "仍在运行",
    exitCode: (code) => `退出码 ${code}`,
    line: "命令行",
    hint: "按 Enter 执行，用上下方向键找回之前的命令。",
    busy: (line) => `“${line}”正在运行，现在输入的命令会等它结束；按 Ctrl+C 可以中断。`,
    interrupt: "中断",
  },
  opening: "正在打开集群…",
  asOf: (time, stop) => (stop === "fault" ? `停在 ${time}` : `${time} 之后没有响应`),
  fault: (component, key, time) =>
    `引擎${time === undefined ? "" : `在 ${time} `}停于 ${component}${key === "" ? "" : ` (${key})`}。你的内容没有丢失，可以重新开始。`,
  silent: "集群已有三秒没有响应：某一步耗时很长，或者不会结束。下面是它最后的样子，你的内容没有丢失。可以再等等，也可以重新开始。",
  refused: (what, stop) => `${stop === "fault" ? "这个集群已经停止" : "集群没有响应"}，${what === "apply" ? "清单没有应用" : "命令没有执行"}。`,
  afresh: { apply: "重新开始并应用", line: "重新开始并执行" },
  unreadable: "无法读取这个场景：",
  language: "English",
  disclaimer: "对 Kubernetes v1.36 的模拟，与 CNCF 无关联。",
  licences: "许可证",
} satisfies Strings;
