import { isObject } from "../../api/json.ts";
import type { JsonObject } from "../../api/json.ts";
import type { Pod } from "../../api/types.ts";
import { namedByArguments } from "../builder/arguments.ts";
import { getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail } from "../failure.ts";
import { duration, list } from "../flags/flag.ts";
import { portForward, type ForwardedPort } from "../lasting/port-forward.ts";
import { at, objectsAt, stringAt } from "../objects.ts";
import { podsOf } from "../pods/for-object.ts";
import type { Session } from "../session.ts";
import type { Task } from "../task.ts";
import { usageError } from "./shared.ts";

export const portForwardCommand: Command = {
  name: "port-forward",
  short: "Forward one or more local ports to a pod",
  usage: "port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]",
  flags: [
    list("address", { default: "localhost", usage: "Addresses to listen on (comma separated). Only accepts IP addresses or localhost as a value." }),
    duration("pod-running-timeout", { default: "1m0s", usage: "The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running" }),
  ],
  run: forward,
};

// Mirrors PortForwardOptions.Complete and RunPortForwardContext (kubectl/pkg/cmd/portforward/portforward.go).
function* forward(session: Session): Task<Outcome> {
  const { flags, args } = session;
  const [target, ...specs] = args;
  if (target === undefined || specs.length === 0) return usageError(session, "TYPE/NAME and list of ports are required for port-forward");
  const named = namedByArguments(target.includes("/") ? [target] : ["pods", target]);
  const item = named.form === "names" ? named.items[0] : undefined;
  if (!item) return fail("TYPE/NAME and list of ports are required for port-forward");
  const object = yield* getObject(session, { ...item, namespace: session.namespace });
  const [pod] = yield* podsOf(session, item.resource, object, "attach to");
  if (!pod) return fail("timed out waiting for the condition");
  const ports = specs.map((spec) => readPort(spec)).map(({ local, remote }) => ({ local, remote: item.resource.kind === "Service" ? servicePort(object, pod, remote) : podPort(pod, remote) }));
  if (pod.status.phase !== "Running") fail(`unable to forward port because pod is not running. Current status=${pod.status.phase}`);
  const numbered: readonly ForwardedPort[] = ports.map(({ local, remote }, index) => ({ local: local === "" ? localOf(specs[index] ?? "", remote) : toPort(local, "local"), remote }));
  const opened = yield { call: "world", command: { ask: "forward-open", node: pod.spec.nodeName ?? "" } };
  const refused = opened.ok && isObject(opened.world ?? null) ? (opened.world as { readonly error?: string }).error : undefined;
  if (refused !== undefined) fail(`error upgrading connection: ${refused}`);
  const address = flags.list("address")[0] ?? "localhost";
  return portForward({ namespace: session.namespace, pod: pod.metadata.name, ports: numbered, address });
}

interface PortSpec {
  /** "" = the same as the remote one. */
  readonly local: string;
  readonly remote: string;
}

// Mirrors parsePorts (client-go/tools/portforward/portforward.go).
function readPort(spec: string): PortSpec {
  const parts = spec.split(":");
  if (parts.length > 2) fail(`invalid port format '${spec}'`);
  const [first = "", second] = parts;
  return second === undefined ? { local: "", remote: first } : { local: first === "" ? "0" : first, remote: second };
}

/** Without a colon the local port is as it was written, or what its name stands for. */
const localOf = (spec: string, remote: number): number => (/^\d+$/.test(spec) ? toPort(spec, "local") : remote);

function toPort(text: string, which: "local" | "remote"): number {
  const problem = /^\d+$/.test(text) ? (Number(text) > 65_535 ? "value out of range" : undefined) : "invalid syntax";
  if (problem !== undefined) fail(`error parsing ${which} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: ${problem}`);
  if (which === "remote" && Number(text) === 0) fail("remote port must be > 0");
  return Number(text);
}

function podPort(pod: Pod, remote: string): number {
  if (/^\d/.test(remote)) return toPort(remote, "remote");
  const named = pod.spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === remote);
  return named?.containerPort ?? fail(`Pod '${pod.metadata.name}' does not have a named port '${remote}'`);
}

// Mirrors translateServicePortToTargetPort: the Service's port stands for the one that the pod listens on.
function servicePort(service: JsonObject, pod: Pod, remote: string): number {
  const ports = objectsAt(service, "spec", "ports");
  const byNumber = /^\d/.test(remote);
  const port = ports.find((each) => (byNumber ? each["port"] === toPort(remote, "remote") : stringAt(each, "name") === remote));
  if (!port) return fail(byNumber ? `Service ${stringAt(service, "metadata", "name")} does not have a service port ${remote}` : `Service '${stringAt(service, "metadata", "name")}' does not have a named port '${remote}'`);
  if (stringAt(service, "spec", "clusterIP") === "None" && at(port, "targetPort") === undefined) return Number(port["port"]);
  const target = at(port, "targetPort");
  return typeof target === "string" ? podPort(pod, target) : typeof target === "number" ? target : Number(port["port"]);
}
