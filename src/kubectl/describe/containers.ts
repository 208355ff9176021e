import { compareQuantities, quantityValue } from "../../api/quantity.ts";
import type { Container, ContainerPort, ContainerState, ContainerStatus, EnvVar, Pod, Probe, ResourceRequirements } from "../../api/types.ts";
import { longTime, orNone, yesNo } from "./sheet.ts";
import type { Sheet } from "./sheet.ts";

/** Values of env vars that come from the pod; a template has none. */
export type FieldResolver = (path: string) => string;

export interface ContainerList {
  readonly title: string;
  readonly containers: readonly Container[];
  readonly statuses: readonly ContainerStatus[];
  readonly resolve: FieldResolver;
  /** "" for a pod; " " for a pod template, whose names stand one to the right. */
  readonly space: string;
}

// Mirrors describeContainers (kubectl/pkg/describe/describe.go).
export function describeContainers(sheet: Sheet, { title, containers, statuses, resolve, space }: ContainerList): void {
  sheet.line(space === "" ? 0 : 1, `${title}:${containers.length === 0 ? " <none>" : ""}`);
  for (const container of containers) {
    const status = statuses.find((s) => s.name === container.name);
    sheet.line(1, `${space}${container.name}:`);
    describeImage(sheet, container, status);
    describeCommand(sheet, "Command", container.command);
    describeCommand(sheet, "Args", container.args);
    if (status) describeStatus(sheet, status);
    describeResources(sheet, container.resources, 2);
    describeProbes(sheet, container);
    describeEnvFrom(sheet, container);
    describeEnv(sheet, container, resolve);
    describeMounts(sheet, container);
  }
}

function describeImage(sheet: Sheet, container: Container, status: ContainerStatus | undefined): void {
  if (status) sheet.line(2, "Container ID:", status.containerID ?? "");
  sheet.line(2, "Image:", container.image ?? "");
  if (status) sheet.line(2, "Image ID:", status.imageID);
  const named = (number: (p: ContainerPort) => number) => (container.ports ?? []).map((p) => `${number(p)}/${p.protocol}${p.name ? ` (${p.name})` : ""}`).join(", ");
  const [ports, hostPorts] = [named((p) => p.containerPort), named((p) => p.hostPort ?? 0)];
  sheet.line(2, ports.includes(",") ? "Ports:" : "Port:", orNone(ports));
  sheet.line(2, hostPorts.includes(",") ? "Host Ports:" : "Host Port:", orNone(hostPorts));
}

function describeCommand(sheet: Sheet, title: string, words: readonly string[] | undefined): void {
  if (!words?.length) return;
  sheet.line(2, `${title}:`);
  for (const word of words) for (const part of word.split("\n")) sheet.line(3, part);
}

function describeStatus(sheet: Sheet, status: ContainerStatus): void {
  describeState(sheet, "State", status.state);
  if (status.lastState?.terminated) describeState(sheet, "Last State", status.lastState);
  sheet.line(2, "Ready:", yesNo(status.ready));
  sheet.line(2, "Restart Count:", status.restartCount);
}

function describeState(sheet: Sheet, title: string, state: ContainerState | undefined): void {
  if (state?.running) {
    sheet.line(2, `${title}:`, "Running");
    sheet.line(3, "Started:", longTime(state.running.startedAt));
  } else if (state?.terminated) {
    const { reason, message, exitCode, signal, startedAt, finishedAt } = state.terminated;
    sheet.line(2, `${title}:`, "Terminated");
    if (reason) sheet.line(3, "Reason:", reason);
    if (message) sheet.line(3, "Message:", message);
    sheet.line(3, "Exit Code:", exitCode);
    if (signal !== undefined && signal > 0) sheet.line(3, "Signal:", signal);
    sheet.line(3, "Started:", longTime(startedAt));
    sheet.line(3, "Finished:", longTime(finishedAt));
  } else {
    sheet.line(2, `${title}:`, "Waiting");
    if (state?.waiting?.reason) sheet.line(3, "Reason:", state.waiting.reason);
  }
}

export function describeResources(sheet: Sheet, resources: ResourceRequirements | undefined, level: number): void {
  for (const [title, list] of [["Limits", resources?.limits], ["Requests", resources?.requests]] as const) {
    const names = Object.keys(list ?? {}).sort();
    if (names.length > 0) sheet.line(level, `${title}:`);
    for (const name of names) sheet.line(level + 1, `${name}:`, list?.[name] ?? "");
  }
}

function describeProbes(sheet: Sheet, { livenessProbe, readinessProbe, startupProbe }: Container): void {
  if (livenessProbe) sheet.line(2, "Liveness:", probeText(livenessProbe));
  if (readinessProbe) sheet.line(2, "Readiness:", probeText(readinessProbe));
  if (startupProbe) sheet.line(2, "Startup:", probeText(startupProbe));
}

