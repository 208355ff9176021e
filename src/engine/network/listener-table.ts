import { isLoopback, isUnspecified } from "../../api/ip-addresses.ts";
import type { ListenerView, ListenSpec } from "./sockets.ts";

/** Where the kernel's range for port 0 begins (net.ipv4.ip_local_port_range). */
const FIRST_EPHEMERAL_PORT = 32768;
const LAST_EPHEMERAL_PORT = 60999;

/** Listeners by network namespace. Values are immutable and replaced on change. */
export type ListenerTable = Map<string, readonly ListenerView[]>;

const overlaps = (a: string, b: string): boolean => a === b || isUnspecified(a) || isUnspecified(b);

const taken = (listeners: readonly ListenerView[], spec: ListenSpec, port: number): boolean =>
  listeners.some((l) => l.port === port && l.protocol === spec.protocol && overlaps(l.address, spec.address));

/** Binds a port, any free one for 0. */
export function bind(table: ListenerTable, spec: ListenSpec): { readonly ok: true; readonly port: number } | { readonly ok: false; readonly errno: "EADDRINUSE" | "EINVAL" } {
  if (!Number.isInteger(spec.port) || spec.port < 0 || spec.port > 65535) return { ok: false, errno: "EINVAL" };
  const listeners = table.get(spec.namespace) ?? [];
  const port = spec.port === 0 ? freePort(listeners, spec) : spec.port;
  if (port === undefined || taken(listeners, spec, port)) return { ok: false, errno: "EADDRINUSE" };
  table.set(spec.namespace, [...listeners, { protocol: spec.protocol, address: spec.address, port, process: spec.process, ...(spec.names && { names: true }) }]);
  return { ok: true, port };
}

function freePort(listeners: readonly ListenerView[], spec: ListenSpec): number | undefined {
  for (let port = FIRST_EPHEMERAL_PORT; port <= LAST_EPHEMERAL_PORT; port += 1) if (!taken(listeners, spec, port)) return port;
  return undefined;
}

/** Who answers at this address of the namespace: a listener on that very address, else one on all of them. */
export function listenerAt(table: ListenerTable, namespace: string, address: string, port: number): ListenerView | undefined {
  const here = (table.get(namespace) ?? []).filter((l) => l.protocol === "TCP" && l.port === port);
  return here.find((l) => l.address === address || (isLoopback(l.address) && isLoopback(address))) ?? here.find((l) => isUnspecified(l.address));
}

/** Whether a server of names answers at this port of the namespace. */
export const namesServedAt = (table: ListenerTable, namespace: string, port: number): boolean =>
  (table.get(namespace) ?? []).some((l) => l.protocol === "UDP" && l.port === port && l.names === true);

/** Takes away all listeners of a process of this namespace. */
export function unbind(table: ListenerTable, namespace: string, process: string): void {
  const left = (table.get(namespace) ?? []).filter((l) => l.process !== process);
  if (left.length === 0) table.delete(namespace);
  else table.set(namespace, left);
}
