import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const line = (context: ProcessContext, logger: string, text: string): string => `logger=${logger} t=${isoTime(context)} level=info msg="${text}"`;

const server = appServer({
  name: "grafana",
  ports: (context) => [Number(context.env["GF_SERVER_HTTP_PORT"] ?? 3000) || 3000],
  startMs: 4000,
  memoryBytes: 90_000_000,
  idleMicro: 1900,
  starting: (context) => [`${line(context, "settings", "Starting Grafana")} version=12.1.1`, line(context, "migrator", "Starting DB migrations")],
  ready: (context) => [`${line(context, "http.server", "HTTP Server Listen")} address=[::]:${context.env["GF_SERVER_HTTP_PORT"] ?? 3000} protocol=http subUrl= socket=`],
  answer(request) {
    const path = pathOf(request);
    if (path === "/api/health") return { status: 200, type: "application/json", body: '{\n  "database": "ok",\n  "version": "12.1.1"\n}' };
    if (path === "/login") return { status: 200, type: "text/html; charset=UTF-8", body: "<title>Grafana</title>\n" };
    return { status: 302, body: "", headers: { Location: "/login" } };
  },
  stopping: (context) => [`${line(context, "server", "Shutdown started")} reason="System signal: terminated"`],
});

export const grafana = imageOn({
  repository: "docker.io/grafana/grafana",
  tags: (tag) => tag === "latest" || /^([5-9]|1[0-2])\.\d+\.\d+$/.test(tag),
  base: "alpine",
  adds: [6_200_000, 130_000_000, 60_000_000],
  workingDir: "/usr/share/grafana",
  uid: 472,
  exposedPorts: [3000],
  entrypoint: ["/run.sh"],
  files: { "/var/lib/grafana/": "", "/etc/grafana/grafana.ini": "" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/run.sh": "grafana" },
  programs: [server],
});
