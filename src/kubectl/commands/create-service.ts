import type { JsonObject } from "../../api/json.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { int, list, text } from "../flags/flag.ts";
import type { Flag } from "../flags/flag.ts";
import type { Session } from "../session.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

interface ServiceKind {
  readonly name: string;
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  readonly short: string;
  readonly flags: readonly Flag[];
}

const tcpFlag = list("tcp", { usage: "Port pairs can be specified as '<port>:<targetPort>'." });
const kinds: readonly ServiceKind[] = [
  { name: "clusterip", type: "ClusterIP", short: "Create a ClusterIP service", flags: [tcpFlag, text("clusterip", { usage: "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing)." })] },
  { name: "externalname", type: "ExternalName", short: "Create an ExternalName service", flags: [tcpFlag, text("external-name", { usage: "External name of service" })] },
  { name: "loadbalancer", type: "LoadBalancer", short: "Create a LoadBalancer service", flags: [tcpFlag] },
  { name: "nodeport", type: "NodePort", short: "Create a NodePort service", flags: [tcpFlag, int("node-port", { usage: "Port used to expose the service on each node in a cluster." })] },
];

// Mirrors ServiceOptions (kubectl/pkg/cmd/create/create_service.go).
export const createServiceCommand: Command = {
  name: "service",
  aliases: ["svc"],
  short: "Create a service using a specified subcommand",
  usage: "create service [options]",
  subcommands: kinds.map((kind) => ({
    name: kind.name,
    short: kind.short,
    usage: `create service ${kind.name} NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]`,
    flags: [...createFlags, ...kind.flags],
    *run(session: Session) {
      const name = requireName(session);
      return yield* createObject(session, service(session, kind, name), `${kind.type} service`);
    },
  })),
};

function service({ flags }: Session, { type }: ServiceKind, name: string): JsonObject {
  const clusterIp = type === "ClusterIP" ? flags.text("clusterip") : "";
  const ports = flags.list("tcp").map((pair) => portOf(pair, type === "NodePort" ? flags.int("node-port") : 0));
  if (ports.length === 0 && type !== "ExternalName" && clusterIp !== "None") fail("at least one tcp port specifier must be provided");
  const externalName = type === "ExternalName" ? flags.text("external-name") : "";
  if (type === "ExternalName" && externalName === "") fail('required flag(s) "external-name" not set');
  const labels = { app: name };
  const spec = {
    ...(clusterIp !== "" && { clusterIP: clusterIp }),
    ...(externalName !== "" && { externalName }),
    ...(ports.length > 0 && { ports }),
    selector: labels,
    type,
  };
  return { apiVersion: "v1", kind: "Service", metadata: { labels, name }, spec, status: { loadBalancer: {} } };
}

function portOf(pair: string, nodePort: number): JsonObject {
  const [port = "", target = port] = pair.split(":");
  const number = (text: string) => (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535 ? Number(text) : fail(`${text} is not a valid port`));
  return { name: pair.replace(":", "-"), ...(nodePort > 0 && { nodePort }), port: number(port), protocol: "TCP", targetPort: /^\d+$/.test(target) ? number(target) : target };
}
