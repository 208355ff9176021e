import type { JsonObject } from "../../api/json.ts";
import type { Command } from "../command.ts";
import { fail } from "../failure.ts";
import { array, text } from "../flags/flag.ts";
import { createFlags, createObject } from "./create-object.ts";
import { requireName } from "./shared.ts";

// Mirrors CreateIngressOptions (kubectl/pkg/cmd/create/create_ingress.go).
export const createIngressCommand: Command = {
  name: "ingress",
  aliases: ["ing"],
  short: "Create an ingress with the specified name",
  usage: "create ingress NAME --rule=host/path=service:port[,tls[=secret]] [options]",
  flags: [
    ...createFlags,
    array("rule", { usage: "Rule in format host/path=service:port[,tls=secretname]." }),
    array("annotation", { usage: "Annotation to insert in the ingress object, in the format annotation=value" }),
    text("default-backend", { usage: "Default service for backend, in format of svcname:port" }),
    text("class", { usage: "Ingress Class to be used" }),
  ],
  *run(session) {
    const name = requireName(session);
    const { flags } = session;
    const [rules, fallback, className] = [flags.list("rule").map(parseRule), flags.text("default-backend"), flags.text("class")];
    if (rules.length === 0 && fallback === "") {
      fail("not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)");
    }
    const annotations = Object.fromEntries(flags.list("annotation").map((pair) => [pair.split("=")[0] ?? "", pair.split("=").slice(1).join("=")]));
    const spec = {
      ...(fallback !== "" && { defaultBackend: backend(fallback) }),
      ...(className !== "" && { ingressClassName: className }),
      ...(rules.length > 0 && { rules: rulesByHost(rules) }),
      ...(rules.some((rule) => rule.tls) && { tls: rules.filter((rule) => rule.tls).map(tlsOf) }),
    };
    const metadata = { ...(Object.keys(annotations).length > 0 && { annotations }), name };
    return yield* createObject(session, { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata, spec, status: { loadBalancer: {} } }, "ingress");
  },
};

interface Rule {
  readonly host: string;
  readonly path: string;
  readonly prefix: boolean;
  readonly service: string;
  readonly tls: boolean;
  readonly secret: string;
}

function parseRule(text: string): Rule {
  const match = /^([^/=]*)(\/[^=]*)=([^:,=]+:[^,=]+)(,tls(?:=(.+))?)?$/.exec(text);
  if (!match) return fail(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
  const [, host = "", path = "", service = "", tls, secret = ""] = match;
  return { host, path: path.replace(/\*$/, ""), prefix: path.endsWith("*"), service, tls: tls !== undefined, secret };
}

function backend(text: string): JsonObject {
  const [name = "", port = ""] = text.split(":");
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

function rulesByHost(rules: readonly Rule[]): readonly JsonObject[] {
  return [...new Set(rules.map((rule) => rule.host))].map((host) => ({
    ...(host !== "" && { host }),
    http: { paths: rules.filter((rule) => rule.host === host).map(({ path, prefix, service }) => ({ backend: backend(service), path, pathType: prefix ? "Prefix" : "Exact" })) },
  }));
}

const tlsOf = ({ host, secret }: Rule): JsonObject => ({ ...(host !== "" && { hosts: [host] }), ...(secret !== "" && { secretName: secret }) });
