import type { JsonObject } from "../../api/json.ts";
import { namedByArguments } from "../builder/arguments.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { attachToDebugger } from "../debug/attach.ts";
import { debugOptions, type DebugOptions } from "../debug/options.ts";
import { containerOfCopy, copyOf, hasContainer, nodeDebugPod, withEphemeral } from "../debug/pods.ts";
import { fail } from "../failure.ts";
import { bool, list, text } from "../flags/flag.ts";
import { filenameFlags } from "../flags/shared-flags.ts";
import { nameOf, namespaceOf } from "../objects.ts";
import { podResource } from "../pods/for-object.ts";
import type { Session } from "../session.ts";
import { writeError, writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const debugCommand: Command = {
  name: "debug",
  short: "Create debugging sessions for troubleshooting workloads and nodes",
  usage: "debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ] [options]",
  flags: [
    ...filenameFlags.filter((f) => f.name === "filename"),
    bool("arguments-only", { usage: "If specified, everything after -- will be passed to the new container as Args instead of Command." }),
    bool("attach", { usage: "If true, wait for the container to start running, and then attach as if 'kubectl attach ...' were called." }),
    text("container", { shorthand: "c", usage: "Container name to use for debug container." }),
    text("copy-to", { usage: "Create a copy of the target Pod with this name." }),
    bool("replace", { usage: "When used with '--copy-to', delete the original Pod." }),
    list("env", { usage: "Environment variables to set in the container." }),
    text("image", { usage: "Container image to use for debug container." }),
    bool("keep-labels", { usage: "If true, keep the original pod labels." }),
    bool("keep-annotations", { usage: "If true, keep the original pod annotations." }),
    bool("keep-liveness", { usage: "If true, keep the original pod liveness probes." }),
    bool("keep-readiness", { usage: "If true, keep the original pod readiness probes." }),
    bool("keep-startup", { usage: "If true, keep the original startup probes." }),
    bool("keep-init-containers", { default: "true", usage: "Run the init containers for the pod. Defaults to true." }),
    list("set-image", { usage: "When used with '--copy-to', a list of name=image pairs for changing container images." }),
    text("image-pull-policy", { usage: "The image pull policy for the container." }),
    bool("stdin", { shorthand: "i", usage: "Keep stdin open on the container(s) in the pod, even if nothing is attached." }),
    bool("quiet", { shorthand: "q", usage: "If true, suppress informational messages." }),
    bool("same-node", { usage: "When used with '--copy-to', schedule the copy of target Pod on the same node." }),
    bool("share-processes", { default: "true", usage: "When used with '--copy-to', enable process namespace sharing in the copy." }),
    text("target", { usage: "When using an ephemeral container, target processes in this container name." }),
    bool("tty", { shorthand: "t", usage: "Allocate a TTY for the debugging container." }),
    text("profile", { default: "general", usage: 'Options are "legacy", "general", "baseline", "netadmin", "restricted" or "sysadmin".' }),
  ],
  run: debug,
};

const LEGACY = '--profile=legacy is deprecated and will be removed in the future. It is recommended to explicitly specify a profile, for example "--profile=general".\n';

// Mirrors DebugOptions.Run (kubectl/pkg/cmd/debug/debug.go).
function* debug(session: Session): Task<Outcome> {
  const { flags } = session;
  const options = debugOptions(session);
  const target = flags.text("target");
  if (target !== "" && !flags.bool("quiet")) yield* writeOut(`Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.\n`);
  if (flags.bool("tty") && !flags.bool("stdin")) fail("-i/--stdin is required for containers with -t/--tty=true");
  if (flags.text("profile") === "legacy") yield* writeError(LEGACY);
  const named = namedByArguments(options.targets.some((name) => name.includes("/")) ? options.targets : ["pods", ...options.targets]);
  const items = named.form === "names" ? named.items : [];
  let outcome: Outcome = 0;
  for (const item of items) {
    const object = yield* getObject(session, { ...item, namespace: session.namespace });
    const made = yield* visit(session, options, item.resource.kind, object);
    // Simplified: `kubectl debug -it` with several targets attaches to the last one.
    if (options.attach && made.container !== "") outcome = yield* attachToDebugger(session, made.namespace, made.pod, made.container);
  }
  return outcome;
}

interface Made {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

function* visit(session: Session, options: DebugOptions, kind: string, object: JsonObject): Task<Made> {
  if (kind === "Node") return yield* onNode(session, options, nameOf(object));
  if (kind !== "Pod") return fail(`${JSON.stringify(`${String(object["apiVersion"])}, Kind=${kind}`)} not supported by debug`);
  return session.flags.text("copy-to") === "" ? yield* inPod(session, options, object) : yield* byCopy(session, options, object);
}

function* onNode(session: Session, options: DebugOptions, node: string): Task<Made> {
  const pod = `node-debugger-${node}-${yield* suffix()}`;
  const container = options.container || "debugger";
  if (!session.flags.bool("quiet")) yield* writeOut(`Creating debugging pod ${pod} with container ${container} on node ${node}.\n`);
  const { namespace } = session;
  yield* call(session, { verb: "create", resource: podResource(), namespace, body: { ...nodeDebugPod({ session, options }, node, pod) } });
  return { namespace, pod, container };
}

function* inPod(session: Session, options: DebugOptions, pod: JsonObject): Task<Made> {
  const container = yield* containerName(session, options, pod);
  const [namespace, name] = [namespaceOf(pod), nameOf(pod)];
  const ephemeralContainers = withEphemeral({ session, options }, pod, container);
  yield* call(session, { verb: "patch", patchType: "strategic", resource: podResource(), namespace, name, subresource: "ephemeralcontainers", body: { spec: { ephemeralContainers: ephemeralContainers.slice(-1) } } });
  return { namespace, pod: name, container };
}

function* byCopy(session: Session, options: DebugOptions, pod: JsonObject): Task<Made> {
  const chosen = containerOfCopy(pod, options);
  const container = chosen === "" ? yield* containerName(session, options, pod) : chosen;
  const namespace = namespaceOf(pod);
  const created = yield* call(session, { verb: "create", resource: podResource(), namespace, body: copyOf({ session, options }, pod, container) });
  if (session.flags.bool("replace")) yield* call(session, { verb: "delete", resource: podResource(), namespace, name: nameOf(pod), body: { gracePeriodSeconds: 0 } });
  return { namespace, pod: nameOf(created), container: container ?? "" };
}

// Mirrors computeDebugContainerName.
function* containerName(session: Session, { container }: DebugOptions, pod: JsonObject): Task<string> {
  if (container !== "") return container;
  let name = "";
  while (name === "" || hasContainer(pod, name)) name = `debugger-${yield* suffix()}`;
  if (!session.flags.bool("quiet")) yield* writeOut(`Defaulting debug container name to ${name}.\n`);
  return name;
}

// Mirrors String (k8s.io/apimachinery/pkg/util/rand/rand.go).
const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
function* suffix(): Task<string> {
  let text = "";
  for (let i = 0; i < 5; i += 1) {
    const drawn = yield { call: "draw", bound: ALPHABET.length };
    text += ALPHABET[drawn.ok ? (drawn.number ?? 0) : 0] ?? "";
  }
  return text;
}
