import type { ProcessContext, Program } from "../../processes/program.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit } from "../serving/machine.ts";

/** Ports that an assumed server listens on: those that its container declares. */
function declaredPorts(context: ProcessContext): readonly number[] {
  const ports = context.settings?.["ports"];
  return Array.isArray(ports) ? ports.filter((port): port is number => typeof port === "number") : [];
}

/** What runs in an image that nobody knows: it answers on its declared ports, and ends when it is asked to. */
export const assumedServer: Program = httpServer<null>({
  name: "assumed-server",
  init: () => null,
  ports: (context) => declaredPorts(context).map((port) => ({ port })),
  portTaken: ({ port }) => ({ acts: [complain(`listen tcp 0.0.0.0:${port}: bind: address already in use`), exit(1)], again: false }),
  respond: (data, request, context) => ({ data, response: response(200, "OK", { "Content-Type": "text/plain" }, `${context.hostname} ${request.method} ${request.path}\n`) }),
  stops: ["TERM", "INT", "QUIT"],
  stop: () => [exit(0)],
});
