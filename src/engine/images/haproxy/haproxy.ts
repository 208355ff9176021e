import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer, optionOf } from "../serving/app-server.ts";

const CONFIGURATION = "/usr/local/etc/haproxy/haproxy.cfg";
const pathIn = (context: ProcessContext): string => optionOf(context, "f") ?? CONFIGURATION;
const notice = (text: string): string => `[NOTICE]   (1) : ${text}`;

/** Simplified: HAProxy listens where its configuration binds and has no servers behind it. */
const server = appServer({
  name: "haproxy",
  log: "stderr",
  ports: (context) => [...new Set([...(context.files.read(pathIn(context)) ?? "").matchAll(/^\s*bind\s+[^\s:]*:(\d+)/gm)].map((match) => Number(match[1])))],
  refuse: (context) =>
    context.files.stat(pathIn(context)) === undefined
      ? { lines: [notice("haproxy version is 3.2.4-98813a1"), notice("path to executable is /usr/local/sbin/haproxy"), `[ALERT]    (1) : Cannot open configuration file/directory ${pathIn(context)} : No such file or directory`], code: 1 }
      : undefined,
  ready: () => [notice("New worker (8) forked"), notice("Loading success.")],
  answer: () => ({ status: 503, type: "text/html", body: "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n" }),
  portTaken: (port) => [`[ALERT]    (1) : Binding [${CONFIGURATION}] for frontend: cannot bind socket (Address already in use) for [:${port}]`],
  stops: ["USR1", "TERM", "INT"],
  stopping: () => ["[WARNING]  (1) : All workers exited. Exiting... (0)"],
});

const versions = releaseTags(["1.7", "1.8", "2.0", "2.2", "2.4", "2.6", "2.8", "2.9", "3.0", "3.1", "3.2"], ["", "-alpine", "-bookworm"], 40);

export const haproxy = imageOn({
  repository: "docker.io/library/haproxy",
  tags: (tag) => tag === "latest" || tag === "lts" || tag === "alpine" || versions(tag),
  sameAs: (tag) => ({ latest: "3.2", lts: "3.2", alpine: "3.2-alpine" })[tag],
  base: "debian",
  adds: [11_500_000],
  env: { HAPROXY_VERSION: "3.2.4" },
  workingDir: "/var/lib/haproxy",
  uid: 99,
  user: "haproxy",
  stopSignal: "USR1",
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["haproxy", "-f", CONFIGURATION],
  files: { "/usr/local/etc/haproxy/": "", "/var/lib/haproxy/": "" },
  executables: { "/usr/local/sbin/haproxy": "haproxy", "/usr/local/bin/docker-entrypoint.sh": "haproxy-entrypoint" },
  programs: [server, execRest("haproxy-entrypoint", "haproxy")],
});
