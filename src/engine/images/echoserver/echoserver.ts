import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { commonLogTime } from "../serving/clock.ts";

const server = appServer({
  name: "echoserver",
  ports: () => [8080],
  ready: () => ["Generating self-signed cert", "Starting nginx"],
  answer(request, context) {
    const headers = Object.entries(request.headers).map(([name, value]) => `\t${name.toLowerCase()}=${value}`).sort();
    const body = [
      "", "", `Hostname: ${context.hostname}`, "", "Pod Information:", "\t-no pod information available-", "", "Server values:", "\tserver_version=nginx: 1.13.3 - lua: 10008", "",
      "Request Information:", `\tclient_address=${request.from ?? ""}`, `\tmethod=${request.method}`, `\treal path=${request.path}`, "\tquery=", "\trequest_version=1.1", `\trequest_scheme=http`, `\trequest_uri=http://${request.host}:8080${request.path}`, "",
      "Request Headers:", ...headers, "", "Request Body:", `\t${request.body ?? "-no body in request-"}`, "", "",
    ].join("\n");
    return { status: 200, body, log: [`${request.from ?? ""} - - [${commonLogTime(context)}] "${request.method} ${request.path} HTTP/1.1" 200 ${body.length} "-" "${request.headers["User-Agent"] ?? "-"}"`] };
  },
  stops: ["TERM", "INT", "QUIT"],
});

/** Version 1.4, which old tutorials name, has a manifest that runtimes no longer read. */
export const echoserver: ImageDefinition = imageOn({
  repository: "registry.k8s.io/echoserver",
  tags: ["1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10"],
  oldManifest: (tag) => tag === "1.4",
  base: "ubuntu",
  adds: [12_500_000],
  exposedPorts: [8080],
  cmd: ["/bin/sh", "-c", "run.sh"],
  executables: { "/usr/local/bin/run.sh": "echoserver" },
  programs: [server],
});
export const e2eEchoserver: ImageDefinition = { ...echoserver, repository: "registry.k8s.io/e2e-test-images/echoserver", tags: (tag) => /^2\.[2-5]$/.test(tag), oldManifest: () => false };
