import type { Program } from "../../processes/program.ts";
import type { ProcessContext } from "../../processes/program.ts";
import type { Syscall } from "../../processes/syscall.ts";
import { complain, exit, machine } from "../serving/machine.ts";

/**
 * The entrypoint script of many images: some preparations, then `exec "$@"`; bare options, and the server's own commands,
 * are given to `server`, where it has one.
 */
export const execRest = (name: string, server?: string, prepare: (context: ProcessContext) => readonly Syscall[] = () => [], commands: readonly string[] = []): Program =>
  machine<null>({
    name,
    begin(context) {
      const argv = context.argv[1] === "--" ? context.argv.slice(1) : context.argv;
      const rest = server !== undefined && (argv[1]?.startsWith("-") || commands.includes(argv[1] ?? "")) ? [server, ...argv.slice(1)] : argv.slice(1);
      return { data: null, acts: rest.length > 0 ? [...prepare(context), { call: "exec", argv: rest }] : [exit(0)] };
    },
    onFailure: (data, act, errno) => {
      if (act.call !== "exec") return undefined;
      const denied = errno === "EACCES";
      return { data, acts: [complain(`/${name}: exec: ${act.argv[0] ?? ""}: ${denied ? "Permission denied" : "not found"}`), exit(denied ? 126 : 127)] };
    },
  }) as Program;
