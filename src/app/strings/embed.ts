import type { Spoken } from "./language.ts";

interface EmbedTexts {
  readonly open: string;
  readonly openTitle: (scene: string) => string;
}

export const embedTexts: Spoken<EmbedTexts> = {
  en: { open: "Open in Kubarium", openTitle: (scene) => `${scene}: with files, terminal and timeline, in a tab of its own` },
  zh: { open: "在 Kubarium 中打开", openTitle: (scene) => `${scene}：在新标签页中打开，带文件、终端和时间线` },
};
