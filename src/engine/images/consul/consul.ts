import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const line = (context: ProcessContext, text: string): string => `${isoTime(context)} [INFO]  ${text}`;

const server = appServer({
  name: "consul",
  ports: () => [8300, 8301, 8500, 8600],
  memoryBytes: 45_000_000,
  idleMicro: 6500,
  starting: () => ["==> Starting Consul agent...", "              Version: '1.21.4'"],
  ready: (context) => [line(context, "agent: Started HTTP server: address=127.0.0.1:8500 network=tcp"), line(context, "agent: Synced node info")],
  answer: (request) => (pathOf(request) === "/v1/status/leader" ? { status: 200, type: "application/json", body: '"127.0.0.1:8300"' } : { status: 200, type: "text/html", body: "<title>Consul by HashiCorp</title>\n" }),
  stopping: (context) => [line(context, "agent: Caught: signal=terminated"), line(context, "agent: Exit code: code=0")],
});

export const consul: ImageDefinition = imageOn({
  repository: "docker.io/hashicorp/consul",
  tags: (tag) => tag === "latest" || /^1\.(\d|1\d|2[01])(\.\d+)?$/.test(tag),
  base: "alpine",
  adds: [69_000_000],
  exposedPorts: [8300, 8301, 8302, 8500, 8600],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["agent", "-dev", "-client", "0.0.0.0"],
  files: { "/consul/data/": "", "/consul/config/": "" },
  executables: { "/bin/consul": "consul", "/usr/local/bin/docker-entrypoint.sh": "consul-entrypoint" },
  programs: [server, execRest("consul-entrypoint", "consul", () => [], ["agent", "members", "version"])],
});
/** The official image ended with 1.15: no newer tag, and no "latest". */
export const oldConsul: ImageDefinition = { ...consul, repository: "docker.io/library/consul", tags: (tag) => /^1\.(\d|1[0-5])(\.\d+)?$/.test(tag) };
