import type { Program } from "../../processes/program.ts";
import { scripted, type Script } from "../../processes/scripted.ts";

const WITH_VALUE = ["-h", "-p", "-a", "-n", "-u", "--user", "--pass"];

/** `redis-cli [-h host] [-p port] COMMAND…`; without a command it reads commands, a line each. */
export const redisCli: Program = scripted("redis-cli", function* ({ argv }): Script {
  const options: Record<string, string> = {};
  let at = 1;
  for (; at < argv.length && (argv[at] ?? "").startsWith("-"); at += 1) if (WITH_VALUE.includes(argv[at] ?? "")) options[argv[at] ?? ""] = argv[(at += 1)] ?? "";
  const host = options["-h"] ?? "127.0.0.1";
  const port = Number(options["-p"] ?? 6379) || 6379;
  const commands: (readonly string[])[] = at < argv.length ? [argv.slice(at)] : [];
  if (commands.length === 0) {
    const read = yield { call: "read", fd: 0, until: "eof" };
    const text = read.ok ? (read.data ?? "") : "";
    commands.push(...text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim().split(/\s+/)])));
  }
  for (const command of commands) {
    const found = yield { call: "resolve", name: host };
    const address = found.ok ? (found.addresses?.[0] ?? host) : host;
    const answer = yield { call: "http", request: { method: "REDIS", scheme: "http", host: address, port, path: "/", headers: {}, body: JSON.stringify(command) }, timeoutMs: 5000 };
    if (!answer.ok) {
      const why = !found.ok ? "Name or service not known" : answer.errno === "ETIMEDOUT" ? "Connection timed out" : "Connection refused";
      yield { call: "write", fd: 2, data: `Could not connect to Redis at ${host}:${port}: ${why}\n` };
      return 1;
    }
    yield { call: "write", fd: 1, data: `${answer.response?.body ?? ""}\n` };
  }
  return 0;
}) as Program;
