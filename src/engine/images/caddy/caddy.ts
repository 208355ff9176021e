import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer, pathOf } from "../serving/app-server.ts";

const INDEX = "<!DOCTYPE html>\n<html>\n<head>\n\t<title>Caddy works!</title>\n</head>\n</html>\n";
const ROOT = "/usr/share/caddy";
const stamp = (ms: number): string => (ms / 1000).toFixed(4);

const server = appServer({
  name: "caddy",
  log: "stderr",
  ports: () => [80],
  memoryBytes: 12_000_000,
  starting: ({ startsAtMs, now }) => [`{"level":"info","ts":${stamp(startsAtMs + now)},"msg":"using config from file","file":"/etc/caddy/Caddyfile"}`],
  ready: ({ startsAtMs, now }) => [`{"level":"info","ts":${stamp(startsAtMs + now)},"msg":"serving initial configuration"}`],
  answer(request, { files }) {
    const path = pathOf(request);
    const body = files.read(`${ROOT}${path.endsWith("/") ? `${path}index.html` : path}`);
    return body === undefined ? { status: 404, body: "", headers: { Server: "Caddy" } } : { status: 200, type: "text/html; charset=utf-8", body, headers: { Server: "Caddy" } };
  },
  stopping: ({ startsAtMs, now }) => [`{"level":"info","ts":${stamp(startsAtMs + now)},"msg":"shutting down apps, then terminating","signal":"SIGTERM"}`, `{"level":"info","ts":${stamp(startsAtMs + now)},"msg":"shutdown complete","signal":"SIGTERM","exit_code":0}`],
});

const versions = releaseTags(["2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10"], ["", "-alpine"], 12);

export const caddy = imageOn({
  repository: "docker.io/library/caddy",
  tags: (tag) => tag === "latest" || tag === "alpine" || versions(tag),
  sameAs: (tag) => (tag === "latest" || tag === "alpine" ? "2.10" : undefined),
  base: "alpine",
  adds: [330_000, 15_700_000],
  env: { CADDY_VERSION: "v2.10.2", XDG_CONFIG_HOME: "/config", XDG_DATA_HOME: "/data" },
  workingDir: "/srv",
  exposedPorts: [80, 443, 2019],
  cmd: ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"],
  files: { "/etc/caddy/Caddyfile": ":80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n", "/usr/share/caddy/index.html": INDEX, "/data/": "", "/config/": "" },
  executables: { "/usr/bin/caddy": "caddy" },
  programs: [server],
});
