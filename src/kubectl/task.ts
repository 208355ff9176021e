import type { ApiRequest, ApiResponse } from "../engine/apiserver/request.ts";
import type { Answer, Syscall } from "../engine/processes/syscall.ts";
import { messageProblem, throwProblem } from "./failure.ts";

/** A piece of a command: a pure generator of syscalls. It is re-run over the answers after a restore, so it keeps no clock. */
export type Task<T> = Generator<Syscall, T, Answer>;

export function* writeOut(text: string): Task<void> {
  if (text !== "") yield { call: "write", fd: 1, data: text };
}

export function* writeError(text: string): Task<void> {
  if (text !== "") yield { call: "write", fd: 2, data: text };
}

/** Virtual milliseconds since t=0, asked anew. */
export function* nowMs(): Task<number> {
  const answer = yield { call: "now" };
  return answer.ok ? (answer.number ?? 0) : 0;
}

export function* sleep(ms: number): Task<void> {
  yield { call: "sleep", ms };
}

/** All of standard input. */
export function* readStdin(): Task<string> {
  let text = "";
  for (;;) {
    const answer = yield { call: "read", fd: 0, until: "eof" };
    if (!answer.ok) return text;
    text += answer.data ?? "";
    if (answer.eof || answer.data === "" || answer.data === undefined) return text;
  }
}

/** One API request; its answer may be an error Status. Fails as kubectl does where no API server answers. */
export function* sendRequest(request: ApiRequest): Task<ApiResponse> {
  const answer = yield { call: "api", request };
  if (answer.ok && answer.api) return answer.api;
  return throwProblem(messageProblem(serverRefused, { bare: true }));
}

export const serverAddress = "192.168.77.1:6443";
export const serverRefused = `The connection to the server ${serverAddress} was refused - did you specify the right host or port?`;
