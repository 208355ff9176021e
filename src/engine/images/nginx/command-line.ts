import type { ProcessContext, Program } from "../../processes/program.ts";
import type { Signal, Syscall } from "../../processes/syscall.ts";
import { slashTime } from "../serving/clock.ts";
import { complain, exit, machine, say } from "../serving/machine.ts";
import { PID_FILE, versionOf } from "./version.ts";

type NginxCommand = { readonly kind: "version" | "build" | "test" | "dump" } | { readonly kind: "signal"; readonly name: string };

const CONFIGURATION = "/etc/nginx/nginx.conf";
const INCLUDED = "/etc/nginx/conf.d";
const SIGNALS: Readonly<Record<string, Signal>> = { quit: "QUIT", stop: "TERM", reload: "HUP", reopen: "USR1" };

/** What nginx is asked to do instead of serving; undefined = nothing. */
export function commandOf(argv: readonly string[]): NginxCommand | undefined {
  const options = argv.slice(1);
  const at = options.findIndex((option) => option.startsWith("-s"));
  if (at >= 0) return { kind: "signal", name: options[at]?.slice(2) || (options[at + 1] ?? "") };
  if (options.includes("-V")) return { kind: "build" };
  if (options.includes("-v")) return { kind: "version" };
  if (options.includes("-T")) return { kind: "dump" };
  return options.includes("-t") ? { kind: "test" } : undefined;
}

/** `nginx -t`, `-T`, `-v`, `-V`, `-s SIGNAL`: says or does it, and ends. */
export const nginxCommand = machine<null>({
  name: "nginx",
  begin: (context) => ({ data: null, acts: actsOf(commandOf(context.argv), context) }),
  onFailure: (data, act, errno) =>
    act.call === "kill" ? { data, acts: [complain(`nginx: [alert] kill(${act.pid}, ${NUMBERS[act.signal] ?? 0}) failed (${errno === "EPERM" ? "1: Operation not permitted" : "3: No such process"})`), exit(1)] } : undefined,
}) as Program;

const NUMBERS: Readonly<Record<string, number>> = { QUIT: 3, TERM: 15, HUP: 1, USR1: 10 };

function actsOf(command: NginxCommand | undefined, context: ProcessContext): readonly Syscall[] {
  switch (command?.kind) {
    case "version": return [complain(`nginx version: nginx/${versionOf(context)}`), exit(0)];
    case "build": return [complain(`nginx version: nginx/${versionOf(context)}\n${BUILD}`), exit(0)];
    case "test": return [...tested(context), exit(isWell(context) ? 0 : 1)];
    case "dump": return [...tested(context), ...(isWell(context) ? [say(dumped(context))] : []), exit(isWell(context) ? 0 : 1)];
    case "signal": return signalled(command.name, context);
    case undefined: return [exit(0)];
  }
}

// Simplified: `nginx -V` prints no list of modules.
const BUILD = "built by gcc 12.2.0 (Debian 12.2.0-14+deb12u1) \nbuilt with OpenSSL 3.0.15 3 Sep 2024\nTLS SNI support enabled\nconfigure arguments: --prefix=/etc/nginx --sbin-path=/usr/sbin/nginx --conf-path=/etc/nginx/nginx.conf --pid-path=/run/nginx.pid";

const files = ({ files: reader }: ProcessContext): readonly string[] => [CONFIGURATION, ...(reader.list(INCLUDED) ?? []).filter((name) => name.endsWith(".conf")).map((name) => `${INCLUDED}/${name}`)];

/** Simplified: of faults in an nginx configuration only braces that do not match are found. */
const faultIn = (context: ProcessContext): string | undefined =>
  files(context).find((path) => {
    const text = (context.files.read(path) ?? "").replace(/#[^\n]*|"[^"]*"|'[^']*'/g, "");
    return text.split("{").length !== text.split("}").length;
  });
const isWell = (context: ProcessContext): boolean => faultIn(context) === undefined;

function tested(context: ProcessContext): readonly Syscall[] {
  const fault = faultIn(context);
  if (fault === undefined) return [complain(`nginx: the configuration file ${CONFIGURATION} syntax is ok\nnginx: configuration file ${CONFIGURATION} test is successful`)];
  const lines = (context.files.read(fault) ?? "").split("\n").length;
  const emerg = `[emerg] PID#PID: unexpected end of file, expecting "}" in ${fault}:${lines}`;
  return [complain(`${slashTime(context)} ${emerg.replaceAll("PID", String(context.pidInNamespace))}`), complain(`nginx: ${emerg.replace(" PID#PID:", "")}\nnginx: configuration file ${CONFIGURATION} test failed`)];
}

const dumped = (context: ProcessContext): string => files(context).map((path) => `# configuration file ${path}:\n${context.files.read(path) ?? ""}`).join("\n");

// Mirrors ngx_signal_process (nginx src/core/ngx_cycle.c).
function signalled(name: string, context: ProcessContext): readonly Syscall[] {
  const signal = Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined;
  if (signal === undefined) return [complain(name === "" ? 'nginx: option "-s" requires parameter' : `nginx: invalid option: "-s ${name}"`), exit(1)];
  const started = complain(`${slashTime(context)} [notice] ${context.pidInNamespace}#${context.pidInNamespace}: signal process started`);
  const text = context.files.read(PID_FILE);
  const refused = (problem: string): readonly Syscall[] => [started, complain(`${slashTime(context)} [error] ${context.pidInNamespace}#${context.pidInNamespace}: ${problem}`), complain(`nginx: [error] ${problem}`), exit(1)];
  if (text === undefined) return refused(`open() "${PID_FILE}" failed (2: No such file or directory)`);
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return refused(`invalid PID number "${text.trim()}" in "${PID_FILE}"`);
  return [started, { call: "kill", pid, signal }, exit(0)];
}
