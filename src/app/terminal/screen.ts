import { FitAddon } from "@xterm/addon-fit";
import { Terminal, type IMarker } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import type { TerminalOutput } from "../../worker/protocol.ts";
import { coloured } from "./coloured.ts";
import { edited, emptyHistory, emptyLine, entered, inserted, lineOf, recalled, type EditedLine, type LineHistory } from "./line-editor.ts";
import { commandsOf } from "./pasted-commands.ts";
import { SCREEN_FONT, screenTheme } from "./screen-theme.ts";
import { takeTextWithoutKeys } from "./text-without-keys.ts";
import { createWriter } from "./writer.ts";

/** What a screen needs of the session that it shows. */
export interface ScreenSession {
  readonly name: string;
  /** The accessible name of the place where one types. */
  readonly label: string;
  enter(line: string): void;
  keys(keys: string): void;
  interrupt(): void;
  complete(line: string, cursor: number): Promise<{ readonly from: number; readonly candidates: readonly string[] }>;
  /** Its program reads keys itself. */
  wantsKeys(): boolean;
  isBusy(): boolean;
  /** The line that is being typed has changed. */
  typed(line: string): void;
  /** Alt+Enter: the line as advice would have it, if there is any. */
  advised(line: string): string | undefined;
  /** Escape: the focus goes back to the tab. */
  leave(): void;
}

export interface Screen {
  print(output: TerminalOutput): void;
  /** Draws the prompt, or takes it away, as the session is idle or not. */
  settle(): void;
  clear(): void;
  /** Puts a line in the place of the one that is typed. */
  replaceLine(text: string): void;
  /** Enters each whole line of what was typed before the screen was there; the last stays to be edited. */
  typeAhead(text: string): void;
  focus(): void;
  recolour(): void;
  fit(): void;
  dispose(): void;
}

const PROMPT = "\x1b[1;94m$\x1b[0m ";
const BOLD = "\x1b[1;97m";
const PLAIN = "\x1b[0m";

/** History outlives the screen: a folded panel forgets nothing. */
const histories = new Map<string, LineHistory>();
const drafts = new Map<string, EditedLine>();

