import type { Answer, Errno, Syscall } from "../syscall.ts";

/** Part of a scripted program's body: `yield*` it. */
export type Part<T> = Generator<Syscall, T, Answer>;

export function* out(text: string): Part<Answer> {
  return text === "" ? { ok: true } : yield { call: "write", fd: 1, data: text };
}
export function* err(text: string): Part<Answer> {
  return yield { call: "write", fd: 2, data: text };
}

/** Less takes no time that anyone would notice. */
const WORTH_CHARGING = 100;
/** What has been looked at takes CPU time, in steps. */
export function* compute(steps: number): Part<void> {
  if (steps >= WORTH_CHARGING) yield { call: "yield", steps };
}

/** Texts of strerror. */
const ERROR_TEXTS: Readonly<Partial<Record<Errno, string>>> = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EEXIST: "File exists",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  ENOTEMPTY: "Directory not empty",
  EROFS: "Read-only file system",
  ENOSPC: "No space left on device",
  EFBIG: "File too large",
  EBADF: "Bad file descriptor",
  EPIPE: "Broken pipe",
  EINTR: "Interrupted system call",
  ECHILD: "No child processes",
  ESRCH: "No such process",
  EPERM: "Operation not permitted",
  EINVAL: "Invalid argument",
  ENOEXEC: "Exec format error",
  EMFILE: "Too many open files",
  EAGAIN: "Resource temporarily unavailable",
  ELOOP: "Too many levels of symbolic links",
  EXDEV: "Invalid cross-device link",
  ENOMEM: "Out of memory",
  ENAMETOOLONG: "File name too long",
  E2BIG: "Argument list too long",
  EADDRINUSE: "Address already in use",
  ECONNREFUSED: "Connection refused",
  ETIMEDOUT: "Connection timed out",
  EHOSTUNREACH: "No route to host",
  ENETUNREACH: "Network is unreachable",
  ENOTFOUND: "Name or service not known",
  ECONNRESET: "Connection reset by peer",
};
export const errorText = (errno: Errno): string => ERROR_TEXTS[errno] ?? errno;

export type Content = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly errno: Errno };

/** All of a file, or of standard input for "-". */
export function* contentOf(path: string): Part<Content> {
  if (path === "-") return { ok: true, text: yield* readAll(0) };
  const opened = yield { call: "open", path, mode: "read" };
  if (!opened.ok) return opened;
  const fd = opened.fd ?? -1;
  const text = yield { call: "read", fd, until: "eof" };
  yield { call: "close", fd };
  return text.ok ? { ok: true, text: text.data ?? "" } : text;
}

/** Simplified: what a tool that needs all its input can hold of it. */
export const MOST_HELD = 16 * 1024 * 1024;

export function* readAll(fd: number): Part<string> {
  let text = "";
  for (;;) {
    const answer = yield { call: "read", fd, until: "eof" };
    if (!answer.ok) return text;
    text += answer.data ?? "";
    if (answer.eof || answer.data === "") return text;
  }
}

/** Lines without their newlines; a last line without one counts. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
