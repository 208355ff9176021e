import type { NetworkState, PodAddress } from "./state.ts";

/** A port of a node that leads to one of a pod. */
export interface PortMapping {
  /** The node's address that it is for; "" = every one. */
  readonly hostIP: string;
  readonly hostPort: number;
  readonly port: number;
}

/** Which pods' ports stand on which nodes. Derived, never saved. */
export interface HostPorts {
  add(pod: PodAddress): void;
  remove(pod: PodAddress): void;
  /** Where a node's own address and port lead; undefined = nowhere else. */
  find(host: string, address: string, port: number): { readonly address: string; readonly port: number } | undefined;
}

// Mirrors the portmap plugin (containernetworking/plugins plugins/meta/portmap): a DNAT of the node, before what listens there itself.
export function createHostPorts(state: NetworkState): HostPorts {
  const pods = new Map<string, readonly PodAddress[]>();
  const keyOf = (host: string, port: number): string => `${host}:${port}`;
  const ports: HostPorts = {
    add(pod) {
      for (const { hostPort } of pod.portMappings ?? []) pods.set(keyOf(pod.host, hostPort), [...(pods.get(keyOf(pod.host, hostPort)) ?? []), pod]);
    },
    remove(pod) {
      for (const { hostPort } of pod.portMappings ?? []) {
        const left = (pods.get(keyOf(pod.host, hostPort)) ?? []).filter((each) => each.address !== pod.address);
        if (left.length > 0) pods.set(keyOf(pod.host, hostPort), left);
        else pods.delete(keyOf(pod.host, hostPort));
      }
    },
    find(host, address, port) {
      for (const pod of pods.get(keyOf(host, port)) ?? []) {
        const mapping = pod.portMappings?.find((each) => each.hostPort === port && isFor(each.hostIP, address));
        if (mapping) return { address: pod.address, port: mapping.port };
      }
      return undefined;
    },
  };
  for (const pod of state.pods.values()) ports.add(pod);
  return ports;
}

const isFor = (hostIP: string, address: string): boolean => hostIP === "" || hostIP === "0.0.0.0" || hostIP === address;
