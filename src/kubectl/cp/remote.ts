import type { Pod, Status } from "../../api/types.ts";
import { apiRequest } from "../client.ts";
import { fail, statusProblem, throwProblem } from "../failure.ts";
import { podResource } from "../pods/for-object.ts";
import type { Task } from "../task.ts";

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a command in a container to its end, with `input` as its standard input. */
export function* runIn(pod: Pod, container: string, command: readonly string[], input?: string): Task<Ended> {
  const { name, namespace = "default" } = pod.metadata;
  const query = { container, command, stdin: input !== undefined, tty: false };
  const opened = yield { call: "stream", request: apiRequest({ verb: "create", resource: podResource(), namespace, name, subresource: "exec", query }) };
  if (!opened.ok) return fail(`unable to connect: ${opened.errno}`);
  if (opened.api && opened.api.code >= 400) return refused(opened.api.body as Status);
  const { fd = -1, errFd = -1, inFd = -1 } = opened;
  if (input !== undefined) {
    yield { call: "write", fd: inFd, data: input };
    yield { call: "close", fd: inFd };
  }
  const stdout = yield* all(fd);
  const stderr = yield* all(errFd);
  const status = yield { call: "streamStatus", fd };
  return { stdout, stderr, exitCode: status.ok ? (status.exitCode ?? 0) : 1 };
}

function* all(fd: number): Task<string> {
  let text = "";
  for (;;) {
    const answer = yield { call: "read", fd, until: "eof" };
    if (!answer.ok) return text;
    text += answer.data ?? "";
    if (answer.eof || !answer.data) return text;
  }
}

function refused(status: Status): never {
  const { message = "", reason } = status;
  if (reason === undefined) return throwProblem(statusProblem(status));
  return fail(message.startsWith("unable to upgrade connection") || reason === "InternalError" ? message : `unable to upgrade connection: ${message}`);
}
