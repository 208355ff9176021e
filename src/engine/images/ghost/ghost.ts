import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { dashTime } from "../serving/clock.ts";

const line = (context: ProcessContext, level: string, text: string): string => `[${dashTime(context)}] ${level} ${text}`;
const wantsMysql = ({ env, settings }: ProcessContext): boolean =>
  settings?.["mysql"] === true && env["NODE_ENV"] !== "development" && env["database__client"] === undefined && env["database__connection__host"] === undefined;

const server = appServer({
  name: "ghost",
  ports: () => [2368],
  startMs: 3200,
  memoryBytes: 150_000_000,
  idleMicro: 1200,
  // Since version 5 it wants MySQL in production.
  refuse: (context) => (wantsMysql(context) ? { lines: [line(context, "INFO", "Ghost is running in production..."), line(context, "ERROR", "connect ECONNREFUSED 127.0.0.1:3306")], code: 2 } : undefined),
  starting: (context) => [line(context, "INFO", `Ghost is running in ${context.env["NODE_ENV"] ?? "production"}...`)],
  ready: (context) => [line(context, "INFO", `Your site is now available on ${context.env["url"] ?? "http://localhost:2368/"}`), line(context, "INFO", "Ctrl+C to shut down"), line(context, "INFO", "Ghost boot 3.182s")],
  answer: (request, context) => ({ status: 200, type: "text/html; charset=utf-8", body: "<!DOCTYPE html>\n<html>\n<head><title>Ghost</title></head>\n</html>\n", log: [line(context, "INFO", `"${request.method} ${request.path}" 200 42ms`)] }),
  stopping: (context) => [line(context, "WARN", "Ghost is shutting down"), line(context, "WARN", "Ghost has shut down")],
});

export const ghost = imageOn({
  repository: "docker.io/library/ghost",
  tags: (tag) => tag === "latest" || tag === "alpine" || /^[0-6](\.\d+){0,2}(-alpine)?$/.test(tag),
  sameAs: (tag) => ({ latest: "6", alpine: "6-alpine" })[tag],
  variant: (tag) => ({ settings: { flavor: "gnu", mysql: Number(tag.split(/[.-]/)[0]) >= 5 } }),
  base: "debian",
  adds: [49_000_000, 117_000_000],
  env: { NODE_ENV: "production", GHOST_INSTALL: "/var/lib/ghost", GHOST_CONTENT: "/var/lib/ghost/content" },
  workingDir: "/var/lib/ghost",
  exposedPorts: [2368],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["node", "current/index.js"],
  files: { "/var/lib/ghost/content/": "", "/var/lib/ghost/current/index.js": "" },
  executables: { "/usr/local/bin/node": "ghost", "/usr/local/bin/docker-entrypoint.sh": "ghost-entrypoint" },
  programs: [server, execRest("ghost-entrypoint")],
});
