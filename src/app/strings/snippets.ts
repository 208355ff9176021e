import type { Spoken } from "./language.ts";

/** A manifest to begin from. */
export type SnippetWord = "pod" | "deployment" | "statefulSet" | "daemonSet" | "job" | "cronJob" | "service" | "configMap" | "secret" | "claim" | "budget" | "quota" | "limits" | "priority";

interface SnippetTexts {
  readonly whole: string;
  readonly says: Readonly<Record<SnippetWord, string>>;
}

export const snippetTexts: Spoken<SnippetTexts> = {
  en: {
    whole: "whole manifest",
    says: {
      pod: "One Pod with one container that serves.",
      deployment: "Keeps so many equal Pods running, and replaces them step by step when the template changes.",
      statefulSet: "Pods with fixed names and an order, such as a database's.",
      daemonSet: "One Pod on every node.",
      job: "Runs Pods until the work is done.",
      cronJob: "Makes a Job by the clock.",
      service: "One address for the Pods that its selector finds.",
      configMap: "Settings as keys and values, for variables or files.",
      secret: "The same for what is not for everybody's eyes.",
      claim: "Asks for a volume that outlives its Pods.",
      budget: "How many Pods a drain must leave running.",
      quota: "How much all of a namespace may ask for.",
      limits: "What containers get that say nothing of resources.",
      priority: "Who is scheduled first, and may take the room of others.",
    },
  },
  zh: {
    whole: "完整清单",
    says: {
      pod: "一个 Pod，里面一个提供服务的容器。",
      deployment: "保持指定数量的相同 Pod 运行；模板改变时逐步替换。",
      statefulSet: "名称固定、有先后顺序的 Pod，例如数据库。",
      daemonSet: "每个节点一个 Pod。",
      job: "运行 Pod，直到工作完成。",
      cronJob: "按时间表创建 Job。",
      service: "为选择算符选中的 Pod 提供一个地址。",
      configMap: "以键值保存的设置，可用作变量或文件。",
      secret: "同上，但不宜让人人看到。",
      claim: "申请一个比 Pod 更长久的卷。",
      budget: "腾空节点时必须保留多少个 Pod。",
      quota: "整个命名空间最多可以申请多少。",
      limits: "没有写资源的容器会得到什么。",
      priority: "谁先被调度，谁可以抢占别人的位置。",
    },
  },
};
