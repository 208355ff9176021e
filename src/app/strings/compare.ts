import type { Spoken } from "./language.ts";

interface CompareTexts {
  readonly title: string;
  readonly close: string;
  /** The columns: the branch that is played, and the other. */
  readonly here: string;
  readonly there: string;
  readonly untouched: string;
  readonly goThere: (name: string) => string;
  readonly same: (until: string) => string;
  readonly parting: (at: string) => string;
  readonly notYet: string;
  readonly onItsWay: (at: string) => string;
  /** `fault`: where and when its engine stopped. */
  readonly stopped: (branch: string, fault: string) => string;
  readonly seenStays: (until: string) => string;
  /** The other branch's lane in the timeline, below that of a pod; and of a pod that is only there. */
  readonly lane: (branch: string) => string;
  readonly laneTitle: (pod: string, branch: string) => string;
  readonly onlyLane: (pod: string) => string;
  readonly onlyLaneTitle: (pod: string, branch: string) => string;
  readonly lookAt: (at: string) => string;
  readonly differs: (count: number) => string;
  readonly nothingDiffers: (same: number) => string;
  readonly onlyHere: string;
  readonly onlyThere: string;
  readonly missing: string;
  readonly noNode: string;
  readonly hidden: (count: number) => string;
  readonly both: string;
  readonly show: string;
  readonly none: string;
}

export const compareTexts: Spoken<CompareTexts> = {
  en: {
    title: "Two branches at one moment",
    close: "Close the comparison",
    here: "here",
    there: "there",
    untouched: "nothing typed",
    goThere: (name) => `Go to ${name}`,
    same: (until) => `The same until ${until}.`,
    parting: (at) => `First seen to differ at ${at}:`,
    notYet: "Nothing has looked different so far.",
    onItsWay: (at) => `The other branch is at ${at}, on its way here`,
    stopped: (branch, fault) => `In the branch “${branch}”: ${fault}.`,
    seenStays: (until) => `It goes no further. What was seen of it until ${until} can still be looked at, and the branch that is played goes on.`,
    lane: (branch) => `there: ${branch}`,
    laneTitle: (pod, branch) => `${pod} in the other branch, ${branch}`,
    onlyLane: (pod) => `there: ${pod}`,
    onlyLaneTitle: (pod, branch) => `${pod}, only in the other branch, ${branch}`,
    lookAt: (at) => `Look at ${at}`,
    differs: (count) => (count === 1 ? "1 thing differs now" : `${count} things differ now`),
    nothingDiffers: (same) => `Nothing differs now: ${same} things are the same in both`,
    onlyHere: "only here",
    onlyThere: "only there",
    missing: "not there",
    noNode: "on no node",
    hidden: (count) => `${count} more Pods are the same in both`,
    both: "Both",
    show: "Which branch is shown",
    none: "none",
  },
  zh: {
    title: "同一时刻的两个分支",
    close: "结束对比",
    here: "这里",
    there: "那边",
    untouched: "没有输入",
    goThere: (name) => `前往 ${name}`,
    same: (until) => `${until} 之前完全相同。`,
    parting: (at) => `${at} 首次出现差异：`,
    notYet: "到目前为止没有看到差异。",
    onItsWay: (at) => `另一分支正在 ${at}，即将到达`,
    stopped: (branch, fault) => `分支「${branch}」：${fault}。`,
    seenStays: (until) => `它不再继续。${until} 之前看到的内容仍可回看，当前分支照常运行。`,
    lane: (branch) => `那边：${branch}`,
    laneTitle: (pod, branch) => `${pod} 在另一分支 ${branch} 中`,
    onlyLane: (pod) => `那边：${pod}`,
    onlyLaneTitle: (pod, branch) => `${pod}，只在另一分支 ${branch} 中`,
    lookAt: (at) => `查看 ${at}`,
    differs: (count) => `此刻有 ${count} 处不同`,
    nothingDiffers: (same) => `此刻没有不同：${same} 项在两个分支中一致`,
    onlyHere: "只在这里",
    onlyThere: "只在那边",
    missing: "不存在",
    noNode: "不在任何节点上",
    hidden: (count) => `另有 ${count} 个 Pod 在两个分支中相同`,
    both: "两者",
    show: "显示哪个分支",
    none: "无",
  },
};
