import { isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import { parseLabelSelector } from "../../api/labels.ts";
import { resourceFor } from "../../api/resources.ts";
import { call } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { array, bool, duration, int, text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, outputFlags } from "../flags/shared-flags.ts";
import { withValue } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import { attachToRun } from "../run/attach.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const runCommandOfKubectl: Command = {
  name: "run",
  short: "Run a particular image on the cluster",
  usage: "run NAME --image=image [--env=\"key=value\"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...] [options]",
  flags: [
    ...outputFlags,
    dryRunFlag,
    fieldManagerFlag("kubectl-run"),
    text("image", { usage: "The image for the container to run." }),
    text("image-pull-policy", { usage: "The image pull policy for the container." }),
    text("port", { usage: "The port that this container exposes." }),
    array("env", { usage: "Environment variables to set in the container." }),
    text("labels", { shorthand: "l", usage: "Comma separated labels to apply to the pod." }),
    array("annotations", { usage: "Annotations to apply to the pod." }),
    text("restart", { default: "Always", usage: "The restart policy for this Pod. Legal values [Always, OnFailure, Never]." }),
    text("overrides", { usage: "An inline JSON override for the generated object." }),
    text("override-type", { default: "merge", usage: "The method used to override the generated object: json, merge, or strategic." }),
    bool("command", { usage: "If true and extra arguments are present, use them as the 'command' field in the container." }),
    bool("stdin", { shorthand: "i", usage: "Keep stdin open on the container in the pod, even if nothing is attached." }),
    bool("tty", { shorthand: "t", usage: "Allocate a TTY for the container in the pod." }),
    bool("attach", { usage: "If true, wait for the Pod to start running, and then attach to the Pod." }),
    bool("leave-stdin-open", { usage: "If the pod is started in interactive mode or with stdin, leave stdin open after the first attach completes." }),
    bool("rm", { usage: "If true, delete the pod after it exits." }),
    bool("expose", { usage: "If true, create a ClusterIP service associated with the pod." }),
    bool("privileged", { usage: "If true, run the container in privileged mode." }),
    bool("quiet", { shorthand: "q", usage: "If true, suppress prompt messages." }),
    bool("wait", { usage: "If true, wait for resources to be gone before returning." }),
    bool("force", { usage: "If true, immediately remove resources from API and bypass graceful deletion." }),
    bool("save-config", { usage: "If true, the configuration of current object will be saved in its annotation." }),
    int("grace-period", { default: "-1", usage: "Period of time in seconds given to the resource to terminate gracefully." }),
    duration("timeout", { usage: "The length of time to wait before giving up on a delete." }),
    duration("pod-running-timeout", { default: "1m0s", usage: "The length of time to wait until at least one pod is running." }),
    text("cascade", { default: "background", withoutValue: "background", usage: 'Must be "background", "orphan", or "foreground".' }),
  ],
  run: runPod,
};

