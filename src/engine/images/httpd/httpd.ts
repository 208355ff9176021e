import type { HttpRequest } from "../../network/http.ts";
import type { ProcessContext, Program } from "../../processes/program.ts";
import { debianExecutables, withExecutables } from "../base/executables.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { apacheTime, commonLogTime, httpDate } from "../serving/clock.ts";
import { utf8Length } from "../../../api/utf8.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit, say } from "../serving/machine.ts";

const ROOT = "/usr/local/apache2/htdocs";
const NOT_FOUND = '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n';

const notice = (context: ProcessContext, text: string): string => `[${apacheTime(context)}] [mpm_event:notice] [pid 1:tid 1] ${text}`;
const nameWarning = (context: ProcessContext): string =>
  `AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${context.hostname}. Set the 'ServerName' directive globally to suppress this message`;

const httpdServer: Program = httpServer<null>({
  name: "httpd",
  init: () => null,
  ports: () => [{ port: 80 }],
  before: (context) => [complain(nameWarning(context)), complain(nameWarning(context))],
  after: (context) => [
    complain(notice(context, "AH00489: Apache/2.4.65 (Unix) configured -- resuming normal operations")),
    complain(`[${apacheTime(context)}] [core:notice] [pid 1:tid 1] AH00094: Command line: 'httpd -D FOREGROUND'`),
  ],
  portTaken: ({ port }) => ({
    acts: [
      complain(`(98)Address already in use: AH00072: make_sock: could not bind to address [::]:${port}`),
      complain(`(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:${port}`),
      complain("no listening sockets available, shutting down"),
      complain("AH00015: Unable to open logs"),
      exit(1),
    ],
    again: false,
  }),
  respond(data, request, context) {
    const body = page(request, context);
    const [status, reason] = body === undefined ? [404, "Not Found"] : [200, "OK"];
    const text = body ?? NOT_FOUND;
    const headers = { Date: httpDate(context), Server: "Apache/2.4.65 (Unix)", "Content-Type": "text/html" };
    const line = `${request.from ?? "-"} - - [${commonLogTime(context)}] "${request.method} ${request.path} HTTP/1.1" ${status} ${utf8Length(text)}`;
    return { data, response: response(status as number, reason as string, headers, text), acts: [say(line)] };
  },
  stops: ["WINCH", "TERM", "INT"],
  stop: (_, signal, context) => [
    complain(notice(context, signal === "WINCH" ? "AH00492: caught SIGWINCH, shutting down gracefully" : `AH00491: caught SIG${signal}, shutting down`)),
    exit(0),
  ],
});

function page(request: HttpRequest, context: ProcessContext): string | undefined {
  const path = request.path.split("?", 1)[0] ?? "/";
  return context.files.read(ROOT + (path.endsWith("/") ? `${path}index.html` : path));
}

const versions = releaseTags(["2.2", "2.4"], ["", "-alpine", "-bookworm"], 70);

export const httpd: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/httpd",
  tags: (tag) => tag === "latest" || tag === "alpine" || versions(tag),
  sameAs: (tag) => (tag === "latest" || tag === "2" ? "2.4" : tag === "alpine" ? "2.4-alpine" : undefined),
  layers: (tag) => [tag.includes("alpine") ? 22_500_000 : 58_700_000],
  cmd: ["httpd-foreground"],
  workingDir: "/usr/local/apache2",
  env: { PATH: "/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HTTPD_PREFIX: "/usr/local/apache2", HTTPD_VERSION: "2.4.65" },
  stopSignal: "WINCH",
  exposedPorts: [80],
  files: sameFiles({ ...debianFiles(bookworm), [`${ROOT}/index.html`]: "<html><body><h1>It works!</h1></body></html>\n", "/usr/local/apache2/logs/": "" }),
  executables: withExecutables(debianExecutables, { "/usr/local/bin/httpd-foreground": "httpd", "/usr/local/apache2/bin/httpd": "httpd" }),
  programs: [httpdServer],
  settings: { flavor: "gnu" },
};
