import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import { debianExecutables, tools, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { DEFAULT_PATH, imageDefaults, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { dashTime, httpDate } from "../serving/clock.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit } from "../serving/machine.ts";

const VERSION = "0.5.0";
const portOf = (context: ProcessContext): number => Number(context.env["PORT0"] ?? 9876);
const versionOf = (context: ProcessContext): string => context.env["SIMPLE_SERVICE_VERSION"] ?? VERSION;

/** As its logging is set up: ISO date with a twelve-hour clock, and the line of the source. */
function logLine(context: ProcessContext, text: string, line: number): string {
  const [date = "", time = ""] = dashTime(context).split(" ");
  const hour = Number(time.slice(0, 2)) % 12 || 12;
  return `${date}T${String(hour).padStart(2, "0")}${time.slice(2)} INFO ${text} [at line ${line}]`;
}

/** Python's json.dumps: a space after comma and colon. */
const pythonJson = (fields: Readonly<Record<string, unknown>>): string =>
  `{${Object.entries(fields).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(", ")}}`;

interface Endpoint {
  readonly line: number;
  body(host: string, request: HttpRequest, context: ProcessContext): string;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "/endpoint0": { line: 57, body: (host, _, context) => pythonJson({ host, version: versionOf(context), result: "all is well" }) },
  "/health": { line: 77, body: () => pythonJson({ healthy: true }) },
  "/info": { line: 101, body: (host, request, context) => pythonJson({ host, version: versionOf(context), from: request.from ?? "" }) },
  "/env": {
    line: 122,
    body: (_, __, context) => pythonJson({ version: versionOf(context), env: `{${Object.entries(context.env).map(([name, value]) => `'${name}': '${value}'`).join(", ")}}` }),
  },
};

/** A small Python service on 9876. Python handles no TERM, so PID 1 never sees it; INT ends it. */
const server: Program = httpServer<null>({
  name: "simpleservice",
  init: () => null,
  ports: (context) => [{ port: portOf(context) }],
  after: (context) => [complain(logLine(context, `This is simple service in version v${versionOf(context)} listening on port ${portOf(context)}`, 142))],
  portTaken: () => ({ acts: [complain("Traceback (most recent call last):"), complain("socket.error: [Errno 98] Address already in use"), exit(1)], again: false }),
  respond(data, request, context) {
    const path = request.path.split("?", 1)[0] ?? "/";
    const endpoint = ENDPOINTS[path];
    const host = request.headers["Host"] ?? `${request.host}:${request.port}`;
    const headers = { Date: httpDate(context), Server: "TornadoServer/4.3" };
    if (!endpoint) {
      const page = "<html><title>404: Not Found</title><body>404: Not Found</body></html>";
      return { data, response: response(404, "Not Found", { ...headers, "Content-Type": "text/html; charset=UTF-8" }, page), acts: [complain(logLine(context, `404 GET ${path} (${request.from ?? ""}) 0.51ms`, 1946).replace("INFO", "WARNING"))] };
    }
    return {
      data,
      response: response(200, "OK", { ...headers, "Content-Type": "application/json" }, endpoint.body(host, request, context)),
      acts: [
        complain(logLine(context, `${path} serving from ${host} has been invoked from ${request.from ?? ""}`, endpoint.line)),
        complain(logLine(context, `200 GET ${path} (${request.from ?? ""}) 1.23ms`, 1946)),
      ],
      ...(path === "/health" && { afterMs: Number(context.env["HEALTH_MIN"] ?? 0) || 0 }),
    };
  },
  stops: ["INT"],
  stop: () => [complain("Traceback (most recent call last):"), complain("KeyboardInterrupt"), exit(1)],
});

const image: ImageDefinition = {
  ...imageDefaults,
  repository: "quay.io/openshiftlabs/simpleservice",
  tags: ["0.2.0", "0.4.0", "0.5.0", "latest"],
  layers: () => [257_000_000],
  cmd: ["python", "./simpleservice.py"],
  env: { PATH: DEFAULT_PATH, LANG: "C.UTF-8", PYTHON_VERSION: "2.7.13", REFRESHED_AT: "2017-04-24T13:50" },
  workingDir: "/usr/src/app",
  exposedPorts: [9876],
  files: sameFiles({ ...debianFiles(bookworm), "/usr/src/app/simpleservice.py": "#!/usr/bin/env python\n", "/usr/src/app/requirements.txt": "tornado==4.3\n" }),
  executables: withExecutables(debianExecutables, { ...tools({ "/usr/bin/curl": "curl", "/usr/bin/wget": "wget", "/bin/ps": "ps" }), "/usr/local/bin/python": "simpleservice" }),
  programs: [server],
  settings: { flavor: "gnu" },
};

export const simpleservice = image;
/** The same service where its author first put it. */
export const simpleserviceOnHub: ImageDefinition = { ...image, repository: "docker.io/mhausenblas/simpleservice" };