// Mirrors RunOptions.Run (kubectl/pkg/cmd/run/run.go).
function* runPod(session: Session): Task<Outcome> {
  const { flags, args, argsBeforeDash } = session;
  const dryRun = dryRunOf(session);
  const [name] = args;
  if (name === undefined || argsBeforeDash === 0) return usageError(session, "NAME is required for run");
  const attach = flags.changed("attach") ? flags.bool("attach") : flags.bool("stdin") || flags.bool("tty");
  checkFlags(session, attach, dryRun !== "none");
  const pod = overridden(session, podOf(session, name, args.slice(1)));
  const resource = resourceFor("", "v1", "Pod") ?? fail("no pods");
  const placed = withValue(pod, ["metadata", "namespace"], session.namespace);
  const shown = session.namespaceGiven || session.namespace !== "default" ? placed : pod;
  const query = { fieldManager: flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
  const created = dryRun === "client" ? shown : yield* call(session, { verb: "create", resource, namespace: session.namespace, query, body: placed });
  if (flags.bool("expose")) yield* expose(session, name, dryRun !== "none");
  if (attach && dryRun === "none") return yield* attachToRun(session, name);
  yield* writeOut(successPrinter(session, dryRun)(created, "created"));
  return 0;
}

const restartPolicies = ["Always", "OnFailure", "Never"];

function checkFlags(session: Session, attach: boolean, dry: boolean): void {
  const { flags } = session;
  const image = flags.text("image");
  if (image === "") fail("--image is required");
  if (/\s/.test(image) || !/^[A-Za-z0-9]/.test(image)) fail(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (flags.bool("tty") && !flags.bool("stdin")) fail("-i/--stdin is required for containers with -t/--tty=true");
  if (flags.bool("expose") && flags.text("port") === "") fail("--port must be set when exposing a service");
  if (dry && attach) fail("--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)");
  if (flags.bool("rm") && !attach) fail("--rm should only be used for attached containers");
  if (!restartPolicies.includes(flags.text("restart"))) fail(`invalid restart policy: ${flags.text("restart")}`);
  const policy = flags.text("image-pull-policy");
  if (policy !== "" && !["Always", "IfNotPresent", "Never"].includes(policy)) fail(`invalid image pull policy: ${policy}`);
  if (flags.text("port") !== "" && !/^\d+$/.test(flags.text("port"))) fail(`strconv.ParseInt: parsing ${JSON.stringify(flags.text("port"))}: invalid syntax`);
}

// Mirrors BasicPod.Generate (kubectl/pkg/generate/versioned/run.go).
function podOf({ flags }: Session, name: string, args: readonly string[]): JsonObject {
  const env = flags.list("env").map(envVar);
  const policy = flags.text("image-pull-policy");
  const port = flags.text("port");
  const container: JsonObject = {
    ...(args.length > 0 && { [flags.bool("command") ? "command" : "args"]: args }),
    ...(env.length > 0 && { env }),
    image: flags.text("image"),
    ...(policy !== "" && { imagePullPolicy: policy }),
    name,
    ...(port !== "" && { ports: [{ containerPort: Number(port) }] }),
    resources: {},
    ...(flags.bool("privileged") && { securityContext: { privileged: true } }),
    ...(flags.bool("stdin") && { stdin: true, ...(!flags.bool("leave-stdin-open") && { stdinOnce: true }) }),
    ...(flags.bool("tty") && { tty: true }),
  };
  const annotations = Object.fromEntries(flags.list("annotations").map((entry) => pair(entry, "annotations")));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...(Object.keys(annotations).length > 0 && { annotations }), labels: labelsOf(flags.text("labels"), name), name },
    spec: { containers: [container], dnsPolicy: "ClusterFirst", restartPolicy: flags.text("restart") },
    status: {},
  };
}

function labelsOf(given: string, name: string): JsonObject {
  if (given === "") return { run: name };
  const entries = given.split(",").map((entry) => pair(entry, "label"));
  const parsed = parseLabelSelector(entries.map(([key, value]) => `${key}=${value}`).join(","));
  if (!parsed.ok) fail(parsed.message);
  return Object.fromEntries(entries);
}

function pair(entry: string, what: string): [string, string] {
  const at = entry.indexOf("=");
  if (at <= 0) fail(`unexpected ${what} spec: ${entry}`);
  return [entry.slice(0, at), entry.slice(at + 1)];
}

function envVar(entry: string): JsonObject {
  const at = entry.indexOf("=");
  if (at <= 0) fail(`invalid env: ${entry}`);
  const value = entry.slice(at + 1);
  return { name: entry.slice(0, at), ...(value !== "" && { value }) };
}

// Simplified: `kubectl run --overrides` merges as a JSON merge patch, whatever --override-type says.
function overridden({ flags }: Session, pod: JsonObject): JsonObject {
  const overrides = flags.text("overrides");
  if (overrides === "") return pod;
  try {
    const value: unknown = JSON.parse(overrides);
    if (isObject(value)) return mergePatch(pod, value);
  } catch {
    // Falls through to the refusal.
  }
  return fail("Invalid JSON Patch");
}

function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isObject(value) ? mergePatch(isObject(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(merged);
}

function* expose(session: Session, name: string, dry: boolean): Task<void> {
  const resource = resourceFor("", "v1", "Service");
  const port = Number(session.flags.text("port"));
  const selector = labelsOf(session.flags.text("labels"), name);
  const service: JsonObject = { apiVersion: "v1", kind: "Service", metadata: { name, namespace: session.namespace }, spec: { ports: [{ port, protocol: "TCP", targetPort: port }], selector } };
  if (!resource) return;
  const created = dry ? service : yield* call(session, { verb: "create", resource, namespace: session.namespace, body: service });
  yield* writeOut(successPrinter(session, dryRunOf(session))(created, "created"));
}
