import type { ProcessContext, Program } from "../../processes/program.ts";
import { scripted, type Script } from "../../processes/scripted.ts";

/** A client that asks its server whether it is there: what exec probes run. */
export interface PingTool {
  readonly name: string;
  /** Where it connects to. */
  target(context: ProcessContext): { readonly host: string; readonly port: number };
  /** What it prints and how it ends when somebody answers, and when nobody does. */
  answered(context: ProcessContext): Spoken;
  refused(context: ProcessContext, host: string, port: number): Spoken;
}

export interface Spoken {
  readonly out?: string;
  readonly err?: string;
  readonly code: number;
}

/** Simplified: tools such as redis-cli ping or pg_isready take an accepted connection for an answer. */
export const pingTool = ({ name, target, answered, refused }: PingTool): Program =>
  scripted(name, function* (context): Script {
    const { host, port } = target(context);
    const found = yield { call: "connect", host, port, timeoutMs: 5000 };
    const { out = "", err = "", code } = found.ok ? answered(context) : refused(context, host, port);
    if (out !== "") yield { call: "write", fd: 1, data: out };
    if (err !== "") yield { call: "write", fd: 2, data: err };
    return code;
  }) as Program;

/** The value of `-h host`, `-hhost`, `--host=host`, `--host host`. */
export function flagValue({ argv }: ProcessContext, short: string, long: string): string | undefined {
  for (let at = 1; at < argv.length; at += 1) {
    const argument = argv[at] ?? "";
    if (argument === short || argument === long) return argv[at + 1];
    if (argument.startsWith(`${long}=`)) return argument.slice(long.length + 1);
    if (argument.startsWith(short) && !argument.startsWith("--") && argument.length > short.length) return argument.slice(short.length);
  }
  return undefined;
}
