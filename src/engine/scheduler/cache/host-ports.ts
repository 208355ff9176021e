import type { ContainerPort } from "../../../api/types.ts";

const ANY_ADDRESS = "0.0.0.0";

/** Ports of a node's address that its pods have taken: "TCP/8080" to the addresses they are bound to, each counted. */
export type UsedPorts = Map<string, readonly string[]>;

const portKey = ({ protocol, hostPort }: ContainerPort): string => `${protocol}/${hostPort}`;
const addressOf = ({ hostIP }: ContainerPort): string => hostIP || ANY_ADDRESS;

// Mirrors HostPortInfo.CheckConflict (pkg/scheduler/framework/types.go): the wildcard address meets every other.
/** True when one of the wanted ports is taken. */
export const conflicts = (used: UsedPorts, wanted: readonly ContainerPort[]): boolean =>
  wanted.some((port) => {
    const taken = used.get(portKey(port));
    if (!taken) return false;
    const address = addressOf(port);
    return address === ANY_ADDRESS || taken.includes(address) || taken.includes(ANY_ADDRESS);
  });

export function takePorts(used: UsedPorts, ports: readonly ContainerPort[]): void {
  for (const port of ports) used.set(portKey(port), [...(used.get(portKey(port)) ?? []), addressOf(port)]);
}

export function freePorts(used: UsedPorts, ports: readonly ContainerPort[]): void {
  for (const port of ports) {
    const taken = [...(used.get(portKey(port)) ?? [])];
    taken.splice(taken.indexOf(addressOf(port)), 1);
    if (taken.length === 0) used.delete(portKey(port));
    else used.set(portKey(port), taken);
  }
}
