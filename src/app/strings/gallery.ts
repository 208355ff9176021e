import type { Spoken } from "./language.ts";

interface GalleryTexts {
  readonly open: string;
  readonly heading: string;
  readonly aside: string;
  readonly opening: string;
  readonly close: string;
  readonly seed: (seed: number) => string;
  readonly again: string;
  readonly empty: string;
  readonly unsaved: string;
  readonly openAnyway: string;
  readonly keep: string;
}

export const galleryTexts: Spoken<GalleryTexts> = {
  en: {
    open: "Choose a scene",
    heading: "Scenes",
    aside: "each one runs, and you may change it",
    opening: "Opening…",
    close: "Close",
    seed: (seed) => `seed ${seed}`,
    again: "Start this one afresh",
    empty: "An empty cluster",
    unsaved: "You have text that was not applied. Another scene replaces it.",
    openAnyway: "Open the other scene",
    keep: "Keep my text",
  },
  zh: {
    open: "选择场景",
    heading: "场景",
    aside: "每一个都能运行，也可以随意改",
    opening: "正在打开…",
    close: "关闭",
    seed: (seed) => `种子 ${seed}`,
    again: "重新开始当前场景",
    empty: "空集群",
    unsaved: "你还有没应用的内容，打开别的场景会替换掉它。",
    openAnyway: "打开另一个场景",
    keep: "保留我的内容",
  },
};
