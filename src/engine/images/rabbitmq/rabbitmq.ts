import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";
import { pingTool } from "../serving/ping-tool.ts";

const line = (context: ProcessContext, text: string): string => `${isoTime(context).replace("T", " ").replace("Z", "000+00:00")} [info] <0.9.0> ${text}`;
const isManaged = (context: ProcessContext): boolean => context.settings?.["management"] === true;

const server = appServer({
  name: "rabbitmq-server",
  ports: (context) => [5672, 15692, ...(isManaged(context) ? [15672] : [])],
  startMs: 6000,
  memoryBytes: 120_000_000,
  idleMicro: 5200,
  starting: (context) => [line(context, "Starting RabbitMQ 4.1.4 on Erlang 27.3.4.2 [jit]"), line(context, `node           : rabbit@${context.hostname}`)],
  ready: (context) => [line(context, "started TCP listener on [::]:5672"), line(context, `Server startup complete; ${isManaged(context) ? 5 : 3} plugins started.`), line(context, "Time to start RabbitMQ: 5874 ms")],
  answer: () => ({ status: 200, type: "text/html", body: "<!doctype html>\n<title>RabbitMQ Management</title>\n" }),
  stopping: (context) => [line(context, "SIGTERM received - shutting down")],
});

/** `rabbitmq-diagnostics -q ping` and its kin: the checks that the documentation gives probes. */
const diagnostics = pingTool({
  name: "rabbitmq-diagnostics",
  target: () => ({ host: "127.0.0.1", port: 5672 }),
  answered: ({ argv, hostname }) => {
    const quiet = argv.includes("-q") || argv.includes("--quiet");
    const [command = "status"] = argv.slice(1).filter((argument) => !argument.startsWith("-"));
    if (command === "ping") return { out: `${quiet ? "" : `Will ping rabbit@${hostname}. This only checks if the OS process is running and registered with epmd. Timeout: 60000 ms.\n`}Ping succeeded\n`, code: 0 };
    if (command === "check_running") return { out: `Checking if RabbitMQ is running on node rabbit@${hostname} ...\nRabbitMQ on node rabbit@${hostname} is fully booted and running\n`, code: 0 };
    return { out: `Status of node rabbit@${hostname} ...\n`, code: 0 };
  },
  refused: ({ hostname }) => ({ err: `Error: unable to perform an operation on node 'rabbit@${hostname}'. Please see diagnostics information and suggestions below.\n`, code: 69 }),
});

const versions = releaseTags(["3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "4.0", "4.1", "4.2"], ["", "-alpine", "-management", "-management-alpine"], 40);
const NAMED: Readonly<Record<string, string>> = { latest: "4.1", management: "4.1-management", alpine: "4.1-alpine", "management-alpine": "4.1-management-alpine" };

export const rabbitmq = imageOn({
  repository: "docker.io/library/rabbitmq",
  tags: (tag) => NAMED[tag] !== undefined || versions(tag),
  sameAs: (tag) => NAMED[tag],
  variant: (tag) => ({ settings: { flavor: "gnu", management: tag.includes("management") }, exposedPorts: tag.includes("management") ? [5672, 15672] : [5672] }),
  base: "ubuntu",
  adds: [44_000_000, 28_000_000],
  env: { RABBITMQ_VERSION: "4.1.4", RABBITMQ_DATA_DIR: "/var/lib/rabbitmq", HOME: "/var/lib/rabbitmq" },
  exposedPorts: [5672],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["rabbitmq-server"],
  files: { "/var/lib/rabbitmq/": "", "/etc/rabbitmq/conf.d/": "" },
  executables: { "/opt/rabbitmq/sbin/rabbitmq-server": "rabbitmq-server", "/usr/local/bin/rabbitmq-server": "rabbitmq-server", "/usr/local/bin/rabbitmq-diagnostics": "rabbitmq-diagnostics", "/usr/local/bin/rabbitmqctl": "rabbitmq-diagnostics", "/usr/local/bin/docker-entrypoint.sh": "rabbitmq-entrypoint" },
  programs: [server, diagnostics, execRest("rabbitmq-entrypoint", "rabbitmq-server")],
});
