import type { Spoken } from "./language.ts";

interface ShellTexts {
  readonly tagline: string;
  readonly panels: { readonly editor: string; readonly plate: string; readonly inspector: string; readonly timeline: string; readonly terminal: string };
  readonly sheets: { readonly plate: string; readonly yaml: string; readonly why: string; readonly time: string; readonly shell: string };
  readonly fold: (panel: string) => string;
  readonly unfold: (panel: string) => string;
  readonly language: string;
  readonly byDay: string;
  readonly byNight: string;
  readonly skipToTerminal: string;
}

export const shellTexts: Spoken<ShellTexts> = {
  en: {
    tagline: "A Kubernetes cluster under glass",
    panels: { editor: "Files", plate: "Cluster", inspector: "Inspector", timeline: "Timeline", terminal: "Terminal" },
    sheets: { plate: "Plate", yaml: "YAML", why: "Why", time: "Time", shell: "Shell" },
    fold: (panel) => `Fold ${panel}`,
    unfold: (panel) => `Unfold ${panel}`,
    language: "Language",
    byDay: "By day",
    byNight: "By night",
    skipToTerminal: "Skip to the terminal",
  },
  zh: {
    tagline: "玻璃下的 Kubernetes 集群",
    panels: { editor: "文件", plate: "集群", inspector: "检查器", timeline: "时间线", terminal: "终端" },
    sheets: { plate: "图版", yaml: "YAML", why: "为什么", time: "时间", shell: "终端" },
    fold: (panel) => `收起${panel}`,
    unfold: (panel) => `展开${panel}`,
    language: "语言",
    byDay: "浅色",
    byNight: "深色",
    skipToTerminal: "跳到终端",
  },
};
