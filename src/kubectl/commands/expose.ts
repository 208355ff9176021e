import type { JsonObject } from "../../api/json.ts";
import { resourceAt } from "../../api/resources.ts";
import { build } from "../builder/build.ts";
import { call, getObject } from "../client.ts";
import type { Command, Outcome } from "../command.ts";
import { fail, problemOf, throwAll } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { text } from "../flags/flag.ts";
import { dryRunFlag, fieldManagerFlag, filenameFlags, outputFlags, selectorFlag } from "../flags/shared-flags.ts";
import { at, kindOf, nameOf, objectAt, objectsAt } from "../objects.ts";
import { dryRunOf, successPrinter } from "../printers/success.ts";
import type { Session } from "../session.ts";
import { writeOut } from "../task.ts";
import type { Task } from "../task.ts";

export const exposeCommand: Command = {
  name: "expose",
  short: "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
  usage: "expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type] [options]",
  flags: [
    ...filenameFlags,
    ...outputFlags,
    selectorFlag,
    dryRunFlag,
    fieldManagerFlag("kubectl-expose"),
    text("port", { usage: "The port that the service should serve on." }),
    text("target-port", { usage: "Name or number for the port on the container that the service should direct traffic to." }),
    text("protocol", { usage: "The network protocol for the service to be created." }),
    text("type", { usage: "Type for this service: ClusterIP, NodePort, LoadBalancer, or ExternalName." }),
    text("name", { usage: "The name for the newly created object." }),
    text("labels", { usage: "Labels to apply to the service created by this call." }),
    text("cluster-ip", { usage: "ClusterIP to be assigned to the service." }),
    text("external-ip", { usage: "Additional external IP address to be accepted by the service." }),
    text("session-affinity", { usage: "If non-empty, set the session affinity for the service to this." }),
    text("overrides", { usage: "An inline JSON override for the generated object." }),
  ],
  run: expose,
};

// Mirrors ExposeServiceOptions.RunExpose (kubectl/pkg/cmd/expose/expose.go).
function* expose(session: Session): Task<Outcome> {
  const dryRun = dryRunOf(session);
  const print = successPrinter(session, dryRun);
  const resource = resourceAt("", "v1", "services") ?? fail("no services");
  const { infos, problems } = yield* build({ ...session }, { args: session.args });
  const failed: Problem[] = [...problems];
  for (const info of infos) {
    try {
      const object = yield* getObject(session, info);
      const body = serviceFor(session, object, info.resource.resource);
      const query = { fieldManager: session.flags.text("field-manager"), ...(dryRun === "server" && { dryRun: true }) };
      const created = dryRun === "client" ? body : yield* call(session, { verb: "create", resource, namespace: info.namespace, query, body });
      yield* writeOut(print(created, "exposed"));
    } catch (error) {
      failed.push(problemOf(error));
    }
  }
  throwAll(failed);
  return 0;
}

const exposable = new Set(["Pod", "Service", "ReplicationController", "Deployment", "ReplicaSet"]);

function serviceFor({ flags, namespace }: Session, object: JsonObject, plural: string): JsonObject {
  const kind = kindOf(object);
  if (!exposable.has(kind)) fail(`cannot expose a ${plural}`);
  const selector = flags.text("selector") === "" ? selectorOf(object) : pairs(flags.text("selector"));
  const ports = flags.text("port") === "" ? containerPorts(object) : flags.text("port").split(",").map((port) => ({ port, protocol: "" }));
  if (ports.length === 0) fail("couldn't find port via --port flag or introspection");
  const protocol = (own: string) => flags.text("protocol") || own || "TCP";
  const target = (port: string) => flags.text("target-port") || port;
  const typed = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value);
  const labels = flags.text("labels") === "" ? objectAt(object, "metadata", "labels") : pairs(flags.text("labels"));
  const [type, clusterIp, externalIp, affinity] = ["type", "cluster-ip", "external-ip", "session-affinity"].map((flag) => flags.text(flag));
  const named = ports.length > 1;
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...(Object.keys(labels).length > 0 && { labels }), name: flags.text("name") || nameOf(object).slice(0, 63), namespace },
    spec: {
      ...(clusterIp && { clusterIP: clusterIp }),
      ...(externalIp && { externalIPs: [externalIp] }),
      ports: ports.map((p, i) => ({ ...(named && { name: `port-${i + 1}` }), port: Number(p.port), protocol: protocol(p.protocol), targetPort: typed(target(p.port)) })),
      selector,
      ...(affinity && { sessionAffinity: affinity }),
      ...(type && { type }),
    },
    status: { loadBalancer: {} },
  };
}

function selectorOf(object: JsonObject): JsonObject {
  const kind = kindOf(object);
  const found = kind === "Pod" ? objectAt(object, "metadata", "labels") : kind === "Service" || kind === "ReplicationController" ? objectAt(object, "spec", "selector") : objectAt(object, "spec", "selector", "matchLabels");
  if (Object.keys(found).length > 0) return found;
  return fail(kind === "Pod" ? "the pod has no labels and cannot be exposed" : "couldn't retrieve selectors via --selector flag or introspection: invalid deployment: no selectors, therefore cannot be exposed");
}

function containerPorts(object: JsonObject): { port: string; protocol: string }[] {
  if (kindOf(object) === "Service") return objectsAt(object, "spec", "ports").map((p) => ({ port: String(p["port"]), protocol: String(p["protocol"] ?? "") }));
  const spec = kindOf(object) === "Pod" ? at(object, "spec") : at(object, "spec", "template", "spec");
  return objectsAt(spec, "containers").flatMap((c) => objectsAt(c, "ports")).map((p) => ({ port: String(p["containerPort"]), protocol: String(p["protocol"] ?? "") }));
}

const pairs = (text: string): JsonObject => Object.fromEntries(text.split(",").map((pair) => pair.split("=")).map(([key = "", value = ""]) => [key.trim(), value.trim()]));
