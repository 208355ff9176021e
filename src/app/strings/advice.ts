import type { SchedulingEdit } from "../../graph/why/why.ts";
import type { Spoken } from "./language.ts";

type Words = { readonly [What in SchedulingEdit["what"]]: (edit: Extract<SchedulingEdit, { what: What }>) => string };

interface AdviceTexts {
  readonly tableTitle: string;
  readonly attempts: (count: number, at: string) => string;
  readonly node: string;
  readonly filter: string;
  readonly points: string;
  readonly total: string;
  readonly chosen: string;
  readonly fits: string;
  readonly onlyOne: string;
  readonly adviceTitle: string;
  readonly adviceNote: string;
  readonly noAdvice: string;
  /** More than an edit. `more`: the labels and the size that it needs beside. */
  readonly addNode: (like: string, more: readonly string[]) => string;
  readonly addNodeHow: string;
  readonly obstacle: (plugin: string) => string;
  /** What code marks stands between backquotes. */
  readonly edits: Words;
  readonly goesTo: (nodes: string) => string;
  readonly or: string;
  readonly apply: string;
  readonly applyName: (what: string) => string;
  readonly inFile: (file: string) => string;
  readonly draft: (file: string) => string;
  readonly show: string;
}

const AFFINITY_ZH = { nodeAffinity: "节点亲和性", podAffinity: "Pod 亲和性", podAntiAffinity: "Pod 反亲和性" } as const;

export const adviceTexts: Spoken<AdviceTexts> = {
  en: {
    tableTitle: "What the scheduler found",
    attempts: (count, at) => (count === 1 ? `its one attempt, at ${at}` : `its last of ${count} attempts, at ${at}`),
    node: "Node",
    filter: "Filter",
    points: "Points",
    total: "in all",
    chosen: "chosen",
    fits: "fits",
    onlyOne: "the only one that fits",
    adviceTitle: "What would place it",
    adviceNote: "Each was tried with the scheduler’s own filters on a copy of the cluster.",
    noAdvice: "No small edit was found with which a node takes it.",
    addNode: (like, more) => `One more node like \`${like}\`, still empty${more.length > 0 ? `, with ${more.map((each) => `\`${each}\``).join(" and ")}` : ""}, would take it.`,
    addNodeHow: "The nodes stand in the scenario (spec.cluster.nodes); while it plays none can be added.",
    obstacle: (plugin) => (plugin === "" ? "Not even a new, empty node would take it:" : `Not even a new, empty node would take it. \`${plugin}\` says:`),
    edits: {
      lowerRequest: ({ container, resource, from, to }) => `let \`${container}\` ask for \`${to}\` of ${resource} instead of \`${from}\``,
      tolerate: ({ taint }) => `tolerate the taint \`${taint}\``,
      dropSelector: ({ key, value }) => `drop \`${key}: ${value}\` from its nodeSelector`,
      dropAffinity: ({ of }) => `drop its \`${of}\``,
      relaxSpread: ({ key }) => `let it be spread over \`${key}\` only as well as it goes (\`ScheduleAnyway\`)`,
      dropHostPort: ({ container, port }) => `take \`hostPort: ${port}\` from \`${container}\``,
      uncordon: ({ node }) => `open \`${node}\` for new Pods`,
      untaint: ({ node, taint }) => `take the taint \`${taint}\` from \`${node}\``,
      label: ({ node, key, value }) => `label \`${node}\` with \`${key}=${value}\``,
      deletePod: ({ pod }) => `delete Pod \`${pod}\``,
    },
    goesTo: (nodes) => `then it goes to ${nodes}`,
    or: " or ",
    apply: "Do it",
    applyName: (what) => `Do it: ${what}`,
    inFile: (file) => `in ${file}`,
    draft: (file) => `${file} has unsaved changes in the editor: apply or undo them first.`,
    show: "Show the table",
  },
  zh: {
    tableTitle: "调度器看到的",
    attempts: (count, at) => (count === 1 ? `唯一一次尝试，在 ${at}` : `共 ${count} 次尝试，这是最后一次，在 ${at}`),
    node: "节点",
    filter: "过滤",
    points: "得分",
    total: "总分",
    chosen: "被选中",
    fits: "放得下",
    onlyOne: "唯一放得下的节点",
    adviceTitle: "怎样才放得下",
    adviceNote: "每一条都在集群的副本上用调度器自己的过滤器试过。",
    noAdvice: "没有找到能让某个节点接纳它的小改动。",
    addNode: (like, more) => `再加一个像 \`${like}\` 那样的空节点${more.length > 0 ? `（并有 ${more.map((each) => `\`${each}\``).join("、")}）` : ""}，它就能被接纳。`,
    addNodeHow: "节点写在场景里（spec.cluster.nodes），运行中无法增加。",
    obstacle: (plugin) => (plugin === "" ? "就算新加一个空节点也不行：" : `就算新加一个空节点也不行，\`${plugin}\` 说：`),
    edits: {
      lowerRequest: ({ container, resource, from, to }) => `让 \`${container}\` 的 ${resource} 请求从 \`${from}\` 降到 \`${to}\``,
      tolerate: ({ taint }) => `容忍污点 \`${taint}\``,
      dropSelector: ({ key, value }) => `从 nodeSelector 去掉 \`${key}: ${value}\``,
      dropAffinity: ({ of }) => `去掉${AFFINITY_ZH[of]}（\`${of}\`）`,
      relaxSpread: ({ key }) => `按 \`${key}\` 尽量分散即可（\`ScheduleAnyway\`）`,
      dropHostPort: ({ container, port }) => `从 \`${container}\` 去掉 \`hostPort: ${port}\``,
      uncordon: ({ node }) => `让 \`${node}\` 重新接受新 Pod`,
      untaint: ({ node, taint }) => `从 \`${node}\` 去掉污点 \`${taint}\``,
      label: ({ node, key, value }) => `给 \`${node}\` 打上标签 \`${key}=${value}\``,
      deletePod: ({ pod }) => `删除 Pod \`${pod}\``,
    },
    goesTo: (nodes) => `之后它会去 ${nodes}`,
    or: " 或 ",
    apply: "照做",
    applyName: (what) => `照做：${what}`,
    inFile: (file) => `在 ${file} 中`,
    draft: (file) => `编辑器里的 ${file} 有未保存的修改，请先应用或撤销。`,
    show: "显示表格",
  },
};
