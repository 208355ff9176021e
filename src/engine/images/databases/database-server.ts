import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit } from "../serving/machine.ts";

export interface DatabaseServer {
  readonly name: string;
  readonly port: number;
  /** What it says and how it ends where its settings do not let it start; undefined = it can. */
  refuse(context: ProcessContext): readonly Syscall[] | undefined;
  /** How long it prepares its data directory before it listens. */
  readonly initMs: number;
  ready(context: ProcessContext): readonly Syscall[];
  portTaken(context: ProcessContext): readonly string[];
  readonly stops: readonly Signal[];
  stop(context: ProcessContext): readonly Syscall[];
}

/** Simplified: a database accepts connections and speaks no protocol of its own. */
export const databaseServer = ({ name, port, refuse, initMs, ready, portTaken, stops, stop }: DatabaseServer): Program =>
  httpServer<null>({
    name,
    init: () => null,
    ports: () => [{ port }],
    before: (context) => refuse(context) ?? [{ call: "sleep", ms: initMs }],
    after: ready,
    portTaken: (_, __, context) => ({ acts: [...portTaken(context).map(complain), exit(1)], again: false }),
    respond: (data) => ({ data, response: response(400, "Bad Request", {}, "") }),
    stops,
    stop: (_, __, context) => [...stop(context), exit(0)],
  });

/** True where none of the variables is set to something. */
export const lacks = (context: ProcessContext, ...names: readonly string[]): boolean => names.every((name) => (context.env[name] ?? "") === "");
