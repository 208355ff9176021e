import type { ContainerPort, PodSpec } from "../../../../api/types.ts";
import { visitContainers } from "./visit.ts";

/** Each port is compared with all before it. */
const mostOfOnePort = 100;

// Mirrors the port checks of warningsForPodSpecAndMeta (pkg/api/pod/warnings.go): across all containers.
export function portWarnings(spec: PodSpec, path: string, warnings: string[]): void {
  const known = new Map<string, { readonly at: string; readonly port: ContainerPort }[]>();
  visitContainers(spec, path, (container, containerPath) => {
    container.ports?.forEach((port, index) => {
      const at = `${containerPath}.ports[${index}]`;
      if (port.hostIP && !port.hostPort) warnings.push(`${at}: hostIP set without hostPort: ${goPort(port)}`);
      const key = `${port.containerPort}/${port.protocol}`;
      const others = known.get(key) ?? [];
      if (others.length >= mostOfOnePort) return;
      for (const other of others) {
        const fault = clash(port, other.port);
        if (fault) warnings.push(`${at}: ${fault} port definition with ${other.at}`);
      }
      known.set(key, [...others, { at, port }]);
    });
  });
}

function clash(a: ContainerPort, b: ContainerPort): string | undefined {
  const [ip, otherIp] = [a.hostIP ?? "", b.hostIP ?? ""];
  const [port, otherPort] = [a.hostPort ?? 0, b.hostPort ?? 0];
  if (ip === otherIp && port === otherPort) return "duplicate";
  if (port === 0 || otherPort === 0) return "overlapping";
  return port === otherPort && (ip === "") !== (otherIp === "") ? "dangerously ambiguous" : undefined;
}

/** Go's %+v of the struct. */
const goPort = ({ name = "", hostPort = 0, containerPort, protocol, hostIP = "" }: ContainerPort): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
