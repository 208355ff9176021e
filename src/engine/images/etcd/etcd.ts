import { healthBody, isHealthCheck } from "../../network/grpc-health.ts";
import type { ProcessContext } from "../../processes/program.ts";
import type { ImageDefinition } from "../image.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer, optionOf, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";
import { pingTool } from "../serving/ping-tool.ts";

const line = (context: ProcessContext, msg: string, more = ""): string => `{"level":"info","ts":"${isoTime(context).replace("Z", "000Z")}","caller":"etcdmain/etcd.go:64","msg":"${msg}"${more}}`;
const portOf = (context: ProcessContext): number => Number(/:(\d+)/.exec((optionOf(context, "listen-client-urls") ?? context.env["ETCD_LISTEN_CLIENT_URLS"] ?? "").replace(/^https?:\/\//, ""))?.[1] ?? 2379);

const server = appServer({
  name: "etcd",
  log: "stderr",
  ports: (context) => [...new Set([portOf(context), 2380])],
  startMs: 800,
  memoryBytes: 25_000_000,
  idleMicro: 13_000,
  starting: (context) => [line(context, "starting an etcd server", ',"etcd-version":"3.6.4"')],
  ready: (context) => [line(context, "ready to serve client requests"), line(context, "serving client traffic insecurely; this is strongly discouraged!", `,"traffic":"grpc+http","address":"127.0.0.1:${portOf(context)}"`)],
  answer(request) {
    if (isHealthCheck(request)) return { status: 200, body: healthBody("SERVING") };
    const path = pathOf(request);
    if (path === "/health") return { status: 200, type: "application/json", body: '{"health":"true","reason":""}' };
    if (path === "/version") return { status: 200, type: "application/json", body: '{"etcdserver":"3.6.4","etcdcluster":"3.6.0"}' };
    return { status: 404, body: "404 page not found\n" };
  },
  stopping: (context) => [line(context, "received signal; shutting down", ',"signal":"terminated"')],
});

const etcdctl = pingTool({
  name: "etcdctl",
  target: (context) => ({ host: "127.0.0.1", port: Number(/:(\d+)\/?$/.exec(optionOf(context, "endpoints") ?? "")?.[1] ?? 2379) }),
  answered: ({ argv }) => ({ out: argv.includes("health") ? "127.0.0.1:2379 is healthy: successfully committed proposal: took = 2.044219ms\n" : "", code: 0 }),
  refused: (_, __, port) => ({ err: `127.0.0.1:${port} is unhealthy: failed to commit proposal: context deadline exceeded\nError: unhealthy cluster\n`, code: 1 }),
});

/** Distroless: neither shell nor tools beside etcd's own. */
export const etcd: ImageDefinition = imageOn({
  repository: "quay.io/coreos/etcd",
  tags: (tag) => tag === "latest" || /^v3\.[0-6]\.\d+$/.test(tag),
  base: "scratch",
  adds: [22_700_000],
  exposedPorts: [2379, 2380],
  cmd: ["/usr/local/bin/etcd"],
  files: { "/var/etcd/": "", "/var/lib/etcd/": "" },
  executables: { "/usr/local/bin/etcd": "etcd", "/usr/local/bin/etcdctl": "etcdctl" },
  programs: [server, etcdctl],
});
export const developmentEtcd: ImageDefinition = { ...etcd, repository: "gcr.io/etcd-development/etcd" };
export const kubernetesEtcd: ImageDefinition = { ...etcd, repository: "registry.k8s.io/etcd", tags: (tag) => /^3\.[0-6]\.\d+-\d+$/.test(tag) };
