import type { ProcessContext, Program } from "../../processes/program.ts";
import { scripted, type Script } from "../../processes/scripted.ts";
import { optionOf } from "../serving/app-server.ts";
import { slashTime } from "../serving/clock.ts";
import { goServer } from "../serving/go.ts";
import { complain, exit, machine, say } from "../serving/machine.ts";

const SERVE_PORT = /^SERVE_(?:TLS_|SCTP_)?PORT_(\d+)$/;

/** A port for each SERVE_PORT_<n> in its environment, which answers with the variable's value. */
export const porter = goServer({
  name: "agnhost-porter",
  ports: ({ env }) => Object.keys(env).flatMap((name) => SERVE_PORT.exec(name)?.[1] ?? []).map((port) => ({ port: Number(port) })),
  answer: ({ port }, { env }) => ({ status: 200, body: env[`SERVE_PORT_${port}`] ?? "" }),
});

/** The files of the root directory on port 80. */
export const testWebserver = goServer({
  name: "agnhost-test-webserver",
  ports: (context) => [{ port: Number(optionOf(context, "port") ?? 80) || 80 }],
  answer(request, { files }) {
    const path = request.path.split("?", 1)[0] ?? "/";
    const text = files.read(path);
    const names = text === undefined ? files.list(path) : undefined;
    if (names) return { status: 200, body: `<pre>\n${names.map((name) => `<a href="${name}">${name}</a>\n`).join("")}</pre>\n` };
    return text === undefined ? { status: 404, body: "404 page not found\n" } : { status: 200, body: text };
  },
});

const numberOption = (context: ProcessContext, name: string, otherwise: number): number => Number(optionOf(context, name) ?? otherwise) || otherwise;

const durationOption = (context: ProcessContext, name: string, otherwiseMs: number): number => {
  const [, count, unit = "s"] = /^(\d+)(ms|s|m)?$/.exec(optionOf(context, name) ?? "") ?? [];
  return count === undefined ? otherwiseMs : Number(count) * ({ ms: 1, s: 1000, m: 60_000 }[unit] ?? 1000);
};

const METHODS = ["GET", "PUT", "POST"];

/** So many lines in so much time, then it ends. */
export const logsGenerator: Program = machine<number>({
  name: "agnhost-logs-generator",
  begin: () => ({ data: 0, acts: [], wait: { call: "sleep", ms: 0 } }),
  onWake(line, context) {
    const total = numberOption(context, "log-lines-total", 1);
    if (line >= total) return { data: line, acts: [exit(0)] };
    const text = `I${slashTime(context).slice(5).replace("/", "").replace(" ", " ")}.000000       1 logs_generator.go:76] ${line} ${METHODS[line % METHODS.length] ?? ""} /api/v1/namespaces/kube-system/pods/${(line * 7919).toString(36)} ${200 + ((line * 37) % 400)}`;
    return { data: line + 1, acts: [say(text)], wait: { call: "sleep", ms: Math.max(1, Math.floor(durationOption(context, "run-duration", 1000) / total)) } };
  },
}) as Program;

/** `connect host:port`: what network policies are tried with. */
export const connect: Program = scripted("agnhost-connect", function* (context): Script {
  const target = context.argv.slice(2).find((argument) => !argument.startsWith("-") && argument.includes(":")) ?? "";
  const at = target.lastIndexOf(":");
  const answer = yield { call: "connect", host: target.slice(0, at), port: Number(target.slice(at + 1)), timeoutMs: durationOption(context, "timeout", 10_000) };
  if (answer.ok) return 0;
  yield { call: "write", fd: 2, data: answer.errno === "ETIMEDOUT" ? "TIMEOUT\n" : answer.errno === "ECONNREFUSED" ? "REFUSED\n" : answer.errno === "ENOTFOUND" ? `DNS: lookup ${target.slice(0, at)}: no such host\n` : `OTHER: ${answer.errno}\n` };
  return 1;
}) as Program;

/** Prints the arguments that it was given. */
export const entrypointTester: Program = machine<null>({ name: "agnhost-entrypoint-tester", begin: ({ argv }) => ({ data: null, acts: [say(`[${argv.join(" ")}]`), exit(0)] }) }) as Program;

export const version: Program = machine<null>({ name: "agnhost-version", begin: () => ({ data: null, acts: [say("2.53"), exit(0)] }) }) as Program;

export const unknownCommand: Program = machine<null>({
  name: "agnhost-unknown",
  begin: ({ argv }) => (argv[1] === undefined ? { data: null, acts: [say("Usage:\n  app [command]"), exit(0)] } : { data: null, acts: [complain(`Error: unknown command "${argv[1]}" for "app"\nRun 'app --help' for usage.`), exit(1)] }),
}) as Program;
