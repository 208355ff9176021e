import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { klogLine } from "../kubernetes/klog.ts";
import { optionOf, pathOf } from "../serving/app-server.ts";
import { httpServer, response, type Reply } from "../serving/http-server.ts";
import { complain, exit } from "../serving/machine.ts";
import { parseGoDuration } from "../../../api/time.ts";

interface Scraping {
  /** Of the first look at the nodes. */
  readonly fromMs: number;
}

const PLAIN = { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff" };
// Mirrors the flag's default (metrics-server cmd/metrics-server/app/options/options.go).
const DEFAULT_RESOLUTION_MS = 60_000;

function resolutionMs(context: ProcessContext): number {
  const read = parseGoDuration(optionOf(context, "metric-resolution") ?? "");
  return read.ok && read.ms > 0 ? read.ms : DEFAULT_RESOLUTION_MS;
}
const portOf = (context: ProcessContext): number => Number(optionOf(context, "secure-port") ?? 10_250);

/**
 * Looks at what every node uses, now and every so often, and says that it is ready once it has looked twice.
 * Simplified: what metrics-server has gathered is answered by the API server in its place; it asks the kubelets for
 * nothing that could fail but for a node that cannot be reached, and needs neither certificates nor rights.
 */
const server = httpServer<Scraping>({
  name: "metrics-server",
  idleMicro: 2900,
  init: (context) => ({ fromMs: context.now }),
  ports: (context) => [{ port: portOf(context) }],
  before: (context) => [
    { call: "memory", bytes: 17_800_000 },
    complain(klogLine(context, "serving.go:380", "Generated self-signed cert (/tmp/apiserver.crt, /tmp/apiserver.key)")),
    complain(klogLine(context, "handler.go:288", "Adding GroupVersion metrics.k8s.io v1beta1 to ResourceManager")),
    { call: "sampleUsage", everyMs: resolutionMs(context) },
  ],
  after: (context) => [complain(klogLine(context, "secure_serving.go:211", `Serving securely on [::]:${portOf(context)}`))],
  portTaken: ({ port }, _, context) => ({ acts: [complain(klogLine(context, "server.go:295", `failed to create listener: failed to listen on 0.0.0.0:${port}: listen tcp 0.0.0.0:${port}: bind: address already in use`)), exit(1)], again: false }),
  respond(data, request, context) {
    const { acts, ...answer } = answerTo(pathOf(request), data, context);
    return { data, response: { ...answer.response, tls: true }, ...(acts && { acts }) };
  },
  stops: ["TERM", "INT"],
  stop: () => [exit(0)],
});

function answerTo(path: string, { fromMs }: Scraping, context: ProcessContext): Pick<Reply<Scraping>, "response" | "acts"> {
  if (path === "/livez" || path === "/healthz") return { response: response(200, "OK", PLAIN, "ok") };
  if (path !== "/readyz") return { response: response(403, "Forbidden", { "Content-Type": "application/json" }, forbidden(path)) };
  // Mirrors storage.Ready (metrics-server pkg/storage/storage.go): usage is what lies between two looks.
  if (context.now - fromMs >= resolutionMs(context)) return { response: response(200, "OK", PLAIN, "ok") };
  return { response: response(500, "Internal Server Error", PLAIN, NOT_READY), acts: [complain(klogLine(context, "server.go:191", '"Failed probe" probe="metric-storage-ready" err="no metrics to serve"'))] };
}

const NOT_READY = ["[+]ping ok", "[+]log ok", "[+]poststarthook/max-in-flight-filter ok", "[-]metric-storage-ready failed: reason withheld", "[+]metadata-informer-sync ok", "[+]shutdown ok", "readyz check failed", ""].join("\n");
const forbidden = (path: string): string => `{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \\"system:anonymous\\" cannot get path \\"${path}\\"","reason":"Forbidden","details":{},"code":403}\n`;

export const metricsServer: ImageDefinition = imageOn({
  repository: "registry.k8s.io/metrics-server/metrics-server",
  tags: (tag) => /^v0\.(?:[5-7]\.\d|8\.[01])$/.test(tag),
  base: "scratch",
  adds: [22_500_000],
  uid: 65534,
  entrypoint: ["/metrics-server"],
  executables: { "/metrics-server": "metrics-server" },
  programs: [server],
});
