import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoSeconds } from "../serving/clock.ts";

const PORT = /^--entry[pP]oints\.[\w-]+\.address=:(\d+)/;

/** Simplified: Traefik has no routes: everything but its own pages is not found. */
const server = appServer({
  name: "traefik",
  log: "stderr",
  ports({ argv }) {
    const own = argv.flatMap((argument) => PORT.exec(argument)?.[1] ?? []).map(Number);
    const api = argv.some((argument) => /^--(api\.insecure|ping)/.test(argument)) ? [8080] : [];
    return [...new Set([...(own.length > 0 ? own : [80]), ...api])];
  },
  memoryBytes: 60_000_000,
  idleMicro: 900,
  starting: (context) => [`${isoSeconds(context)} INF Traefik version 3.5.2 built on 2025-09-09T10:24:03Z version=3.5.2`],
  ready: (context) => [`${isoSeconds(context)} INF Starting provider aggregator *aggregator.ProviderAggregator`],
  answer: (request) => (pathOf(request) === "/ping" && request.port === 8080 ? { status: 200, body: "OK" } : { status: 404, body: "404 page not found\n" }),
  stopping: (context) => [`${isoSeconds(context)} INF I have to go...`, `${isoSeconds(context)} INF Stopping server gracefully`, `${isoSeconds(context)} INF Server stopped`],
});

const versions = releaseTags(["1.7", "2.4", "2.9", "2.10", "2.11", "3.0", "3.1", "3.2", "3.3", "3.4", "3.5"], ["", "-alpine"], 40);

export const traefik = imageOn({
  repository: "docker.io/library/traefik",
  tags: (tag) => tag === "latest" || versions(tag.replace(/^v/, "")),
  sameAs: (tag) => (tag === "latest" ? "v3.5" : undefined),
  base: "alpine",
  adds: [1_900_000, 47_000_000],
  exposedPorts: [80],
  entrypoint: ["/entrypoint.sh"],
  cmd: ["traefik"],
  executables: { "/usr/local/bin/traefik": "traefik", "/entrypoint.sh": "traefik-entrypoint" },
  programs: [server, execRest("traefik-entrypoint", "traefik")],
});
