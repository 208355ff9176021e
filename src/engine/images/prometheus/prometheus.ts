import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const line = (context: ProcessContext, source: string, text: string): string => `time=${isoTime(context)} level=INFO source=${source} msg="${text}"`;
const PAGES: Readonly<Record<string, string>> = { "/-/healthy": "Prometheus Server is Healthy.\n", "/-/ready": "Prometheus Server is Ready.\n" };

const server = appServer({
  name: "prometheus",
  log: "stderr",
  ports: () => [9090],
  startMs: 700,
  memoryBytes: 60_000_000,
  idleMicro: 3400,
  starting: (context) => [line(context, "main.go:738", "Starting Prometheus Server"), line(context, "main.go:1503", "Loading configuration file")],
  ready: (context) => [line(context, "main.go:1304", "Server is ready to receive web requests.")],
  answer(request) {
    const path = pathOf(request);
    if (PAGES[path] !== undefined) return { status: 200, body: PAGES[path] };
    if (path === "/metrics") return { status: 200, body: "# TYPE prometheus_build_info gauge\nprometheus_build_info 1\n" };
    return { status: 302, body: "", headers: { Location: "/query" } };
  },
  stopping: (context) => [line(context, "main.go:1000", "Received an OS signal, exiting gracefully..."), line(context, "main.go:1310", "See you next time!")],
});

export const prometheus: ImageDefinition = imageOn({
  repository: "docker.io/prom/prometheus",
  tags: (tag) => tag === "latest" || /^v[1-3]\.\d+\.\d+$/.test(tag),
  base: "busybox",
  adds: [560_000, 56_000_000, 54_000_000],
  workingDir: "/prometheus",
  uid: 65534,
  user: "nobody",
  exposedPorts: [9090],
  entrypoint: ["/bin/prometheus"],
  cmd: ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
  files: { "/etc/prometheus/prometheus.yml": "global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: prometheus\n    static_configs:\n      - targets: [localhost:9090]\n", "/prometheus/": "" },
  executables: { "/bin/prometheus": "prometheus" },
  programs: [server],
});
export const prometheusOnQuay: ImageDefinition = { ...prometheus, repository: "quay.io/prometheus/prometheus" };
