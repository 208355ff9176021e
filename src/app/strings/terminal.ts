import type { Spoken } from "./language.ts";

interface TerminalTexts {
  readonly title: string;
  readonly sessions: string;
  readonly another: string;
  /** Of the place where one types, for those who do not see it. */
  readonly screen: string;
  readonly running: string;
  readonly waiting: (lines: number) => string;
}

export const terminalTexts: Spoken<TerminalTexts> = {
  en: {
    title: "Terminal",
    sessions: "Shells",
    another: "Another shell",
    screen: "Terminal: type a command, Tab completes, Escape leaves",
    running: "Ctrl+C ends",
    waiting: (lines) => `${lines} waiting for`,
  },
  zh: {
    title: "终端",
    sessions: "Shell",
    another: "再开一个 shell",
    screen: "终端：输入命令，Tab 补全，Esc 离开",
    running: "Ctrl+C 可中断",
    waiting: (lines) => `还有 ${lines} 条命令在等`,
  },
};