// Mirrors DescribeProbe.
function probeText(probe: Probe): string {
  const attributes = `delay=${probe.initialDelaySeconds ?? 0}s timeout=${probe.timeoutSeconds ?? 0}s period=${probe.periodSeconds ?? 0}s #success=${probe.successThreshold ?? 0} #failure=${probe.failureThreshold ?? 0}`;
  if (probe.exec) return `exec [${(probe.exec.command ?? []).join(" ")}] ${attributes}`;
  if (probe.httpGet) {
    const { scheme = "HTTP", host = "", port, path = "" } = probe.httpGet;
    return `http-get ${scheme.toLowerCase()}://${host}:${port}${path === "" || path.startsWith("/") ? path : `/${path}`} ${attributes}`;
  }
  if (probe.tcpSocket) return `tcp-socket ${probe.tcpSocket.host ?? ""}:${probe.tcpSocket.port} ${attributes}`;
  if (probe.grpc) return `grpc <pod>:${probe.grpc.port} ${probe.grpc.service ?? ""} ${attributes}`;
  return `unknown ${attributes}`;
}

function describeEnvFrom(sheet: Sheet, { envFrom = [] }: Container): void {
  if (envFrom.length === 0) return;
  sheet.line(2, "Environment Variables from:");
  for (const { configMapRef, secretRef, prefix = "" } of envFrom) {
    const [from, ref] = secretRef ? ["Secret", secretRef] : ["ConfigMap", configMapRef];
    sheet.line(3, ref?.name ?? "", prefix === "" ? from : `${from} with prefix '${prefix}'`, `Optional: ${ref?.optional ?? false}`);
  }
}

function describeEnv(sheet: Sheet, container: Container, resolve: FieldResolver): void {
  const env = container.env ?? [];
  if (env.length === 0) return sheet.line(2, "Environment:", "<none>");
  sheet.line(2, "Environment:");
  for (const variable of env) {
    const [first, ...rest] = envCells(variable, container, resolve);
    sheet.line(3, `${variable.name}:`, ...(first ?? []));
    for (const cells of rest) sheet.line(3, "", ...cells);
  }
}

/** The cells behind the name; a plain value of several lines has as many rows. */
function envCells({ value = "", valueFrom }: EnvVar, container: Container, resolve: FieldResolver): readonly (readonly string[])[] {
  if (!valueFrom) return value.split("\n").map((line) => [line]);
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef) return [[`${resolve(fieldRef.fieldPath)} (${fieldRef.apiVersion ?? "v1"}:${fieldRef.fieldPath})`]];
  if (resourceFieldRef) return [[`${resourceFieldText(container, resourceFieldRef.resource, resourceFieldRef.divisor)} (${resourceFieldRef.resource})`]];
  if (secretKeyRef) return [[`<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name}'>`, `Optional: ${secretKeyRef.optional ?? false}`]];
  if (configMapKeyRef) return [[`<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name}'>`, `Optional: ${configMapKeyRef.optional ?? false}`]];
  return [[""]];
}

// Mirrors ExtractContainerResourceValue: whole divisors, rounded up; an unset limit is the node's.
function resourceFieldText({ resources }: Container, resource: string, divisor: string | undefined): string {
  const [list, name = ""] = resource.split(/\.(.*)/s);
  const amount = (list === "limits" ? resources?.limits : resources?.requests)?.[name];
  if (amount === undefined) return resource === "limits.cpu" || resource === "limits.memory" ? "node allocatable" : "0";
  const by = divisor !== undefined && compareQuantities(divisor, "0") !== 0 ? divisor : "1";
  const scaled = name === "cpu" ? quantityValue(scaleUp(amount)) / quantityValue(scaleUp(by)) : quantityValue(amount) / Math.max(1, quantityValue(by));
  return String(Math.ceil(scaled));
}

/** Milli-units as units: "250m" becomes "250", "1" becomes "1000". */
const scaleUp = (amount: string): string => (amount.endsWith("m") ? amount.slice(0, -1) : `${amount}k`);

function describeMounts(sheet: Sheet, { volumeMounts = [], volumeDevices = [] }: Container): void {
  if (volumeMounts.length === 0) sheet.line(2, "Mounts:", "<none>");
  else sheet.line(2, "Mounts:");
  for (const mount of [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1))) {
    const flags = [mount.readOnly ? "ro" : "rw", ...(mount.subPath ? [`path=${JSON.stringify(mount.subPath)}`] : [])];
    sheet.line(3, `${mount.mountPath} from ${mount.name} (${flags.join(",")})`);
  }
  if (volumeDevices.length > 0) sheet.line(2, "Devices:");
  for (const device of volumeDevices) sheet.line(3, `${device.devicePath} from ${device.name}`);
}

// Mirrors EnvValueRetriever (resolves fieldRefs against the pod itself).
export const podFields = (pod: Pod): FieldResolver => (path) => {
  const { metadata, spec, status } = pod;
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path);
  if (subscript) return metadata[subscript[1] as "labels" | "annotations"]?.[subscript[2] ?? ""] ?? "";
  switch (path) {
    case "metadata.name": return metadata.name;
    case "metadata.namespace": return metadata.namespace ?? "";
    case "metadata.uid": return metadata.uid;
    case "spec.nodeName": return spec.nodeName ?? "";
    case "spec.serviceAccountName": return spec.serviceAccountName ?? "";
    case "status.hostIP": return status.hostIP ?? "";
    case "status.hostIPs": return (status.hostIPs ?? []).map((i) => i.ip).join(",");
    case "status.podIP": return status.podIP ?? "";
    case "status.podIPs": return (status.podIPs ?? []).map((i) => i.ip).join(",");
    default: return "";
  }
};
