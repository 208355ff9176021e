import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer } from "../serving/app-server.ts";
import { dashTime } from "../serving/clock.ts";

const line = (context: ProcessContext, text: string): string => `${dashTime(context)} +0000 [info]: ${text}`;

const server = appServer({
  name: "fluentd",
  ports: () => [24224],
  startMs: 1500,
  memoryBytes: 50_000_000,
  idleMicro: 1600,
  starting: (context) => [line(context, 'parsing config file is succeeded path="/fluentd/etc/fluent.conf"'), line(context, "starting fluentd-1.16.9 pid=7 ruby=\"3.2.8\"")],
  ready: (context) => [line(context, "#0 starting fluentd worker pid=16 ppid=7 worker=0"), line(context, "#0 fluentd worker is now running worker=0")],
  stopping: (context) => [line(context, "Received graceful stop"), line(context, "Worker 0 finished with status 0")],
});

export const fluentd: ImageDefinition = imageOn({
  repository: "docker.io/fluent/fluentd",
  tags: (tag) => tag === "latest" || tag === "edge-debian" || /^v1\.\d+(\.\d+)?(-\d(\.\d)?)?(-debian(-\d)?)?$/.test(tag),
  base: "debian",
  adds: [62_000_000],
  user: "fluent",
  uid: 100,
  exposedPorts: [5140, 24224],
  entrypoint: ["tini", "--", "/bin/entrypoint.sh"],
  cmd: ["fluentd"],
  files: { "/fluentd/etc/fluent.conf": "<source>\n  @type  forward\n  port  24224\n</source>\n", "/fluentd/log/": "" },
  executables: { "/usr/bin/tini": "fluentd-entrypoint", "/bin/entrypoint.sh": "fluentd-script", "/usr/local/bundle/bin/fluentd": "fluentd", "/usr/local/bin/fluentd": "fluentd" },
  programs: [server, execRest("fluentd-script", "fluentd"), execRest("fluentd-entrypoint")],
});
/** The DaemonSet page's image. */
export const kubernetesFluentd: ImageDefinition = {
  ...fluentd,
  repository: "quay.io/fluentd_elasticsearch/fluentd",
  tags: (tag) => tag === "latest" || /^v[1-5]\.\d+\.\d+$/.test(tag),
  user: "root",
  uid: 0,
  entrypoint: ["/entrypoint.sh"],
  cmd: [],
  executables: { ...fluentd.executables, "/entrypoint.sh": "fluentd" },
};
