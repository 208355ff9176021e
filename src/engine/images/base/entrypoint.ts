import type { Program } from "../../processes/program.ts";
import { complain, exit, machine } from "../serving/machine.ts";

/** The entrypoint script of many images: some preparations, then `exec "$@"`. */
export const execRest = (name: string): Program =>
  machine<null>({
    name,
    begin: ({ argv }) => ({ data: null, acts: argv.length > 1 ? [{ call: "exec", argv: argv.slice(1) }] : [exit(0)] }),
    onFailure: (data, act, errno) => {
      if (act.call !== "exec") return undefined;
      const denied = errno === "EACCES";
      return { data, acts: [complain(`/${name}: exec: ${act.argv[0] ?? ""}: ${denied ? "Permission denied" : "not found"}`), exit(denied ? 126 : 127)] };
    },
  }) as Program;
