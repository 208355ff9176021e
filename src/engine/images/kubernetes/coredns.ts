import type { ProcessContext } from "../../processes/program.ts";
import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { pathOf } from "../serving/app-server.ts";
import { httpServer, response } from "../serving/http-server.ts";
import { complain, exit, say } from "../serving/machine.ts";

const LAMEDUCK_MS = 5000;
const versionOf = (context: ProcessContext): string => String(context.settings?.["version"] ?? "1.14.2");

/**
 * Simplified: CoreDNS answers as kubeadm's Corefile has it, whatever stands in the one that it is given, and knows of a
 * Service or an endpoint as soon as the API server does.
 */
const server = httpServer<null>({
  name: "coredns",
  idleMicro: 2100,
  init: () => null,
  ports: () => [{ port: 53, protocol: "UDP", names: true }, { port: 53 }, { port: 8080 }, { port: 8181 }, { port: 9153 }],
  before: () => [{ call: "memory", bytes: 14_000_000 }, say("maxprocs: Leaving GOMAXPROCS=2: CPU quota undefined")],
  after: (context) => [
    say(".:53"),
    say("[INFO] plugin/reload: Running configuration SHA512 = 1b226df79860026c6a52e67daa10d7f0d57ec5b023288ec00c5e05f93523c894564e15b91770d3a07ae1cfbe861d15b37d4a0027e69c546ab112970993a3b03b"),
    say(`CoreDNS-${versionOf(context)}`),
    say("linux/amd64, go1.26.1, dd1df4f"),
  ],
  portTaken: ({ port }) => ({ acts: [complain(`Listen: listen tcp :${port}: bind: address already in use`), exit(1)], again: false }),
  respond(data, request) {
    const path = pathOf(request);
    const known = (request.port === 8080 && path === "/health") || (request.port === 8181 && path === "/ready");
    return { data, response: known ? response(200, "OK", { "Content-Type": "text/plain; charset=utf-8" }, "OK") : response(404, "Not Found", { "Content-Type": "text/plain; charset=utf-8" }, "404 page not found\n") };
  },
  stops: ["TERM", "INT"],
  // Mirrors `health { lameduck 5s }` of kubeadm's Corefile: it goes on answering while its endpoint goes away.
  stop: (_, signal) => [say(`[INFO] SIG${signal}: Shutting down servers then terminating`), say("[INFO] plugin/health: Going into lameduck mode for 5s"), { call: "sleep", ms: LAMEDUCK_MS }, exit(0)],
});

export const coredns: ImageDefinition = {
  ...imageOn({
    repository: "registry.k8s.io/coredns/coredns",
    tags: (tag) => /^v1\.(?:[3-9]|1[0-4])\.\d+$/.test(tag),
    base: "scratch",
    adds: [22_400_000],
    uid: 65532,
    exposedPorts: [53],
    entrypoint: ["/coredns"],
    executables: { "/coredns": "coredns" },
    programs: [server],
  }),
  variant: (tag) => ({ settings: { version: tag.slice(1) } }),
};
export const corednsOnHub: ImageDefinition = { ...coredns, repository: "docker.io/coredns/coredns", tags: (tag) => /^1\.(?:[3-9]|1[0-4])\.\d+$/.test(tag) || tag === "latest", variant: (tag) => ({ settings: { version: tag } }) };
