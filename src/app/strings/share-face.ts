import type { Spoken } from "./language.ts";

/** What stands in the title; the rest comes when it is asked for. */
export const shareFaceTexts: Spoken<{ readonly share: string; readonly picture: string }> = {
  en: { share: "Share", picture: "Picture…" },
  zh: { share: "分享", picture: "图片…" },
};
