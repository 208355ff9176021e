import type { Spoken } from "./language.ts";

interface RelationTexts {
  readonly rail: string;
  readonly beyond: (count: number) => string;
  readonly openBeyond: string;
  readonly desired: string;
  readonly updated: string;
  readonly ready: string;
  readonly available: string;
  readonly current: string;
  readonly old: string;
  readonly newOne: string;
  readonly rolling: (old: number, updated: number, desired: number) => string;
  readonly lines: Readonly<Record<"solid" | "dashed" | "dotted", string>>;
  readonly moreEndpoints: (count: number) => string;
}

export const relationTexts: Spoken<RelationTexts> = {
  en: {
    rail: "Workloads and Services",
    beyond: (count) => `and ${count} more`,
    openBeyond: "all of them as a list",
    desired: "desired",
    updated: "updated",
    ready: "ready",
    available: "available",
    current: "current",
    old: "old",
    newOne: "new",
    rolling: (old, updated, desired) => `rolling out: ${old} old, ${updated} of ${desired} new`,
    lines: { solid: "requests go there", dashed: "not ready: left out", dotted: "terminating: on its way out" },
    moreEndpoints: (count) => `and ${count} more`,
  },
  zh: {
    rail: "工作负载和 Service",
    beyond: (count) => `另有 ${count} 个`,
    openBeyond: "以列表查看全部",
    desired: "期望",
    updated: "已更新",
    ready: "就绪",
    available: "可用",
    current: "当前",
    old: "旧",
    newOne: "新",
    rolling: (old, updated, desired) => `滚动更新中：旧 ${old} 个，新 ${updated} / ${desired} 个`,
    lines: { solid: "请求会发往这里", dashed: "未就绪，不接收请求", dotted: "终止中，正在退出" },
    moreEndpoints: (count) => `另有 ${count} 个`,
  },
};
