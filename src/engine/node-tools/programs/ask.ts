import type { Json } from "../../../api/json.ts";
import type { Part } from "../../processes/applets/script.ts";
import type { NodeQuestion, RuntimeReport } from "../questions.ts";

/** Asks the machine, and is answered. */
export function* ask(question: NodeQuestion): Part<Json> {
  const answer = yield { call: "world", command: question as unknown as Json };
  return answer.ok ? (answer.world ?? null) : { error: answer.errno };
}

export const errorIn = (answer: Json): string | undefined => {
  const error = answer !== null && typeof answer === "object" && !Array.isArray(answer) ? (answer as { readonly error?: Json }).error : undefined;
  return typeof error === "string" ? error : undefined;
};

/** What an operation of the runtime came to. */
export const refusalIn = (answer: Json): string | undefined => {
  const result = answer as { readonly ok?: boolean; readonly error?: { readonly code?: string; readonly message?: string } | string } | null;
  if (!result || result.ok !== false) return errorIn(answer);
  return typeof result.error === "object" ? `rpc error: code = ${result.error.code} desc = ${result.error.message}` : result.error;
};

export function* runtime(): Part<RuntimeReport | string> {
  const answer = yield* ask({ ask: "runtime" });
  return errorIn(answer) ?? (answer as unknown as RuntimeReport);
}

/** Copies a stream to the standard output until it ends, by a child: what lasts keeps no answers. */
export function* copyStream(question: NodeQuestion): Part<number> {
  const answer = yield { call: "world", command: question as unknown as Json };
  if (!answer.ok || answer.fd === undefined) return 1;
  const copier = yield { call: "spawn", argv: ["cat"], program: "cat", fds: { 0: answer.fd, 1: 1, 2: 2 } };
  yield { call: "close", fd: answer.fd };
  if (!copier.ok) return 1;
  const ended = yield { call: "wait", pid: copier.pid ?? -1 };
  return ended.ok ? (ended.status ?? 0) : 1;
}
