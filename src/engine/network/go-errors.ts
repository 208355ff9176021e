import type { HttpRequest } from "./http.ts";

/** The words of Go's net and net/http, which the kubelet's probes and hooks pass on. */

// Mirrors url.Error (net/url/url.go): the method with a capital, the URL quoted, the cause.
export const inRequest = (request: HttpRequest, cause: string): string => `${capitalised(request.method)} "${urlOf(request)}": ${cause}`;

const capitalised = (method: string): string => method.charAt(0).toUpperCase() + method.slice(1).toLowerCase();

// Mirrors formatURL (pkg/probe/http/request.go): the port is always written.
const urlOf = (request: HttpRequest): string => `${request.scheme}://${request.host}:${request.port}${request.path}`;

export const connectionRefused = (address: string, port: number): string => `dial tcp ${address}:${port}: connect: connection refused`;
export const noRouteToHost = (address: string, port: number): string => `dial tcp ${address}:${port}: connect: no route to host`;
export const dialTimeout = (address: string, port: number): string => `dial tcp ${address}:${port}: i/o timeout`;
export const noSuchHost = (name: string): string => `dial tcp: lookup ${name}: no such host`;
/** Mirrors http.Client.do (net/http/client.go): what Client.Timeout makes of any wait before the headers. */
export const CLIENT_TIMEOUT = "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
/** The server closed the connection instead of answering. */
export const CLOSED = "EOF";
export const PLAIN_ANSWER_TO_TLS = "http: server gave HTTP response to HTTPS client";
