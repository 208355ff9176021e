import type { ProcessContext } from "../../processes/program.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const line = (context: ProcessContext, level: string, logger: string, text: string): string => `[${isoTime(context).replace("Z", "+00:00")}][${level}][${logger}] ${text}`;

/** Simplified: Kibana never finds an Elasticsearch, so it is never ready. */
const server = appServer({
  name: "kibana",
  ports: () => [5601],
  startMs: 12_000,
  memoryBytes: 400_000_000,
  idleMicro: 9000,
  starting: (context) => [line(context, "INFO ", "root", "Kibana is starting")],
  ready: (context) => [line(context, "INFO ", "http.server.Preboot", "http server running at http://0.0.0.0:5601"), line(context, "ERROR", "elasticsearch-service", "Unable to retrieve version information from Elasticsearch nodes. connect ECONNREFUSED")],
  answer: () => ({ status: 503, body: "Kibana server is not ready yet." }),
  stopping: (context) => [line(context, "INFO ", "root", "SIGTERM received - initiating shutdown")],
});

export const kibana: ImageDefinition = imageOn({
  repository: "docker.elastic.co/kibana/kibana",
  tags: (tag) => /^[6-9]\.\d+\.\d+$/.test(tag),
  base: "redHat",
  adds: [398_000_000],
  workingDir: "/usr/share/kibana",
  uid: 1000,
  exposedPorts: [5601],
  cmd: ["/usr/local/bin/kibana-docker"],
  executables: { "/usr/local/bin/kibana-docker": "kibana" },
  programs: [server],
});
export const officialKibana: ImageDefinition = { ...kibana, repository: "docker.io/library/kibana" };
