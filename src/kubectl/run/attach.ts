import { asJson } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { resourceFor } from "../../api/resources.ts";
import { apiRequest, getObject } from "../client.ts";
import type { Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { connectionTo, streamCopy } from "../lasting/stream.ts";
import { waitingFor } from "../lasting/waiting.ts";
import type { Waiting } from "../lasting/waiting.ts";
import { objectsAt, stringAt } from "../objects.ts";
import { terminalOf } from "../pods/terminal.ts";
import type { Session } from "../session.ts";
import { nowMs } from "../task.ts";
import type { Task } from "../task.ts";

export const attachGreeting =
  "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\n" +
  "If you don't see a command prompt, try pressing enter.\n";

// Mirrors reattachMessage (kubectl/pkg/cmd/attach/attach.go).
/** What is said at the end of a session whose container may still be there. */
export function farewellOf({ flags }: Session, pod: JsonObject, container: string, tty: boolean): string {
  if (flags.bool("quiet") || !flags.bool("stdin") || !tty || stringAt(pod, "spec", "restartPolicy") !== "Always") return "";
  const how = `'kubectl attach ${stringAt(pod, "metadata", "name")} -c ${container} -i -t'`;
  const ephemeral = objectsAt(pod, "spec", "ephemeralContainers").some((one) => stringAt(one, "name") === container);
  return ephemeral ? `Session ended, the ephemeral container will not be restarted but may be reattached using ${how} if it is still running\n` : `Session ended, resume using ${how} command when the pod is running\n`;
}

// Mirrors handleAttachPod (kubectl/pkg/cmd/run/run.go): waits for the pod to run, then is its terminal.
export function* attachToRun(session: Session, name: string): Task<Outcome> {
  const { flags, namespace } = session;
  const resource = resourceFor("", "v1", "Pod") ?? fail("no pods");
  const phase = yield* runningPhase(session, name);
  const stdin = flags.bool("stdin");
  const tty = phase === "Running" && (yield* terminalOf(session, flags.bool("tty")));
  const connection = (subresource: "log" | "attach") => {
    const query = subresource === "log" ? { container: name, follow: true } : { container: name, stdin, tty };
    return connectionTo(apiRequest({ verb: subresource === "log" ? "get" : "create", resource, namespace, name, subresource, query }));
  };
  const then = whatFollows(session, name);
  const log = streamCopy([connection("log")], { then });
  if (phase !== "Running") return log;
  return streamCopy([connection("attach")], { stdin, tty, greeting: flags.bool("quiet") ? "" : attachGreeting, then, fallback: log });
}

/** Waits until the pod runs or has ended. */
function* runningPhase(session: Session, name: string): Task<string> {
  const resource = resourceFor("", "v1", "Pod") ?? fail("no pods");
  const deadline = (yield* nowMs()) + session.flags.durationMs("pod-running-timeout");
  const pod = yield* getObject(session, { resource, namespace: session.namespace, name });
  let phase = stringAt(pod, "status", "phase");
  if (ended(phase)) return phase;
  const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: stringAt(pod, "metadata", "resourceVersion") };
  const opened = yield { call: "watch", request: apiRequest({ verb: "watch", resource, namespace: session.namespace, query }) };
  const watch = opened.ok ? (opened.watch ?? 0) : 0;
  while (!ended(phase)) {
    const left = deadline - (yield* nowMs());
    const answer = yield { call: "nextEvent", watch, timeoutMs: Math.max(0, left) };
    if (!answer.ok || answer.timedOut) return fail("timed out waiting for the condition");
    if (answer.event?.type === "DELETED") return fail("pod was deleted before it ran");
    phase = (answer.event && stringAt(asJson(answer.event.object), "status", "phase")) || phase;
  }
  yield { call: "unwatch", watch };
  return phase;
}

const ended = (phase: string): boolean => phase === "Running" || phase === "Succeeded" || phase === "Failed";

/** The pod's end is waited for, unless it would be restarted; then --rm takes it away. */
function whatFollows(session: Session, name: string): Waiting | null {
  const { flags, namespace } = session;
  const after = flags.bool("rm") ? removal(session, name) : null;
  if (flags.text("restart") === "Always" || flags.bool("leave-stdin-open")) return after;
  const resource = resourceFor("", "v1", "Pod") ?? fail("no pods");
  const target = { request: apiRequest({ verb: "get", resource, namespace, name }), uid: "", shown: `pod/${name}` };
  return { ...waitingFor([target], { type: "completed" }, { announce: false, deadlineMs: null }), ...(after && { after }) };
}

/** --rm: what is left to do when the terminal closes. */
function removal({ namespace }: Session, name: string): Waiting {
  const resource = resourceFor("", "v1", "Pod") ?? fail("no pods");
  const request = apiRequest({ verb: "delete", resource, namespace, name, body: { propagationPolicy: "Background" } });
  const target = { request: apiRequest({ verb: "get", resource, namespace, name }), uid: "", shown: `pod/${name}` };
  const deleteFirst = { request, text: `pod ${JSON.stringify(name)} deleted from ${namespace} namespace\n` };
  return { ...waitingFor([target], { type: "deleted" }, { announce: false, deadlineMs: null }), deleteFirst };
}
