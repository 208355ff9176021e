import type { Spoken } from "./language.ts";

interface EditorTexts {
  readonly column: string;
  readonly files: string;
  readonly notApplied: string;
  readonly addFile: string;
  readonly fileMenu: string;
  readonly rename: string;
  readonly renameField: (name: string) => string;
  readonly remove: string;
  readonly openFile: string;
  readonly tabLeaves: string;
  readonly badName: Readonly<Record<"empty" | "taken" | "shape", string>>;
  readonly removing: {
    readonly title: (name: string) => string;
    readonly why: string;
    readonly yes: string;
    readonly no: string;
  };
  readonly text: (name: string) => string;
  /** The name of the editor, with its keys. */
  readonly textWithKeys: (name: string) => string;
  readonly empty: string;
  readonly dropHere: string;
  readonly apply: string;
  readonly applies: (command: string) => string;
  readonly linesNotApplied: (count: number) => string;
  readonly notSavedYet: string;
  readonly errors: (count: number) => string;
  readonly warnings: (count: number) => string;
  readonly nextError: string;
  readonly previousError: string;
  readonly problemAt: (line: number, message: string) => string;
  readonly applyFix: string;
  readonly notSimulated: string;
  readonly notSimulatedLong: string;
  readonly because: (step: number) => string;
  readonly scenarioHere: string;
  readonly openScenario: string;
  readonly scenarioFault: string;
  readonly required: string;
  readonly optional: string;
  readonly byDefault: string;
  readonly oneOf: string;
}

export const editorTexts: Spoken<EditorTexts> = {
  en: {
    column: "Files",
    files: "Open files",
    notApplied: "not applied",
    addFile: "New file",
    fileMenu: "File actions",
    rename: "Rename…",
    renameField: (name) => `New name of ${name}`,
    remove: "Delete…",
    openFile: "Open from this computer…",
    tabLeaves: "Tab key leaves the editor",
    badName: {
      empty: "A file needs a name.",
      taken: "There is a file of that name.",
      shape: "Letters, digits, dots, dashes and slashes, please.",
    },
    removing: {
      title: (name) => `Delete ${name}?`,
      why: "Its text is lost. What was applied from it stays in the cluster.",
      yes: "Delete",
      no: "Keep",
    },
    text: (name) => `${name}, text`,
    textWithKeys: (name) => `${name}, text. Control M makes the Tab key leave the editor. Alt Enter applies a fix. Control Enter applies the file.`,
    empty: "Paste a manifest here",
    dropHere: "Drop YAML files here",
    apply: "Apply",
    applies: (command) => `Types: ${command}`,
    linesNotApplied: (count) => (count === 1 ? "1 line not applied" : `${count} lines not applied`),
    notSavedYet: "not applied yet",
    errors: (count) => (count === 1 ? "1 error" : `${count} errors`),
    warnings: (count) => (count === 1 ? "1 warning" : `${count} warnings`),
    nextError: "Go to the next problem",
    previousError: "Go to the problem before",
    problemAt: (line, message) => `Line ${line}: ${message}`,
    applyFix: "Apply the fix",
    notSimulated: "not simulated",
    notSimulatedLong: "This field is kept but not simulated yet",
    because: (step) => `Step ${step} of the answer to why`,
    scenarioHere: "This is a whole scenario, with a cluster of its own.",
    openScenario: "Open as scenario",
    scenarioFault: "It cannot be opened:",
    required: "required",
    optional: "optional",
    byDefault: "default",
    oneOf: "one of",
  },
  zh: {
    column: "文件",
    files: "打开的文件",
    notApplied: "未应用",
    addFile: "新建文件",
    fileMenu: "文件操作",
    rename: "重命名…",
    renameField: (name) => `${name} 的新名称`,
    remove: "删除…",
    openFile: "从本机打开…",
    tabLeaves: "Tab 键移出编辑器",
    badName: {
      empty: "文件需要一个名称。",
      taken: "已有同名文件。",
      shape: "只能使用字母、数字、点、短横线和斜杠。",
    },
    removing: {
      title: (name) => `删除 ${name}？`,
      why: "其中的文字将丢失。已经应用到集群的对象不受影响。",
      yes: "删除",
      no: "保留",
    },
    text: (name) => `${name} 的内容`,
    textWithKeys: (name) => `${name} 的内容。按 Control M 后，Tab 键可移出编辑器。Alt Enter 应用修复。Control Enter 应用文件。`,
    empty: "在此粘贴清单",
    dropHere: "把 YAML 文件拖到这里",
    apply: "应用",
    applies: (command) => `将键入：${command}`,
    linesNotApplied: (count) => `${count} 行未应用`,
    notSavedYet: "尚未应用",
    errors: (count) => `${count} 个错误`,
    warnings: (count) => `${count} 个警告`,
    nextError: "跳到下一个问题",
    previousError: "跳到上一个问题",
    problemAt: (line, message) => `第 ${line} 行：${message}`,
    applyFix: "应用修复",
    notSimulated: "未模拟",
    notSimulatedLong: "字段已保留，但尚未模拟",
    because: (step) => `「为什么」的第 ${step} 步`,
    scenarioHere: "这是一份完整的场景，自带集群。",
    openScenario: "作为场景打开",
    scenarioFault: "无法打开：",
    required: "必填",
    optional: "可选",
    byDefault: "默认值",
    oneOf: "可选值",
  },
};
