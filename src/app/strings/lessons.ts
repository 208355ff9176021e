import type { Spoken } from "./language.ts";

export type StepMark = "done" | "now" | "toCome";

export interface LessonTexts {
  readonly lessons: string;
  readonly aside: string;
  readonly steps: (count: number) => string;
  readonly place: (step: number, steps: number) => string;
  readonly doneOf: (count: number) => string;
  readonly allSteps: string;
  readonly marks: Readonly<Record<StepMark, string>>;
  readonly run: string;
  readonly waiting: string;
  readonly running: string;
  readonly ranWell: string;
  readonly ranBadly: (exitCode: number) => string;
  readonly put: string;
  readonly putThere: string;
  readonly changed: string;
  readonly apply: string;
  readonly answer: string;
  readonly done: string;
  readonly notYet: string;
  readonly asking: string;
  readonly hint: string;
  readonly checked: string;
  readonly held: string;
  readonly notHeld: string;
  readonly absent: string;
  readonly present: string;
  readonly solution: string;
  readonly previous: string;
  readonly next: string;
  readonly skip: string;
  readonly again: string;
  readonly finished: string;
  readonly finishedSays: string;
  readonly output: string;
  readonly elsewhere: string;
}

export const lessonTexts: Spoken<LessonTexts> = {
  en: {
    lessons: "Lessons",
    aside: "step by step, beside the cluster",
    steps: (count) => `${count} steps`,
    place: (step, steps) => `Step ${step} of ${steps}`,
    doneOf: (count) => `${count} done`,
    allSteps: "All steps",
    marks: { done: "done", now: "now", toCome: "to come" },
    run: "Run",
    waiting: "waits for the terminal",
    running: "running",
    ranWell: "ran",
    ranBadly: (exitCode) => `ended with ${exitCode}`,
    put: "Put into the editor",
    putThere: "in the editor",
    changed: "changed in the editor",
    apply: "Apply",
    answer: "Guessed? Compare",
    done: "Done. The cluster agrees.",
    notYet: "Not done yet",
    asking: "Asking the cluster…",
    hint: "Almost.",
    checked: "What is looked at",
    held: "holds",
    notHeld: "does not hold yet",
    absent: "is not there",
    present: "is there",
    solution: "Show me how",
    previous: "Back",
    next: "Next step",
    skip: "Skip",
    again: "Start the lesson again",
    finished: "That was the last step.",
    finishedSays: "The cluster is yours now: change what you like, or choose a scene.",
    output: "Printed",
    elsewhere: "(opens in a new tab)",
  },
  zh: {
    lessons: "课程",
    aside: "一步一步，在集群旁边做",
    steps: (count) => `${count} 步`,
    place: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    doneOf: (count) => `已完成 ${count} 步`,
    allSteps: "全部步骤",
    marks: { done: "已完成", now: "当前", toCome: "未开始" },
    run: "运行",
    waiting: "等终端空出来",
    running: "正在运行",
    ranWell: "已运行",
    ranBadly: (exitCode) => `退出码 ${exitCode}`,
    put: "放进编辑器",
    putThere: "已在编辑器里",
    changed: "编辑器里已改动",
    apply: "应用",
    answer: "想好了？对照一下",
    done: "完成了，集群也这么说。",
    notYet: "还没完成",
    asking: "正在问集群…",
    hint: "差一点。",
    checked: "检查的是什么",
    held: "成立",
    notHeld: "还不成立",
    absent: "不存在",
    present: "存在",
    solution: "给我看做法",
    previous: "上一步",
    next: "下一步",
    skip: "跳过",
    again: "重新开始这一课",
    finished: "最后一步也完成了。",
    finishedSays: "现在这个集群归你了：随意改动，或者换一个场景。",
    output: "打印的内容",
    elsewhere: "（在新标签页中打开）",
  },
};
