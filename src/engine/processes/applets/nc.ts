import type { ProcessContext, Program, Step } from "../program.ts";
import type { Answer, Syscall } from "../syscall.ts";
import { isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { errorText } from "./script.ts";

/** nc, as far as whole requests go: it can tell whether a port answers, and it can hold one open. */
interface NcState {
  readonly phase: "listen" | "accept" | "show" | "wait" | "connect" | "ending";
  readonly code: number;
  readonly keep: boolean;
  readonly program: readonly string[];
  readonly host: string;
}

const step = (state: NcState, syscall: Syscall): Step<NcState> => ({ state, syscall });
const end = (state: NcState, code: number, complaint = ""): Step<NcState> =>
  complaint === "" ? step(state, { call: "exit", code }) : step({ ...state, phase: "ending", code }, { call: "write", fd: 2, data: complaint });

function begin(context: ProcessContext): Step<NcState> {
  const argv = context.argv.slice(1);
  const execAt = argv.indexOf("-e");
  const program = execAt < 0 ? [] : argv.slice(execAt + 1);
  const options = readOptions(execAt < 0 ? argv : argv.slice(0, execAt), "lkp:w:nzvu46s:i:q:");
  const idle: NcState = { phase: "ending", code: 1, keep: false, program, host: "" };
  if (!options.ok) return end(idle, 1, `nc: invalid option -- '${options.letter}'\n`);
  const [host = "", port = "0"] = options.operands;
  if (options.has("l")) {
    const listening: NcState = { ...idle, phase: "listen", keep: options.has("k") };
    return step(listening, { call: "listen", port: Number(options.value("p") ?? (port === "0" ? host : port)) || 0, protocol: options.has("u") ? "UDP" : "TCP" });
  }
  if (host === "") return end(idle, 1, "BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n\nUsage: nc [OPTIONS] HOST PORT  - connect\nnc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen\n");
  const seconds = options.value("w");
  return step({ ...idle, phase: "connect", host }, { call: "connect", host, port: Number(port) || 0, ...(seconds === undefined ? {} : { timeoutMs: Number(seconds) * 1000 }) });
}

export const nc: Program<NcState> = {
  name: "nc",
  start: begin,
  resume(state, answer, context) {
    switch (state.phase) {
      case "ending": return step(state, { call: "exit", code: state.code });
      case "connect": return connected(state, answer, context);
      case "listen": return answer.ok ? step({ ...state, phase: "accept" }, { call: "accept" }) : end(state, 1, `nc: bind: ${errorText(answer.errno)}\n`);
      case "accept": return accepted(state, answer);
      case "show":
        if (state.program.length > 0 && answer.ok) return step({ ...state, phase: "wait" }, { call: "wait", pid: answer.pid ?? -1 });
        return again(state);
      case "wait": return again(state);
    }
  },
};

const again = (state: NcState): Step<NcState> => (state.keep ? step({ ...state, phase: "accept" }, { call: "accept" }) : end(state, 0));

function accepted(state: NcState, answer: Answer): Step<NcState> {
  if (!answer.ok) return end(state, 1);
  if (state.program.length > 0) return step({ ...state, phase: "show" }, { call: "spawn", argv: state.program });
  const { method = "GET", path = "/", headers = {} } = answer.request ?? {};
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return step({ ...state, phase: "show" }, { call: "write", fd: 1, data: `${method} ${path} HTTP/1.1\n${lines.join("")}\n` });
}

function connected(state: NcState, answer: Answer, context: ProcessContext): Step<NcState> {
  const verbose = context.argv.some((argument) => /^-\w*v/.test(argument));
  const [host, port] = context.argv.slice(1).filter((argument) => !argument.startsWith("-")).slice(-2);
  if (answer.ok) return end(state, 0, verbose ? (isGnu(context) ? `Connection to ${host} ${port} port [tcp/*] succeeded!\n` : `${host} (${host}:${port}) open\n`) : "");
  if (answer.errno === "ENOTFOUND") return end(state, 1, `nc: bad address '${state.host}'\n`);
  if (answer.errno === "ETIMEDOUT") return end(state, 1, `nc: ${state.host} (${state.host}:${port}): Connection timed out\n`);
  return end(state, 1, isGnu(context) ? `nc: connect to ${host} port ${port} (tcp) failed: ${errorText(answer.errno)}\n` : verbose ? `nc: ${state.host} (${state.host}:${port}): ${errorText(answer.errno)}\n` : `nc: can't connect to remote host (${state.host}): ${errorText(answer.errno)}\n`);
}
