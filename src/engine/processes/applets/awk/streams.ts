import { err, errorText, type Part } from "../script.ts";
import { AwkError } from "./syntax.ts";

interface Open {
  readonly fd: number;
  /** The command at the other end. */
  readonly pid?: number;
  rest: string;
  ended: boolean;
}

/** The files and commands that a program has opened, by the text it knows them by. */
export class Streams {
  private readonly open = new Map<string, Open>();

  /** Where `print > name` and `print | name` go. */
  *writer(how: ">" | ">>" | "|", name: string): Part<number> {
    if (name === "/dev/stderr" && how !== "|") return 2;
    if ((name === "/dev/stdout" || name === "-") && how !== "|") return 1;
    const known = this.open.get(name);
    if (known) return known.fd;
    if (how === "|") return yield* this.start(name, "read");
    const opened = yield { call: "open", path: name, mode: how === ">" ? "write" : "append" };
    if (!opened.ok) throw new AwkError(`can't redirect to '${name}': ${errorText(opened.errno)}`);
    this.open.set(name, { fd: opened.fd ?? 1, rest: "", ended: false });
    return opened.fd ?? 1;
  }

  /** A shell runs the command; we keep the pipe's other end. */
  private *start(command: string, childs: "read" | "write"): Part<number> {
    const pipe = yield { call: "pipe" };
    const [readFd, writeFd] = pipe.ok ? [pipe.fd ?? 0, pipe.writeFd ?? 1] : [0, 1];
    const child = yield { call: "spawn", argv: ["sh", "-c", command], fds: childs === "read" ? { 0: readFd, 1: 1, 2: 2 } : { 0: 0, 1: writeFd, 2: 2 } };
    if (!child.ok) yield* err(`sh: ${command}: not found\n`);
    yield { call: "close", fd: childs === "read" ? readFd : writeFd };
    const fd = childs === "read" ? writeFd : readFd;
    this.open.set(command, { fd, pid: child.ok ? (child.pid ?? 0) : 0, rest: "", ended: false });
    return fd;
  }

  /** The next line of a file or a command's output; undefined at its end, null where it cannot be opened. */
  *line(from: "file" | "command", name: string): Part<string | undefined | null> {
    if (!this.open.has(name)) {
      if (from === "command") yield* this.start(name, "write");
      else {
        const opened: { readonly ok: boolean; readonly fd?: number } = name === "-" || name === "/dev/stdin" ? { ok: true, fd: 0 } : yield { call: "open", path: name, mode: "read" };
        if (!opened.ok) return null;
        this.open.set(name, { fd: opened.fd ?? 0, rest: "", ended: false });
      }
    }
    const stream = this.open.get(name);
    while (stream && !stream.ended && !stream.rest.includes("\n")) {
      const chunk = yield { call: "read", fd: stream.fd };
      if (!chunk.ok || !chunk.data) stream.ended = true;
      else stream.rest += chunk.data;
    }
    if (!stream || (stream.ended && stream.rest === "")) return undefined;
    const newline = stream.rest.indexOf("\n");
    const line = newline < 0 ? stream.rest : stream.rest.slice(0, newline);
    stream.rest = newline < 0 ? "" : stream.rest.slice(newline + 1);
    return line;
  }

  /** close(): the exit status of a command, -1 for what is not open. */
  *close(name: string): Part<number> {
    const stream = this.open.get(name);
    if (!stream) return -1;
    this.open.delete(name);
    yield { call: "close", fd: stream.fd };
    if (stream.pid === undefined) return 0;
    const ended = yield { call: "wait", pid: stream.pid };
    return ended.ok ? (ended.status ?? 0) : -1;
  }

  *closeAll(): Part<void> {
    for (const name of [...this.open.keys()]) yield* this.close(name);
  }
}
