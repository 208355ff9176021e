import type { Spoken } from "./language.ts";

interface ShellTexts {
  readonly tagline: string;
  readonly panels: { readonly editor: string; readonly plate: string; readonly inspector: string; readonly timeline: string; readonly terminal: string };
  readonly sheets: { readonly plate: string; readonly yaml: string; readonly why: string; readonly time: string; readonly shell: string };
  readonly fold: (panel: string) => string;
  readonly unfold: (panel: string) => string;
  /** A panel could not be drawn. */
  readonly failed: { readonly title: (panel: string) => string; readonly safe: string; readonly again: string };
  readonly menu: string;
  readonly sheetKeys: string;
  readonly language: string;
  readonly byDay: string;
  readonly byNight: string;
  readonly about: { readonly title: string; readonly paragraphs: readonly string[]; readonly licences: string; readonly close: string };
}

export const shellTexts: Spoken<ShellTexts> = {
  en: {
    tagline: "A Kubernetes cluster under glass",
    panels: { editor: "Files", plate: "Cluster", inspector: "Inspector", timeline: "Timeline", terminal: "Terminal" },
    sheets: { plate: "Plate", yaml: "YAML", why: "Why", time: "Time", shell: "Shell" },
    fold: (panel) => `Fold ${panel}`,
    unfold: (panel) => `Unfold ${panel}`,
    failed: { title: (panel) => `${panel}: this panel failed`, safe: "Your text and the cluster go on.", again: "Draw it anew" },
    menu: "Menu",
    sheetKeys: "Sheets",
    language: "Language",
    byDay: "By day",
    byNight: "By night",
    about: {
      title: "About Kubarium",
      paragraphs: [
        "A Kubernetes cluster under glass: everything you see is a simulation that runs in this tab. Nothing you type leaves it.",
        "It follows Kubernetes v1.36 to the word and to the second. What is not simulated says so where you typed it.",
        "Kubarium is not affiliated with the CNCF.",
      ],
      licences: "Licences of what is in it",
      close: "Close",
    },
  },
  zh: {
    tagline: "玻璃下的 Kubernetes 集群",
    panels: { editor: "文件", plate: "集群", inspector: "检查器", timeline: "时间线", terminal: "终端" },
    sheets: { plate: "图版", yaml: "YAML", why: "为什么", time: "时间", shell: "终端" },
    fold: (panel) => `收起${panel}`,
    unfold: (panel) => `展开${panel}`,
    failed: { title: (panel) => `${panel}面板出错了`, safe: "你的内容没有丢失，集群照常运行。", again: "重新显示" },
    menu: "菜单",
    sheetKeys: "面板",
    language: "语言",
    byDay: "浅色",
    byNight: "深色",
    about: {
      title: "关于 Kubarium",
      paragraphs: [
        "玻璃下的 Kubernetes 集群：你看到的一切都是在这个标签页里运行的模拟，你输入的内容不会离开这里。",
        "行为以 Kubernetes v1.36 为准，措辞和时间都一致。没有模拟的字段，会在你写下的地方标出来。",
        "Kubarium 与 CNCF 无关联。",
      ],
      licences: "所用软件的许可证",
      close: "关闭",
    },
  },
};
