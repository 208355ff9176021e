import type { Json, JsonObject } from "../../api/json.ts";
import { resourceAt } from "../../api/resources.ts";
import type { EndpointSlice, Service } from "../../api/services.ts";
import type { Event, KubernetesObject } from "../../api/types.ts";
import { call } from "../client.ts";
import { describeProblem, fail, problemOf } from "../failure.ts";
import { at, listAt, objectAt, objectsAt, stringAt } from "../objects.ts";
import type { Task } from "../task.ts";
import { describeEvents } from "./events.ts";
import type { Describer, Gathering } from "./gathering.ts";
import { formatEndpoints, serviceNameLabel } from "./services.ts";
import type { Sheet } from "./sheet.ts";

// Mirrors IngressDescriber.describeIngressV1 (kubectl/pkg/describe/describe.go).
export function* describeIngress(gathering: Gathering): ReturnType<Describer> {
  const { metadata } = gathering.object;
  const object = gathering.object as unknown as JsonObject;
  const spec = objectAt(object, "spec");
  const backend = spec["defaultBackend"] === undefined ? "<default>" : yield* backendText(gathering, objectAt(spec, "defaultBackend"));
  const rules: { host: string; paths: { path: string; backend: string }[] }[] = [];
  for (const rule of objectsAt(spec, "rules").filter((r) => r["http"] !== undefined)) {
    const paths: { path: string; backend: string }[] = [];
    for (const path of objectsAt(rule, "http", "paths")) paths.push({ path: stringAt(path, "path"), backend: yield* backendText(gathering, objectAt(path, "backend")) });
    rules.push({ host: stringAt(rule, "host") || "*", paths });
  }
  const found = yield* gathering.events();
  return (sheet) => {
    sheet.line(0, "Name:", metadata.name);
    sheet.labels("Labels", metadata.labels);
    sheet.line(0, "Namespace:", metadata.namespace ?? "");
    sheet.line(0, "Address:", objectsAt(object, "status", "loadBalancer", "ingress").map((one) => stringAt(one, "ip") || stringAt(one, "hostname")).join(","));
    sheet.line(0, "Ingress Class:", stringAt(spec, "ingressClassName") || "<none>");
    sheet.line(0, "Default backend:", backend);
    describeTls(sheet, objectsAt(spec, "tls"));
    sheet.line(0, "Rules:");
    sheet.line(1, "Host", "Path", "Backends");
    sheet.line(1, "----", "----", "--------");
    for (const { host, paths } of rules) {
      sheet.line(1, host, "");
      for (const path of paths) sheet.line(2, "", `${path.path} `, path.backend);
    }
    if (rules.length === 0) sheet.line(1, "*", "*", backend);
    sheet.annotations(metadata.annotations);
    describeEvents(sheet, found);
  };
}

function describeTls(sheet: Sheet, tls: readonly JsonObject[]): void {
  if (tls.length > 0) sheet.line(0, "TLS:");
  for (const one of tls) {
    const hosts = listAt(one, "hosts").join(",");
    sheet.line(1, stringAt(one, "secretName") === "" ? `SNI routes ${hosts}` : `${stringAt(one, "secretName")} terminates ${hosts}`);
  }
}

// Mirrors describeBackendV1.
function* backendText({ session, object, siblings }: Gathering, backend: JsonObject): Task<string> {
  if (backend["resource"] !== undefined) {
    const part = (key: string) => stringAt(backend, "resource", key);
    return `APIGroup: ${part("apiGroup") || "<none>"}, Kind: ${part("kind")}, Name: ${part("name")}`;
  }
  const name = stringAt(backend, "service", "name");
  const [portName, portNumber] = [stringAt(backend, "service", "port", "name"), at(backend, "service", "port", "number")];
  const shown = `${name}:${portName || String(portNumber ?? "")}`;
  const slices = (yield* siblings("discovery.k8s.io", "endpointslices", `${serviceNameLabel}=${name}`)) as unknown as readonly EndpointSlice[];
  try {
    const resource = resourceAt("", "v1", "services") ?? fail("no services");
    const service = (yield* call(session, { verb: "get", resource, name, ...(object.metadata.namespace !== undefined && { namespace: object.metadata.namespace }) })) as unknown as Service;
    const port = service.spec.ports?.find((p) => (portNumber !== undefined ? p.port === portNumber : p.name === portName));
    return `${shown} (${formatEndpoints(slices, port?.name ?? "")})`;
  } catch (error) {
    return `${shown} (<error: ${describeProblem(problemOf(error))}>)`;
  }
}

// Mirrors describeIngressClassV1.
export function describeIngressClass(sheet: Sheet, object: KubernetesObject, events: readonly Event[]): void {
  const spec = at(object as unknown as Json, "spec");
  sheet.identity(object.metadata);
  sheet.line(0, "Controller:", stringAt(spec, "controller"));
  if (at(spec, "parameters") !== undefined) {
    sheet.line(0, "Parameters:");
    if (stringAt(spec, "parameters", "apiGroup")) sheet.line(1, "APIGroup:", stringAt(spec, "parameters", "apiGroup"));
    sheet.line(1, "Kind:", stringAt(spec, "parameters", "kind"));
    sheet.line(1, "Name:", stringAt(spec, "parameters", "name"));
  }
  describeEvents(sheet, events);
}
