import type { Theme } from "../state/theme.ts";
import type { Spoken } from "./language.ts";

interface ShellTexts {
  readonly tagline: string;
  readonly panels: { readonly editor: string; readonly plate: string; readonly inspector: string; readonly timeline: string; readonly terminal: string };
  readonly sheets: { readonly plate: string; readonly yaml: string; readonly why: string; readonly time: string; readonly shell: string };
  readonly fold: (panel: string) => string;
  readonly unfold: (panel: string) => string;
  /** A panel could not be drawn. */
  readonly failed: { readonly title: (panel: string) => string; readonly safe: string; readonly again: string };
  /** A panel whose code is on its way. */
  readonly coming: string;
  readonly menu: string;
  readonly sheetKeys: string;
  readonly language: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly about: string;
}

export const shellTexts: Spoken<ShellTexts> = {
  en: {
    tagline: "A Kubernetes cluster under glass",
    panels: { editor: "Files", plate: "Cluster", inspector: "Inspector", timeline: "Timeline", terminal: "Terminal" },
    sheets: { plate: "Plate", yaml: "YAML", why: "Why", time: "Time", shell: "Shell" },
    fold: (panel) => `Fold ${panel}`,
    unfold: (panel) => `Unfold ${panel}`,
    failed: { title: (panel) => `${panel}: this panel failed`, safe: "Your text and the cluster go on.", again: "Draw it anew" },
    coming: "On its way",
    menu: "Menu",
    sheetKeys: "Sheets",
    language: "Language",
    themes: { light: "By day", dark: "By night", contrast: "High contrast" },
    about: "About Kubarium",
  },
  zh: {
    tagline: "玻璃下的 Kubernetes 集群",
    panels: { editor: "文件", plate: "集群", inspector: "检查器", timeline: "时间线", terminal: "终端" },
    sheets: { plate: "图版", yaml: "YAML", why: "为什么", time: "时间", shell: "终端" },
    fold: (panel) => `收起${panel}`,
    unfold: (panel) => `展开${panel}`,
    failed: { title: (panel) => `${panel}面板出错了`, safe: "你的内容没有丢失，集群照常运行。", again: "重新显示" },
    coming: "正在载入",
    menu: "菜单",
    sheetKeys: "面板",
    language: "语言",
    themes: { light: "浅色", dark: "深色", contrast: "高对比度" },
    about: "关于 Kubarium",
  },
};
