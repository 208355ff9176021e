import { isSidecar } from "../../../api/pods.ts";
import type { Pod } from "../../../api/types.ts";

interface HostPort {
  readonly address: string;
  readonly protocol: string;
  readonly port: number;
}

const EVERY_ADDRESS = "0.0.0.0";

/** The ports of its node that a pod wants. Mirrors GetHostPorts (pkg/scheduler/util/utils.go). */
const hostPorts = ({ spec }: Pod): HostPort[] =>
  [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers].flatMap((c) =>
    (c.ports ?? []).flatMap(({ hostPort = 0, hostIP = "", protocol = "TCP" }) => (hostPort > 0 ? [{ address: hostIP === "" ? EVERY_ADDRESS : hostIP, protocol, port: hostPort }] : [])),
  );

const clash = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.address === b.address || a.address === EVERY_ADDRESS || b.address === EVERY_ADDRESS);

/** Whether a pod wants a port of the node that another has: on the same address, or on all of them. */
export function portsClash(pod: Pod, others: readonly Pod[]): boolean {
  const wanted = hostPorts(pod);
  return wanted.length > 0 && others.some((other) => hostPorts(other).some((taken) => wanted.some((port) => clash(port, taken))));
}
