import { healthBody, isHealthCheck, type GrpcHealth } from "../../network/grpc-health.ts";
import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext } from "../../processes/program.ts";
import { optionOf, pathOf } from "../serving/app-server.ts";
import { httpDate, slashTime } from "../serving/clock.ts";
import { GO_SIGNAL_EXIT } from "../serving/go.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit, say } from "../serving/machine.ts";

interface Health {
  readonly startedAtMs: number;
  /** What it was told over HTTP; null while it was told nothing. */
  readonly told: GrpcHealth | null;
}

const portOf = (context: ProcessContext, name: string, otherwise: number): number => Number(optionOf(context, name) ?? otherwise) || otherwise;

function healthOf({ startedAtMs, told }: Health, service: string, context: ProcessContext): GrpcHealth {
  if (service !== "" && service !== (optionOf(context, "service") ?? "")) return "NOT_FOUND";
  const delaySeconds = Number(optionOf(context, "delay-unhealthy-sec") ?? -1);
  const late = delaySeconds >= 0 && context.now - startedAtMs >= delaySeconds * 1000;
  return told ?? (late ? "NOT_SERVING" : "SERVING");
}

const toldBy = (request: HttpRequest): GrpcHealth | null => (pathOf(request) === "/make-not-serving" ? "NOT_SERVING" : pathOf(request) === "/make-serving" ? "SERVING" : null);

/** The health service on port 5000, and on 8080 a way to say what it answers. */
// Mirrors grpc-health-checking (test/images/agnhost/grpc-health-checking/grpc-health-checking.go).
export const grpcHealthChecking = httpServer<Health>({
  name: "agnhost-grpc-health-checking",
  init: ({ now }) => ({ startedAtMs: now, told: null }),
  ports: (context) => [{ port: portOf(context, "port", 5000) }, { port: portOf(context, "http-port", 8080) }],
  after: (context) => [say(`${slashTime(context)} Http server starting to listen on :${portOf(context, "http-port", 8080)}`), say(`${slashTime(context)} gRPC server starting to listen on :${portOf(context, "port", 5000)}`)],
  portTaken: ({ port }, _, context) => ({ acts: [complain(`${slashTime(context)} failed to listen: listen tcp :${port}: bind: address already in use`), exit(1)], again: false }),
  respond(data, request, context) {
    const headers = { Date: httpDate(context), "Content-Type": "text/plain; charset=utf-8" };
    if (isHealthCheck(request) && request.port === portOf(context, "port", 5000)) return { data, response: response(200, "OK", headers, healthBody(healthOf(data, request.body ?? "", context))) };
    const told = toldBy(request);
    return told === null ? { data, response: response(404, "Not Found", headers, "404 page not found\n") } : { data: { ...data, told }, response: response(200, "OK", headers, "") };
  },
  stops: ["TERM", "INT"],
  stop: () => [exit(GO_SIGNAL_EXIT)],
});
