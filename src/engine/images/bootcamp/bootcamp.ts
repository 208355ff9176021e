import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

/** A node.js server: it handles no TERM, and as PID 1 it is killed at the end of its grace. */
const server = appServer({
  name: "kubernetes-bootcamp",
  ports: () => [8080],
  memoryBytes: 20_000_000,
  ready: (context) => [`Kubernetes Bootcamp App Started At: ${isoTime(context)} | Running On:  ${context.hostname} `, ""],
  answer: (_, context) => ({
    status: 200,
    body: `Hello Kubernetes bootcamp! | Running on: ${context.hostname} | v=${context.env["BOOTCAMP_VERSION"] ?? "1"}\n`,
    log: [`Running On: ${context.hostname} | Log Time: ${isoTime(context)}`],
  }),
  stops: [],
});

export const bootcamp: ImageDefinition = imageOn({
  repository: "gcr.io/google-samples/kubernetes-bootcamp",
  tags: ["v1", "v2", "latest"],
  sameAs: (tag) => (tag === "latest" ? "v1" : undefined),
  variant: (tag) => ({ env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", NODE_VERSION: "6.3.1", NPM_CONFIG_LOGLEVEL: "info", BOOTCAMP_VERSION: tag === "v2" ? "2" : "1" } }),
  base: "debian",
  adds: [54_000_000],
  exposedPorts: [8080],
  cmd: ["/bin/sh", "-c", "node server.js"],
  files: { "/server.js": "var http = require('http');\n" },
  tools: { "/usr/bin/curl": "curl" },
  executables: { "/usr/local/bin/node": "kubernetes-bootcamp" },
  programs: [server],
});
export const jocatalinBootcamp: ImageDefinition = { ...bootcamp, repository: "docker.io/jocatalin/kubernetes-bootcamp" };
