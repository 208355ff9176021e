import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { slashTime } from "../serving/clock.ts";

const line = (context: ProcessContext, text: string): string => `[1] ${slashTime(context)}.000000 [INF] ${text}`;

const server = appServer({
  name: "nats-server",
  log: "stderr",
  ports: () => [4222, 6222, 8222],
  memoryBytes: 12_000_000,
  idleMicro: 800,
  starting: (context) => [line(context, "Starting nats-server"), line(context, "  Version:  2.11.8")],
  ready: (context) => [line(context, "Listening for client connections on 0.0.0.0:4222"), line(context, "Server is ready")],
  answer: (request) => (pathOf(request) === "/healthz" ? { status: 200, type: "application/json", body: '{"status":"ok"}' } : { status: 200, type: "text/html", body: "<title>NATS</title>\n" }),
  stopping: (context) => [line(context, "Trapped \"terminated\" signal"), line(context, "Server Exiting..")],
});

/** From scratch but for the "-alpine" tags. */
export const nats = imageOn({
  repository: "docker.io/library/nats",
  tags: (tag) => tag === "latest" || /^2(\.\d+){0,2}$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "2" : undefined),
  base: "scratch",
  adds: [7_300_000],
  exposedPorts: [4222, 6222, 8222],
  entrypoint: ["/nats-server"],
  cmd: ["--config", "nats-server.conf"],
  files: { "/nats-server.conf": "client_port: 4222\n" },
  executables: { "/nats-server": "nats-server" },
  programs: [server],
});
