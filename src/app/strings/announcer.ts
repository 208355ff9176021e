import type { Spoken } from "./language.ts";

interface AnnouncerTexts {
  readonly pod: (name: string, status: string, ready: string) => string;
  readonly gone: (name: string) => string;
  readonly many: (pods: number, statuses: readonly (readonly [status: string, count: number])[]) => string;
}

/** What a screen reader is told while the cluster changes. */
export const announcerTexts: Spoken<AnnouncerTexts> = {
  en: {
    pod: (name, status, ready) => `${name}: ${status}, ${ready} ready`,
    gone: (name) => `${name} is gone`,
    many: (pods, statuses) => `${pods} Pods changed: ${statuses.map(([status, count]) => `${count} ${status}`).join(", ")}`,
  },
  zh: {
    pod: (name, status, ready) => `${name}：${status}，就绪 ${ready}`,
    gone: (name) => `${name} 已不在`,
    many: (pods, statuses) => `${pods} 个 Pod 有变化：${statuses.map(([status, count]) => `${count} 个 ${status}`).join("，")}`,
  },
};
