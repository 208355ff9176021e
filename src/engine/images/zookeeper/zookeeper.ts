import type { ImageDefinition } from "../image.ts";
import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { appServer } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";
import { pingTool } from "../serving/ping-tool.ts";

const line = (context: ProcessContext, text: string): string => `${isoTime(context).replace("T", " ").replace(".", ",").replace("Z", "")} [myid:] - INFO  [main:o.a.z.s.ZooKeeperServer] - ${text}`;

const server = appServer({
  name: "zookeeper",
  ports: () => [2181, 8080],
  startMs: 1500,
  memoryBytes: 90_000_000,
  idleMicro: 1300,
  starting: () => ["ZooKeeper JMX enabled by default", "Using config: /conf/zoo.cfg"],
  ready: (context) => [line(context, "Started AdminServer on address 0.0.0.0, port 8080 and command URL /commands"), line(context, "binding to port 0.0.0.0/0.0.0.0:2181")],
  stopCode: 143,
});
/** The tutorial's probe asks for `ruok`. */
const ready = pingTool({ name: "zookeeper-ready", target: ({ argv }) => ({ host: "127.0.0.1", port: Number(argv[1] ?? 2181) || 2181 }), answered: () => ({ code: 0 }), refused: () => ({ code: 1 }) });

export const zookeeper: ImageDefinition = imageOn({
  repository: "docker.io/library/zookeeper",
  tags: (tag) => tag === "latest" || /^3\.[4-9](\.\d+)?$/.test(tag),
  sameAs: (tag) => (tag === "latest" ? "3.9" : undefined),
  base: "ubuntu",
  adds: [16_000_000, 50_000_000, 20_000_000],
  workingDir: "/apache-zookeeper",
  exposedPorts: [2181, 2888, 3888, 8080],
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: ["zkServer.sh", "start-foreground"],
  files: { "/conf/zoo.cfg": "dataDir=/data\n", "/data/": "" },
  executables: { "/usr/local/bin/zkServer.sh": "zookeeper", "/docker-entrypoint.sh": "zookeeper-entrypoint", "/usr/bin/zookeeper-ready": "zookeeper-ready", "/usr/bin/start-zookeeper": "zookeeper" },
  programs: [server, ready, execRest("zookeeper-entrypoint", "zkServer.sh")],
});
/** The image of the StatefulSet tutorial. */
export const kubernetesZookeeper: ImageDefinition = { ...zookeeper, repository: "registry.k8s.io/kubernetes-zookeeper", tags: ["1.0-3.4.10"], sameAs: () => undefined, uid: 1000, entrypoint: [], cmd: ["start-zookeeper"] };
