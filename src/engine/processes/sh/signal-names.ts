import { SIGNAL_NUMBERS } from "../syscalls/signals.ts";
import type { Signal } from "../syscall.ts";

/** All of Linux's names by number, for kill -l. */
export const SIGNAL_LIST: readonly string[] = ["HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "POLL", "PWR", "SYS"];

const isSignal = (name: string): name is Signal => Object.hasOwn(SIGNAL_NUMBERS, name);

/** A signal by name or number, with or without SIG; 0 asks only whether the process exists. */
export function signalNamed(text: string): Signal | 0 | undefined {
  if (/^\d+$/.test(text)) {
    const name = text === "0" ? "0" : (SIGNAL_LIST[Number(text) - 1] ?? "");
    return name === "0" ? 0 : isSignal(name) ? name : undefined;
  }
  const name = text.toUpperCase().replace(/^SIG/, "");
  return isSignal(name) ? name : undefined;
}

/** What the shell says of a child that a signal has ended. */
export const DEATHS: Readonly<Partial<Record<Signal, string>>> = {
  TERM: "Terminated", KILL: "Killed", SEGV: "Segmentation fault", ABRT: "Aborted", QUIT: "Quit", HUP: "Hangup", USR1: "User defined signal 1", USR2: "User defined signal 2", ALRM: "Alarm clock",
};
