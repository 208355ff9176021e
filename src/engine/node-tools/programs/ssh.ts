import { err, out, type Part } from "../../processes/applets/script.ts";
import type { ProcessContext } from "../../processes/program.ts";
import { scripted } from "../../processes/scripted.ts";
import { KERNEL } from "../../processes/kernel-release.ts";
import { nodeEnvironment } from "../machine.ts";
import type { MachineReport } from "../questions.ts";
import { ask } from "./ask.ts";

/** What the network does before it says that nobody is there, and before it gives up. */
const NO_ROUTE_MS = 3000;
const GIVE_UP_MS = 130_000;
const HANDSHAKE_MS = 120;
const REFUSED = 255;

const WITH_VALUE = new Set(["-b", "-c", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-o", "-p", "-Q", "-R", "-S", "-W", "-w"]);

// Simplified: ssh to a node always works: keys are in place, root is let in, and the host key is known.
export const ssh = scripted("ssh", function* (context) {
  const args = context.argv.slice(1);
  let at = 0;
  let terminal = false;
  while (args[at]?.startsWith("-")) {
    if (/^-t+$/.test(args[at] ?? "")) terminal = true;
    at += WITH_VALUE.has(args[at] ?? "") ? 2 : 1;
  }
  const target = args[at];
  if (target === undefined) {
    yield* err("usage: ssh [-i identity_file] [-l login_name] [-o option] [-p port] [-t] destination [command [argument ...]]\n");
    return REFUSED;
  }
  return yield* logIn(context, target.replace(/^ssh:\/\//, "").replace(/^.*@/, ""), args.slice(at + 1), terminal);
});

/** A shell or a command on a node, under the terminal or the pipes of this process. */
export function* logIn(context: ProcessContext, name: string, command: readonly string[], terminal: boolean, farewell = true): Part<number> {
  const nodes = (yield* ask({ ask: "nodes" })) as unknown as readonly MachineReport[];
  const node = nodes.find((each) => each.name === name || each.address === name);
  if (!node) {
    yield* err(`ssh: Could not resolve hostname ${name}: Name or service not known\n`);
    return REFUSED;
  }
  if (!node.power || !node.network) {
    yield { call: "sleep", ms: node.power ? GIVE_UP_MS : NO_ROUTE_MS };
    yield* err(`ssh: connect to host ${name} port 22: ${node.power ? "Connection timed out" : "No route to host"}\n`);
    return REFUSED;
  }
  yield { call: "sleep", ms: HANDSHAKE_MS };
  const interactive = command.length === 0;
  const tty = context.isTty(0) && (interactive || terminal);
  const env = { ...nodeEnvironment, SSH_CONNECTION: `192.168.77.1 50122 ${node.address} 22`, ...(tty && { SSH_TTY: "/dev/pts/0" }) };
  if (interactive && tty) yield* out(`Linux ${node.name} ${KERNEL.release} ${KERNEL.version} ${KERNEL.machine}\n`);
  const argv = interactive ? ["-bash"] : ["bash", "-c", command.join(" ")];
  const started = yield { call: "spawn", argv, program: "bash", env, enter: { kind: "host", host: node.name } };
  if (!started.ok) {
    yield* err(`ssh: connect to host ${name} port 22: Connection refused\n`);
    return REFUSED;
  }
  // With a terminal every key travels on: Ctrl-C is for what runs there.
  if (tty) yield { call: "signal", signal: "INT", disposition: "catch" };
  let ended = yield { call: "wait", pid: started.pid ?? -1 };
  while (!ended.ok && ended.errno === "EINTR") ended = yield { call: "wait", pid: started.pid ?? -1 };
  const status = ended.ok ? (ended.status ?? 0) : REFUSED;
  const gone = ended.ok && ended.signal === "KILL";
  if (gone) yield* err(`client_loop: send disconnect: Broken pipe\n`);
  else if (tty && farewell) yield* err(`Connection to ${name} closed.\n`);
  return gone ? REFUSED : status;
}
