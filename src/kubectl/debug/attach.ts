import { asJson } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { apiRequest, getObject } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { connectionTo, streamCopy } from "../lasting/stream.ts";
import { objectAt, objectsAt, stringAt } from "../objects.ts";
import { terminalOf } from "../pods/terminal.ts";
import { podResource } from "../pods/for-object.ts";
import { attachGreeting, farewellOf } from "../run/attach.ts";
import type { Session } from "../session.ts";
import { writeError } from "../task.ts";
import type { Task } from "../task.ts";

// Mirrors handleAttachPod and waitForContainer (kubectl/pkg/cmd/debug/debug.go).
export function* attachToDebugger(session: Session, namespace: string, name: string, container: string): Task<Outcome> {
  const { flags } = session;
  const resource = podResource();
  const pod = yield* startedPod(session, namespace, name, container);
  const log = streamCopy([connectionTo(apiRequest({ verb: "get", resource, namespace, name, subresource: "log", query: { container, follow: true } }))]);
  if (objectAt(statusOf(pod, container), "state", "terminated")["exitCode"] !== undefined) return log;
  const stdin = flags.bool("stdin");
  const tty = yield* terminalOf(session, flags.bool("tty"));
  const request = apiRequest({ verb: "create", resource, namespace, name, subresource: "attach", query: { container, stdin, tty } });
  return streamCopy([connectionTo(request)], { stdin, tty, greeting: flags.bool("quiet") ? "" : attachGreeting, farewell: farewellOf(session, pod, container, tty), fallback: log });
}

const statusOf = (pod: JsonObject, container: string): JsonObject =>
  ["initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses"].flatMap((list) => objectsAt(pod, "status", list)).find((status) => stringAt(status, "name") === container) ?? {};

const began = (pod: JsonObject, container: string): boolean => {
  const state = objectAt(statusOf(pod, container), "state");
  return state["running"] !== undefined || state["terminated"] !== undefined;
};

/** The pod once the container runs or has ended; what keeps it waiting is said, each thing once. */
function* startedPod(session: Session, namespace: string, name: string, container: string): Task<JsonObject> {
  const resource = podResource();
  let pod = yield* getObject(session, { resource, namespace, name });
  if (began(pod, container)) return pod;
  const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: stringAt(pod, "metadata", "resourceVersion") };
  const opened = yield { call: "watch", request: apiRequest({ verb: "watch", resource, namespace, query }) };
  const watch = opened.ok ? (opened.watch ?? 0) : 0;
  let said = "";
  while (!began(pod, container)) {
    const waiting = stringAt(statusOf(pod, container), "state", "waiting", "message");
    if (!session.flags.bool("quiet") && waiting !== "" && waiting !== said) yield* writeError(`Warning: container ${container}: ${waiting}\n`);
    said = waiting || said;
    const answer = yield { call: "nextEvent", watch };
    if (!answer.ok || answer.event?.type === "DELETED") return fail('Error from server (NotFound): pods "" not found');
    if (answer.event) pod = asJson(answer.event.object) as JsonObject;
  }
  yield { call: "unwatch", watch };
  return pod;
}
