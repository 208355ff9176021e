import type { ImageDefinition } from "../image.ts";
import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, optionOf, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const VERSION = "6.9.2";
const portOf = (context: ProcessContext): number => Number(optionOf(context, "port") ?? context.env["PODINFO_PORT"] ?? 9898) || 9898;
const line = (context: ProcessContext, msg: string, more = ""): string => `{"level":"info","ts":"${isoTime(context)}","caller":"podinfo/main.go:153","msg":"${msg}"${more}}`;

const server = appServer({
  name: "podinfo",
  log: "stderr",
  ports: (context) => [portOf(context), 9797],
  memoryBytes: 18_000_000,
  idleMicro: 700,
  starting: (context) => [line(context, "Starting podinfo", `,"version":"${VERSION}","port":"${portOf(context)}"`)],
  ready: (context) => [line(context, "Starting HTTP Server.", `,"addr":":${portOf(context)}"`)],
  answer(request, context) {
    const path = pathOf(request);
    const json = (body: string, status = 200) => ({ status, type: "application/json; charset=utf-8", body });
    const asked = /^\/status\/(\d{3})$/.exec(path)?.[1];
    if (path === "/healthz" || path === "/readyz") return json('{\n  "status": "OK"\n}');
    if (path === "/version") return json(`{\n  "commit": "unknown",\n  "version": "${VERSION}"\n}`);
    if (path === "/env") return json(JSON.stringify(Object.entries(context.env).map(([name, value]) => `${name}=${value}`), null, 2));
    if (asked !== undefined) return json(`{\n  "status": ${asked}\n}`, Number(asked));
    return json(`{\n  "hostname": "${context.hostname}",\n  "version": "${VERSION}",\n  "message": "${context.env["PODINFO_UI_MESSAGE"] ?? `greetings from podinfo v${VERSION}`}"\n}`);
  },
  stopping: (context) => [line(context, "Shutting down HTTP/HTTPS server", ',"timeout":5')],
});

export const podinfo: ImageDefinition = imageOn({
  repository: "docker.io/stefanprodan/podinfo",
  tags: (tag) => tag === "latest" || /^[3-6]\.\d+\.\d+$/.test(tag),
  base: "alpine",
  adds: [18_000_000],
  workingDir: "/home/app",
  uid: 100,
  user: "app",
  exposedPorts: [9797, 9898],
  cmd: ["./podinfo"],
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/home/app/podinfo": "podinfo" },
  programs: [server],
});
export const podinfoOnGitHub: ImageDefinition = { ...podinfo, repository: "ghcr.io/stefanprodan/podinfo" };