/** A terminal on one session. The line that is typed is edited here; the world gets it whole. */
export function openScreen(host: HTMLElement, session: ScreenSession): Screen {
  const terminal = new Terminal({ ...SCREEN_FONT, theme: screenTheme(), convertEol: true, cursorBlink: false, scrollback: 5_000, screenReaderMode: true, fontWeightBold: "500", allowProposedApi: false });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  swallowQueries(terminal);
  terminal.open(host);
  terminal.textarea?.setAttribute("aria-label", session.label);
  const writer = createWriter(terminal);
  let line = drafts.get(session.name) ?? emptyLine;
  let history = histories.get(session.name) ?? emptyHistory;
  /** Where the prompt begins; absent while there is none. */
  let prompt: IMarker | undefined;
  /** The same as it will be once all is drawn that waits to be. */
  let prompted = false;

  const erase = (): void => {
    if (!prompted) return;
    prompted = false;
    writer.make(() => {
      if (!prompt) return "";
      const up = cursorLine(terminal) - prompt.line;
      prompt.dispose();
      prompt = undefined;
      return `${up > 0 ? `\x1b[${up}A` : ""}\r\x1b[J`;
    });
  };

  const draw = (): void => {
    if (session.isBusy()) return;
    prompted = true;
    writer.make(() => (terminal.buffer.active.cursorX > 0 ? "\r\n" : ""));
    writer.make(() => {
      prompt = terminal.registerMarker(0);
      return PROMPT + BOLD + typed(line.text.slice(0, line.cursor));
    });
    let at = { line: 0, column: 0 };
    writer.make(() => {
      at = { line: cursorLine(terminal), column: terminal.buffer.active.cursorX };
      return typed(line.text.slice(line.cursor)) + PLAIN;
    });
    writer.make(() => {
      const up = cursorLine(terminal) - at.line;
      return `${up > 0 ? `\x1b[${up}A` : ""}\x1b[${at.column + 1}G`;
    });
  };

  const show = (next: EditedLine): void => {
    if (next.text !== line.text) session.typed(next.text);
    line = next;
    drafts.set(session.name, next);
    erase();
    draw();
  };

  const enter = (text: string): void => {
    history = entered(history, text);
    histories.set(session.name, history);
    show(emptyLine);
    if (text.trim() === "") echo("");
    else session.enter(text);
  };

  /** An empty line, or one that was given up, stays where it was typed. */
  const echo = (text: string): void => {
    erase();
    writer.make(() => `${PROMPT}${typed(text)}\r\n`);
    draw();
  };

  const recall = (step: -1 | 1): void => {
    const found = recalled(history, step, line.text);
    if (!found) return;
    history = found.history;
    show(lineOf(found.line));
  };

  const complete = async (): Promise<void> => {
    const asked = line;
    const { from, candidates } = await session.complete(asked.text, asked.cursor).catch(() => ({ from: 0, candidates: [] }));
    if (line !== asked || candidates.length === 0) return;
    const word = asked.text.slice(from, asked.cursor);
    const common = commonStart(candidates);
    const single = candidates.length === 1;
    if (single || common.length > word.length) {
      const ending = single && !/[/=]$/.test(common) ? " " : "";
      show({ text: asked.text.slice(0, from) + common + ending + asked.text.slice(asked.cursor), cursor: from + common.length + ending.length });
      return;
    }
    erase();
    writer.make(() => `${PROMPT}${typed(asked.text)}\r\n${inColumns(candidates, terminal.cols)}\r\n`);
    draw();
  };

  const press = (key: string): void => {
    if (key === "\x1b") return session.leave();
    if (session.wantsKeys()) return session.keys(key);
    if (session.isBusy() && key === "\x03") return session.interrupt();
    switch (key) {
      case "\r":
        return enter(line.text);
      case "\x1b\r": {
        const advised = session.advised(line.text);
        return advised === undefined ? undefined : show(lineOf(advised));
      }
      case "\t":
        return void complete();
      case "\x1b[A":
      case "\x10":
        return recall(-1);
      case "\x1b[B":
      case "\x0e":
        return recall(1);
      case "\x0c":
        return writer.make(() => "\x1b[2J\x1b[3J\x1b[H"), void show(line);
      case "\x03":
        echo(`${line.text}^C`);
        return show(emptyLine);
    }
    const next = edited(line, key);
    if (next) show(next);
    else if (!/[\x00-\x1f\x7f]/.test(key)) show(inserted(line, key));
    else if (key.length > 1 && !key.startsWith("\x1b")) paste(key);
  };

  const paste = (text: string): void => {
    const commands = commandsOf(text);
    const ends = /[\r\n]\s*$/.test(text);
    commands.forEach((command, i) => {
      if (i < commands.length - 1 || (ends && commands.length > 1)) enter(inserted(i === 0 ? line : emptyLine, command).text);
      else show(inserted(i === 0 ? line : emptyLine, command));
    });
  };

  terminal.onData(press);
  takeTextWithoutKeys(host, terminal);
  host.addEventListener(
    "paste",
    (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text === "" || session.wantsKeys()) return;
      event.preventDefault();
      event.stopPropagation();
      paste(text);
    },
    { capture: true },
  );

  const print = (output: TerminalOutput): void => {
    erase();
    if (output.type === "line") {
      writer.make(() => (terminal.buffer.active.cursorX > 0 ? "\r\n" : ""));
      writer.make(() => `${PROMPT}${BOLD}${typed(output.text)}${PLAIN}\r\n`);
    }
    if (output.type === "text") writer.print(coloured(output.text));
    draw();
  };

  return {
    print,
    settle() {
      erase();
      draw();
    },
    clear() {
      prompt = undefined;
      writer.make(() => "\x1bc");
      draw();
    },
    replaceLine(text) {
      show(lineOf(text));
      terminal.focus();
    },
    typeAhead(text) {
      const lines = text.split("\n");
      lines.forEach((each, i) => {
        const whole = inserted(line, each);
        if (i < lines.length - 1) enter(whole.text);
        else show(whole);
      });
    },
    focus: () => terminal.focus(),
    recolour: () => void (terminal.options.theme = screenTheme()),
    fit: () => {
      if (host.clientWidth > 0 && host.clientHeight > 0) fitting.fit();
    },
    dispose: () => terminal.dispose(),
  };
}

/** Text on the line that is typed: a second line of it has the shell's second prompt. */
const typed = (text: string): string => text.replaceAll("\n", "\r\n> ");

const cursorLine = ({ buffer }: Terminal): number => buffer.active.baseY + buffer.active.cursorY;

/** What a program prints must not make the terminal answer as if the person had typed: such questions are dropped. */
function swallowQueries({ parser }: Terminal): void {
  const swallow = (): boolean => true;
  for (const final of ["c", "n", "x", "p"]) parser.registerCsiHandler({ final }, swallow);
  parser.registerCsiHandler({ prefix: "?", final: "n" }, swallow);
  parser.registerCsiHandler({ prefix: ">", final: "c" }, swallow);
  parser.registerCsiHandler({ prefix: "=", final: "c" }, swallow);
  parser.registerCsiHandler({ prefix: ">", final: "q" }, swallow);
  parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow);
  parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow);
  parser.registerCsiHandler({ final: "t" }, swallow);
  parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow);
  for (const code of [4, 10, 11, 12, 52]) parser.registerOscHandler(code, swallow);
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? "";
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}

/** Names side by side, as bash lists them. */
function inColumns(words: readonly string[], width: number): string {
  const cell = Math.max(...words.map((word) => word.length)) + 2;
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.ceil(words.length / columns);
  return Array.from({ length: rows }, (_, row) => words.filter((_word, i) => i % rows === row).map((word) => word.padEnd(cell)).join("").trimEnd()).join("\r\n");
}
