import type { ProcessNamespaces } from "../process-table.ts";
import { scripted } from "../scripted.ts";
import { readOptions } from "./options.ts";
import { err, errorText } from "./script.ts";

const LETTERS: Readonly<Record<string, keyof ProcessNamespaces>> = { m: "mnt", u: "uts", i: "ipc", n: "net", p: "pid", U: "user", C: "cgroup" };
const LONG = { target: "t", all: "a", mount: "m", uts: "u", ipc: "i", net: "n", pid: "p", user: "U", cgroup: "C", root: "r", wd: "w", "no-fork": "F", "preserve-credentials": "P" };

// Mirrors nsenter (util-linux sys-utils/nsenter.c): with the PID namespace it forks, since only a child lives in it.
export const nsenter = scripted("nsenter", function* (context) {
  // A namespace's option may name a file: --net=/proc/1/ns/net.
  const args = context.argv.slice(1).map((argument) => argument.replace(/^--(mount|uts|ipc|net|pid|user|cgroup)=.*$/, "--$1"));
  const byFile = context.argv.map((argument) => /^--\w+=\/proc\/(\d+)\/ns\//.exec(argument)?.[1]).find((pid) => pid !== undefined);
  const options = readOptions(args, "+t:amuinpUCrwFPZ", LONG);
  if (!options.ok) {
    yield* err(`nsenter: ${options.missingArgument ? `option requires an argument -- '${options.letter}'` : `invalid option -- '${options.letter}'`}\nTry 'nsenter --help' for more information.\n`);
    return 1;
  }
  const target = options.value("t") ?? byFile;
  const names = options.has("a") ? Object.values(LETTERS) : Object.entries(LETTERS).filter(([letter]) => options.has(letter)).map(([, name]) => name);
  if (target === undefined && names.length > 0) {
    yield* err("nsenter: no target PID specified\n");
    return 1;
  }
  const pid = Number(target ?? context.pid);
  if (!Number.isSafeInteger(pid) || pid <= 0) {
    yield* err(`nsenter: failed to parse pid: '${target}': Invalid argument\n`);
    return 1;
  }
  const argv = options.operands.length > 0 ? options.operands : [context.env["SHELL"] || "/bin/sh"];
  const enter = { kind: "namespaces", pid, namespaces: names } as const;
  if (!names.includes("pid") || options.has("F")) {
    const failed = yield { call: "exec", argv, enter };
    return yield* refused(failed.ok ? "EINVAL" : failed.errno, pid, argv[0] ?? "", names[0]);
  }
  const started = yield { call: "spawn", argv, enter };
  if (!started.ok) return yield* refused(started.errno, pid, argv[0] ?? "", names[0]);
  const ended = yield { call: "wait", pid: started.pid ?? -1 };
  return ended.ok ? (ended.status ?? 0) : 1;
});

function* refused(errno: Parameters<typeof errorText>[0], pid: number, command: string, namespace: string | undefined) {
  if (errno === "ESRCH") yield* err(`nsenter: cannot open /proc/${pid}/ns/${namespace ?? "mnt"}: No such file or directory\n`);
  else if (errno === "EPERM") yield* err(`nsenter: cannot open /proc/${pid}/ns/${namespace ?? "mnt"}: Permission denied\n`);
  else yield* err(`nsenter: failed to execute ${command}: ${errorText(errno)}\n`);
  return errno === "ESRCH" || errno === "EPERM" ? 1 : errno === "ENOENT" ? 127 : 126;
}
