import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";
import { pingTool } from "../serving/ping-tool.ts";

const line = (context: ProcessContext, text: string): string => `INFO  [main] ${isoTime(context).replace("T", " ").replace(".", ",").replace("Z", "")} ${text}`;

const server = appServer({
  name: "cassandra",
  ports: () => [7000, 9042],
  startMs: 25_000,
  memoryBytes: 900_000_000,
  idleMicro: 21_000,
  starting: (context) => [line(context, "CassandraDaemon.java:648 - Heap size: 1.000GiB/1.000GiB")],
  ready: (context) => [line(context, "Server.java:159 - Starting listening for CQL clients on /0.0.0.0:9042 (unencrypted)..."), line(context, "CassandraDaemon.java:776 - Startup complete")],
  stopping: (context) => [line(context, "StorageService.java:3913 - DRAINING: starting drain process")],
  stopCode: 143,
});

/** `nodetool status` of a ring of one, and the tutorial's readiness script, which asks the same. */
const nodetool = pingTool({
  name: "nodetool",
  target: () => ({ host: "127.0.0.1", port: 9042 }),
  answered: ({ hostname }) => ({
    out: `Datacenter: DC1-K8Demo\n======================\nStatus=Up/Down\n|/ State=Normal/Leaving/Joining/Moving\n--  Address     Load       Tokens       Owns (effective)  Host ID                               Rack\nUN  ${hostname}  103.55 KiB  32           100.0%            e2dd09e6-d9d3-477e-96c5-45094c08db0f  Rack1-K8Demo\n\n`,
    code: 0,
  }),
  refused: () => ({ err: "nodetool: Failed to connect to '127.0.0.1:7199' - ConnectException: 'Connection refused (Connection refused)'.\n", code: 1 }),
});
const readyProbe = pingTool({
  name: "cassandra-ready-probe",
  target: () => ({ host: "127.0.0.1", port: 9042 }),
  answered: () => ({ code: 0 }),
  refused: () => ({ out: "Not Up\n", code: 1 }),
});

const versions = releaseTags(["2.1", "2.2", "3.0", "3.11", "4.0", "4.1", "5.0"], [""], 40);

export const cassandra: ImageDefinition = imageOn({
  repository: "docker.io/library/cassandra",
  tags: (tag) => tag === "latest" || versions(tag),
  sameAs: (tag) => (tag === "latest" ? "5.0" : undefined),
  base: "ubuntu",
  adds: [53_000_000, 62_000_000],
  env: { CASSANDRA_HOME: "/opt/cassandra", CASSANDRA_CONF: "/etc/cassandra", CASSANDRA_VERSION: "5.0.5" },
  exposedPorts: [7000, 7001, 7199, 9042, 9160],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["cassandra", "-f"],
  files: { "/var/lib/cassandra/": "", "/etc/cassandra/": "" },
  executables: { "/opt/cassandra/bin/cassandra": "cassandra", "/usr/local/bin/cassandra": "cassandra", "/usr/local/bin/nodetool": "nodetool", "/usr/local/bin/docker-entrypoint.sh": "cassandra-entrypoint" },
  programs: [server, nodetool, readyProbe, execRest("cassandra-entrypoint", "cassandra")],
});

/** The image of the StatefulSet tutorial. */
export const sampleCassandra: ImageDefinition = {
  ...cassandra,
  repository: "gcr.io/google-samples/cassandra",
  tags: ["v11", "v12", "v13", "v14"],
  sameAs: () => undefined,
  entrypoint: [],
  cmd: ["/usr/local/bin/run.sh"],
  executables: { ...cassandra.executables, "/usr/local/bin/run.sh": "cassandra", "/ready-probe.sh": "cassandra-ready-probe" },
};
