import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoSeconds } from "../serving/clock.ts";

const server = appServer({
  name: "registry-server",
  log: "stderr",
  ports: () => [5000],
  ready: (context) => [`time="${isoSeconds(context)}" level=info msg="listening on [::]:5000" version=v3.0.0`],
  answer(request) {
    if (pathOf(request) === "/v2/_catalog") return { status: 200, type: "application/json; charset=utf-8", body: '{"repositories":[]}\n' };
    return pathOf(request) === "/v2/" ? { status: 200, type: "application/json; charset=utf-8", body: "{}" } : { status: 404, type: "application/json; charset=utf-8", body: '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}\n' };
  },
  stopCode: 2,
});

/** A registry of one's own. Simplified: a registry that runs in a Pod keeps nothing, and nodes do not pull from it. */
export const registryServer = imageOn({
  repository: "docker.io/library/registry",
  tags: (tag) => tag === "latest" || /^(2(\.\d+){0,2}|3(\.\d+){0,2})$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "3" : undefined),
  base: "alpine",
  adds: [8_200_000, 10_100_000],
  exposedPorts: [5000],
  entrypoint: ["/entrypoint.sh"],
  cmd: ["/etc/distribution/config.yml"],
  files: { "/etc/distribution/config.yml": "version: 0.1\n", "/var/lib/registry/": "" },
  executables: { "/bin/registry": "registry-server", "/entrypoint.sh": "registry-entrypoint", "/etc/distribution/config.yml": "registry-server" },
  programs: [server, execRest("registry-entrypoint")],
});
