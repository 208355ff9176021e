import type { Spoken } from "./language.ts";

interface OfflineTexts {
  readonly newer: string;
  readonly take: string;
  readonly later: string;
}

export const offlineTexts: Spoken<OfflineTexts> = {
  en: { newer: "A newer Kubarium is ready.", take: "Reload with it", later: "Later" },
  zh: { newer: "Kubarium 有新版本了。", take: "重新加载", later: "以后再说" },
};
