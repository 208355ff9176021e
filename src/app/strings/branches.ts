import type { Spoken } from "./language.ts";

interface BranchTexts {
  /** `what`: the command that is taken back; "" = unknown. */
  readonly undo: (what: string) => string;
  readonly redo: (what: string) => string;
  readonly nothingToUndo: string;
  readonly nothingToRedo: string;
  readonly title: string;
  readonly intro: string;
  /** The tool that shows them. */
  readonly open: (count: number) => string;
  /** The branch that is played. */
  readonly played: string;
  /** A branch in which nothing was typed. */
  readonly untouched: string;
  readonly facts: (fork: string | undefined, until: string, commands: number) => string;
  readonly goTo: (name: string) => string;
  readonly goToFork: (at: string) => string;
  readonly fork: string;
  readonly compare: string;
  readonly compareTitle: (name: string) => string;
  readonly rename: (name: string) => string;
  readonly renameShort: string;
  readonly newName: string;
  readonly keepName: string;
  readonly left: (name: string) => string;
  readonly wayBack: string;
  readonly back: string;
  readonly dismiss: string;
  readonly helpUndo: string;
}

export const branchTexts: Spoken<BranchTexts> = {
  en: {
    undo: (what) => `Undo: ${what}`,
    redo: (what) => `Redo: ${what}`,
    nothingToUndo: "Nothing to undo",
    nothingToRedo: "Nothing to redo",
    title: "Branches of time",
    intro: "Undo something, or type while you look back: the future that was there is kept here.",
    open: (count) => `Branches of time: ${count}`,
    played: "you are here",
    untouched: "nothing typed",
    facts: (fork, until, commands) => `${fork === undefined ? "from the beginning" : `parts at ${fork}`}, ${commands === 1 ? "1 input" : `${commands} inputs`}, until ${until}`,
    goTo: (name) => `Go to ${name}`,
    goToFork: (at) => `Go there, and look at ${at}, where it parts`,
    fork: "where it parts",
    compare: "Compare",
    compareTitle: (name) => `Compare with ${name}, side by side`,
    rename: (name) => `Rename ${name}`,
    renameShort: "Rename",
    newName: "Name",
    keepName: "Keep",
    left: (name) => (name === "" ? "The other future is kept." : `The other future is kept: ${name}`),
    wayBack: "Redo, or the branches in the timeline, lead back to it.",
    back: "Back to it",
    dismiss: "Close",
    helpUndo: "undo, redo what you typed",
  },
  zh: {
    undo: (what) => `撤销：${what}`,
    redo: (what) => `重做：${what}`,
    nothingToUndo: "没有可撤销的操作",
    nothingToRedo: "没有可重做的操作",
    title: "时间分支",
    intro: "撤销一次操作，或在回看时输入命令，原来的未来都会保留在这里。",
    open: (count) => `时间分支：${count}`,
    played: "当前所在",
    untouched: "没有输入",
    facts: (fork, until, commands) => `${fork === undefined ? "从头开始" : `分自 ${fork}`}，${commands} 次输入，直到 ${until}`,
    goTo: (name) => `前往 ${name}`,
    goToFork: (at) => `前往，并从分叉处 ${at} 看起`,
    fork: "分叉处",
    compare: "对比",
    compareTitle: (name) => `与 ${name} 并排对比`,
    rename: (name) => `重命名 ${name}`,
    renameShort: "重命名",
    newName: "名称",
    keepName: "保存",
    left: (name) => (name === "" ? "原来的未来已保留。" : `原来的未来已保留：${name}`),
    wayBack: "可用重做，或通过时间线里的时间分支回到那里。",
    back: "回到那里",
    dismiss: "关闭",
    helpUndo: "撤销、重做输入",
  },
};
