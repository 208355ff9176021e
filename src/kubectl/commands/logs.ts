import { parseRfc3339 } from "../../api/time.ts";
import type { Pod } from "../../api/types.ts";
import type { ApiRequest, RequestQuery } from "../../engine/apiserver/request.ts";
import { namedByArguments } from "../builder/arguments.ts";
import { apiRequest, call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, isNotFound, problemOf, throwProblem } from "../failure.ts";
import { bool, duration, int, text } from "../flags/flag.ts";
import { selectorFlag } from "../flags/shared-flags.ts";
import { connectionTo, streamCopy } from "../lasting/stream.ts";
import { objectsAt, stringAt } from "../objects.ts";
import { chooseContainer } from "../pods/container-choice.ts";
import { podResource, podsOf } from "../pods/for-object.ts";
import type { Session } from "../session.ts";
import { nowMs, writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const logsCommand: Command = {
  name: "logs",
  aliases: ["log"],
  short: "Print the logs for a container in a pod or specified resource",
  usage: "logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]",
  flags: [
    selectorFlag,
    bool("follow", { shorthand: "f", usage: "Specify if the logs should be streamed." }),
    bool("previous", { shorthand: "p", usage: "If true, print the logs for the previous instance of the container in a pod if it exists." }),
    text("container", { shorthand: "c", usage: "Print the logs of this container" }),
    int("tail", { default: "-1", usage: "Lines of recent log file to display." }),
    int("limit-bytes", { usage: "Maximum bytes of logs to return. Defaults to no limit." }),
    int("max-log-requests", { default: "5", usage: "Specify maximum number of concurrent logs to follow when using by a selector." }),
    duration("since", { usage: "Only return logs newer than a relative duration like 5s, 2m, or 3h." }),
    text("since-time", { usage: "Only return logs after a specific date (RFC3339)." }),
    duration("pod-running-timeout", { default: "20s", usage: "The length of time to wait until at least one pod is running" }),
    bool("timestamps", { usage: "Include timestamps on each line in the log output." }),
    bool("all-containers", { usage: "Get all containers' logs in the pod(s)." }),
    bool("all-pods", { usage: "Get logs from all pod(s). Sets prefix to true." }),
    bool("prefix", { usage: "Prefix each log line with the log source (pod name and container name)." }),
    bool("ignore-errors", { usage: "If watching / following pod logs, allow for any errors that occur to be non-fatal" }),
    bool("insecure-skip-tls-verify-backend", { usage: "Skip verifying the identity of the kubelet that logs are requested from." }),
  ],
  run: logs,
};

const usage = "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

interface LogSource {
  readonly request: ApiRequest;
  readonly prefix: string;
}

// Mirrors LogsOptions (kubectl/pkg/cmd/logs/logs.go).
function* logs(session: Session): Task<Outcome> {
  const { flags } = session;
  checkArguments(session);
  const query = yield* logQuery(session);
  const pods = yield* chosenPods(session);
  if (pods.length === 0) {
    yield* writeError(`No resources found in ${session.namespace} namespace.\n`);
    return 0;
  }
  const sources: LogSource[] = [];
  for (const pod of pods) sources.push(...(yield* sourcesOf(session, pod, query)));
  if (!flags.bool("follow")) return yield* printAll(session, sources);
  const most = flags.int("max-log-requests");
  if (sources.length > most) fail(`you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`);
  return streamCopy(sources.map(({ request, prefix }) => connectionTo(request, prefix)));
}

function checkArguments(session: Session): void {
  const { flags, args } = session;
  const selector = flags.text("selector");
  if (selector !== "" && args.length > 1) usageError(session, "only a selector (-l) or a POD name is allowed");
  if (selector !== "" && args.length === 1) usageError(session, "only a selector (-l) or a POD name is allowed");
  if (selector === "" && (args.length === 0 || args.length > 2)) usageError(session, usage);
  if (args.length === 2 && flags.text("container") !== "") usageError(session, "only one of -c or an inline [CONTAINER] arg is allowed");
  if (flags.int("tail") < -1) fail("--tail must be greater than or equal to -1");
  if (flags.changed("since") && flags.text("since-time") !== "") fail("at most one of `sinceTime` or `sinceSeconds` may be specified");
  if (flags.bool("all-containers") && (flags.text("container") !== "" || args.length === 2)) fail("--all-containers=true should not be specified with container name " + (flags.text("container") || (args[1] ?? "")));
}

function* logQuery(session: Session): Task<RequestQuery> {
  const { flags } = session;
  const tail = flags.changed("tail") ? flags.int("tail") : flags.text("selector") !== "" && !flags.bool("follow") ? 10 : -1;
  const sinceSeconds = yield* since(session);
  return {
    ...(tail >= 0 && { tailLines: tail }),
    ...(flags.int("limit-bytes") > 0 && { limitBytes: flags.int("limit-bytes") }),
    ...(sinceSeconds !== undefined && { sinceSeconds }),
    ...(flags.bool("timestamps") && { timestamps: true }),
    ...(flags.bool("previous") && { previous: true }),
    ...(flags.bool("follow") && { follow: true }),
  };
}

function* since(session: Session): Task<number | undefined> {
  const { flags, context } = session;
  if (flags.changed("since") && flags.durationMs("since") !== 0) return Math.ceil(flags.durationMs("since") / 1000);
  const time = flags.text("since-time");
  if (time === "") return undefined;
  const at = parseRfc3339(time) ?? fail(`parsing time ${JSON.stringify(time)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(time)} as "2006"`);
  return Math.max(1, Math.ceil((context.startsAtMs + (yield* nowMs()) - at) / 1000));
}

function* chosenPods(session: Session): Task<readonly Pod[]> {
  const { flags, args } = session;
  const selector = flags.text("selector");
  if (selector !== "") {
    const listed = yield* call(session, { verb: "list", resource: podResource(), namespace: session.namespace, query: { labelSelector: selector } });
    return objectsAt(listed, "items") as unknown as readonly Pod[];
  }
  const first = args[0] ?? "";
  const named = namedByArguments(first.includes("/") ? [first] : ["pods", first]);
  const target = named.form === "names" ? named.items[0] : undefined;
  if (!target) return usageError(session, usage);
  const object = yield* named404(session, getObject(session, { ...target, namespace: session.namespace }));
  const pods = yield* podsOf(session, target.resource, object, "get the logs from");
  if (target.resource.kind === "Pod") return pods;
  const [chosen] = pods;
  if (flags.bool("all-pods") || !chosen) return pods;
  if (pods.length > 1) yield* writeError(`Found ${pods.length} pods, using pod/${chosen.metadata.name}\n`);
  return [chosen];
}

// Mirrors the wrapping in LogsOptions.Complete: the namespace is named, and the prefix stands twice.
function* named404<T>(session: Session, task: Task<T>): Task<T> {
  try {
    return yield* task;
  } catch (error) {
    const problem = problemOf(error);
    if (!isNotFound(problem) || problem.kind !== "status") return throwProblem(problem);
    const about = problem.status.details?.kind === "namespaces" ? "" : ` in namespace ${JSON.stringify(session.namespace)}`;
    return fail(`error from server (NotFound): ${problem.status.message ?? ""}${about}`);
  }
}

function* sourcesOf(session: Session, pod: Pod, query: RequestQuery): Task<readonly LogSource[]> {
  const { flags, args } = session;
  const { name, namespace = session.namespace } = pod.metadata;
  const several = flags.bool("all-containers");
  const wanted = flags.text("container") || (flags.text("selector") === "" ? (args[1] ?? "") : "");
  const containers = several ? [...(pod.spec.initContainers ?? []), ...pod.spec.containers, ...(pod.spec.ephemeralContainers ?? [])] : [yield* chooseContainer(pod, wanted, false)];
  const withPrefix = flags.bool("prefix") || flags.bool("all-pods");
  return containers.map((container) => ({
    request: apiRequest({ verb: "get", resource: podResource(), namespace, name, subresource: "log", query: { ...query, container: container.name } }),
    prefix: withPrefix ? `[pod/${name}/${container.name}] ` : "",
  }));
}

function* printAll(session: Session, sources: readonly LogSource[]): Task<Outcome> {
  for (const { request, prefix } of sources) {
    const body = yield* call(session, { ...request, resource: podResource() });
    yield* writeOut(prefixed(prefix, stringAt(body, "text")));
  }
  return 0;
}

/** Before each line that has begun. */
function prefixed(prefix: string, text: string): string {
  if (prefix === "" || text === "") return text;
  const lines = text.split("\n");
  return lines.map((line, i) => (i === lines.length - 1 && line === "" ? "" : `${prefix}${line}`)).join("\n");
}
