import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer } from "../serving/app-server.ts";

const server = appServer({
  name: "memcached",
  ports: () => [11211],
  memoryBytes: 2_500_000,
  idleMicro: 300,
  portTaken: () => ["failed to listen on TCP port 11211: Address already in use"],
  stopping: (_, signal) => [`Signal handled: ${signal === "INT" ? "Interrupt" : "Terminated"}.`],
  log: "stderr",
});

const versions = releaseTags(["1.4", "1.5", "1.6"], ["", "-alpine", "-bookworm", "-trixie"], 60);

export const memcached = imageOn({
  repository: "docker.io/library/memcached",
  tags: (tag) => tag === "latest" || tag === "alpine" || versions(tag),
  sameAs: (tag) => ({ latest: "1.6", alpine: "1.6-alpine" })[tag],
  base: "debian",
  adds: [5_400_000],
  env: { MEMCACHED_VERSION: "1.6.39" },
  user: "memcache",
  uid: 11211,
  exposedPorts: [11211],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["memcached"],
  executables: { "/usr/local/bin/memcached": "memcached", "/usr/local/bin/docker-entrypoint.sh": "memcached-entrypoint" },
  programs: [server, execRest("memcached-entrypoint", "memcached")],
});
