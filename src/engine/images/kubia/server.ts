import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import { httpDate } from "../serving/clock.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit, say } from "../serving/machine.ts";

const PORT = 8080;

/** How many requests it has had. */
type Count = number;

/**
 * A node.js server of the kubia family: one handler on 8080. Node handles no TERM, so that PID 1 of a container never
 * sees it and is killed at the end of its grace.
 */
export const kubiaServer = (name: string, answer: (count: Count, context: ProcessContext) => { readonly status: number; readonly body: string }): Program =>
  httpServer<Count>({
    name,
    init: () => 0,
    ports: () => [{ port: PORT, address: "::" }],
    before: () => [say("Kubia server starting...")],
    portTaken: () => ({ acts: [...crash.map(complain), exit(1)], again: false }),
    respond(before, request, context) {
      const count = before + 1;
      const { status, body } = answer(count, context);
      return { data: count, response: response(status, status === 200 ? "OK" : "Internal Server Error", { Date: httpDate(context), Connection: "close" }, body), acts: [say(`Received request from ${remoteAddress(request)}`)] };
    },
    stops: [],
    stop: () => [],
  });

/** A dual-stack socket names IPv4 peers in IPv6's way. */
const remoteAddress = ({ from = "" }: HttpRequest): string => `::ffff:${from}`;

const crash: readonly string[] = [
  "events.js:160",
  "      throw er; // Unhandled 'error' event",
  "      ^",
  "",
  `Error: listen EADDRINUSE: address already in use :::${PORT}`,
  "    at Object.exports._errnoException (util.js:1018:11)",
  "    at exports._exceptionWithHostPort (util.js:1041:20)",
  "    at Server._listen2 (net.js:1258:14)",
  "    at listen (net.js:1294:10)",
  "    at Server.listen (net.js:1390:5)",
  "    at Object.<anonymous> (/app.js:13:5)",
];
