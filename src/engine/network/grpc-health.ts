import type { HttpRequest, HttpResponse } from "./http.ts";

/** What a gRPC server says of a service; the last two where it has no health service, or not this one. */
export type GrpcHealth = "SERVING" | "NOT_SERVING" | "UNKNOWN" | "UNIMPLEMENTED" | "NOT_FOUND";

const CHECK = "/grpc.health.v1.Health/Check";
const MARK = "grpc-health ";

/** Asks a server for the health of a service, "" for its own. */
// Mirrors the Check of grpc.health.v1.Health. Simplified: gRPC travels as one request, its frames are not to be seen.
export const healthCheck = (host: string, port: number, service: string): HttpRequest => ({
  method: "POST",
  scheme: "http",
  host,
  port,
  path: CHECK,
  headers: { "Content-Type": "application/grpc", "User-Agent": "kube-probe/1.36" },
  body: service,
});

export const isHealthCheck = ({ method, path }: Pick<HttpRequest, "method" | "path">): boolean => method === "POST" && path === CHECK;

/** The body by which a server answers such a request; with anything else it speaks no gRPC. */
export const healthBody = (health: GrpcHealth): string => `${MARK}${health}`;

/** What a server has answered; undefined from one that speaks no gRPC. */
export const healthOf = ({ body }: HttpResponse): GrpcHealth | undefined => (body.startsWith(MARK) ? (body.slice(MARK.length).trim() as GrpcHealth) : undefined);
