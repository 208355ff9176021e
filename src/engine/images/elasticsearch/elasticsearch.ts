import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import type { ImageDefinition } from "../image.ts";
import { appServer, pathOf } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";

const line = (context: ProcessContext, logger: string, message: string): string =>
  `{"@timestamp":"${isoTime(context)}", "log.level": "INFO", "message":"${message}", "ecs.version": "1.2.0","service.name":"ES_ECS","event.dataset":"elasticsearch.server","process.thread.name":"main","log.logger":"${logger}"}`;
const isConfigured = ({ env }: ProcessContext): boolean => env["discovery.type"] === "single-node" || env["cluster.initial_master_nodes"] !== undefined || env["discovery.seed_hosts"] !== undefined;

const server = appServer({
  name: "elasticsearch",
  ports: () => [9200, 9300],
  startMs: 18_000,
  memoryBytes: 1_300_000_000,
  idleMicro: 14_000,
  refuse: (context) =>
    isConfigured(context)
      ? undefined
      : {
          lines: [
            "ERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log",
            "bootstrap check failure [1] of [1]: the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured",
          ],
          code: 78,
        },
  starting: (context) => [line(context, "org.elasticsearch.node.Node", "version[8.19.4], build[docker/aa0a7826e719]")],
  ready: (context) => [line(context, "org.elasticsearch.node.Node", "started")],
  answer(request, { hostname }) {
    if (pathOf(request).startsWith("/_cluster/health")) return { status: 200, type: "application/json", body: '{"cluster_name":"docker-cluster","status":"green","number_of_nodes":1}' };
    return { status: 200, type: "application/json", body: `{\n  "name" : "${hostname}",\n  "cluster_name" : "docker-cluster",\n  "version" : {\n    "number" : "8.19.4"\n  },\n  "tagline" : "You Know, for Search"\n}\n` };
  },
  stopping: (context) => [line(context, "org.elasticsearch.node.Node", "stopping ..."), line(context, "org.elasticsearch.node.Node", "closed")],
  stopCode: 143,
});

/** There is no "latest". */
export const elasticsearch: ImageDefinition = imageOn({
  repository: "docker.elastic.co/elasticsearch/elasticsearch",
  tags: (tag) => /^[6-9]\.\d+\.\d+$/.test(tag),
  base: "redHat",
  adds: [552_000_000],
  env: { ELASTIC_CONTAINER: "true" },
  workingDir: "/usr/share/elasticsearch",
  uid: 1000,
  exposedPorts: [9200, 9300],
  entrypoint: ["/usr/local/bin/docker-entrypoint.sh"],
  cmd: ["eswrapper"],
  files: { "/usr/share/elasticsearch/data/": "", "/usr/share/elasticsearch/config/elasticsearch.yml": 'cluster.name: "docker-cluster"\nnetwork.host: 0.0.0.0\n' },
  executables: { "/usr/local/bin/eswrapper": "elasticsearch", "/usr/share/elasticsearch/bin/elasticsearch": "elasticsearch", "/usr/local/bin/docker-entrypoint.sh": "elasticsearch-entrypoint" },
  programs: [server, execRest("elasticsearch-entrypoint", "eswrapper")],
});
export const officialElasticsearch: ImageDefinition = { ...elasticsearch, repository: "docker.io/library/elasticsearch" };
