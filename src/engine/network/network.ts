import type { Payload } from "../simulation/payload.ts";
import type { Errno } from "../processes/syscall.ts";
import type { HttpRequest, HttpResponse } from "./http.ts";
import type { PortMapping } from "./host-ports.ts";
import type { NameFiles } from "./names.ts";

/**
 * The pretend network: addresses of network namespaces, listeners, whole requests. A namespace is named as in
 * ProcessNamespaces.net; a node's own is its name.
 */
export interface Network {
  /** Makes a namespace with an address of the node's podCIDR, and leads ports of the node to it; undefined when the range is used up. */
  attach(namespace: string, node: string, portMappings?: readonly PortMapping[]): string | undefined;
  detach(namespace: string): void;
  addressOf(namespace: string): string | undefined;
  /** A request from a namespace; the answer arrives as `{ ...reply, result: HttpResult }`. Used by probes, hooks and processes. */
  http(from: string, request: HttpRequest, timeoutMs: number, reply: Payload, options?: ClientOptions): void;
  /** A TCP connect; the answer arrives as `{ ...reply, result: ConnectResult }`. */
  connect(from: string, host: string, port: number, timeoutMs: number, reply: Payload, options?: ClientOptions): void;
}

export interface ClientOptions {
  /** The client's own, for names. */
  readonly files?: NameFiles;
}

/** `error` is the whole text of a Go client, for http with its prefix (`Get "http://10.244.0.5:80/": dial tcp…`): "dial tcp 10.244.0.5:80: connect: connection refused", "context deadline exceeded (Client.Timeout exceeded while awaiting headers)". `errno` is for clients with their own words. */
export type HttpResult = { readonly ok: true; readonly response: HttpResponse } | { readonly ok: false; readonly error: string; readonly errno?: Errno };
export type ConnectResult = { readonly ok: true } | { readonly ok: false; readonly error: string; readonly errno?: Errno };
