import type { Spoken } from "./language.ts";

/** How a lesson's own words stand on the keys that lead to it; the rest comes with a lesson. */
export const lessonFaceTexts: Spoken<{ readonly lesson: string; readonly sides: string }> = {
  en: { lesson: "Lesson", sides: "What stands here" },
  zh: { lesson: "课程", sides: "这里显示什么" },
};
