import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer, lacks } from "../serving/app-server.ts";
import { isoTime } from "../serving/clock.ts";
import { flagValue, pingTool } from "../serving/ping-tool.ts";

const line = (context: ProcessContext, component: string, id: number, of: string, msg: string, attr = ""): string =>
  `{"t":{"$date":"${isoTime(context).replace("Z", "+00:00")}"},"s":"I",  "c":"${component}", "id":${id},   "ctx":"${of}","msg":"${msg}"${attr && `,"attr":${attr}`}}`;

/** Both of a pair, or neither. */
const halfSet = (context: ProcessContext): boolean => lacks(context, "MONGO_INITDB_ROOT_USERNAME") !== lacks(context, "MONGO_INITDB_ROOT_PASSWORD");

const server = appServer({
  name: "mongod",
  ports: () => [27017],
  startMs: 1500,
  memoryBytes: 110_000_000,
  idleMicro: 4600,
  refuse: (context) => (halfSet(context) ? { lines: ["error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'", "       both must be specified for a user to be created"], code: 1 } : undefined),
  starting: (context) => [line(context, "CONTROL", 4615611, "initandlisten", "MongoDB starting", `{"pid":1,"port":27017,"dbPath":"/data/db","architecture":"64-bit","host":"${context.hostname}"}`)],
  ready: (context) => [line(context, "NETWORK", 23016, "listener", "Waiting for connections", '{"port":27017,"ssl":"off"}')],
  // mongod tells a browser so.
  answer: () => ({ status: 200, body: "It looks like you are trying to access MongoDB over HTTP on the native driver port.\n" }),
  stopping: (context) => [line(context, "CONTROL", 23377, "SignalHandler", "Received signal", '{"signal":15,"error":"Terminated"}'), line(context, "CONTROL", 20565, "SignalHandler", "Now exiting")],
});

/** Simplified: mongosh answers `ping`; other expressions print nothing. */
const shell = pingTool({
  name: "mongosh",
  target: (context) => ({ host: flagValue(context, "-h", "--host") ?? "127.0.0.1", port: Number(flagValue(context, "-p", "--port") ?? 27017) || 27017 }),
  answered: ({ argv }) => ({ out: argv.some((argument) => argument.includes("ping")) ? (argv.includes("--quiet") || argv.some((argument) => argument.includes(".ok")) ? "1\n" : "{ ok: 1 }\n") : "", code: 0 }),
  refused: (_, host, port) => ({ err: `MongoNetworkError: connect ECONNREFUSED ${host}:${port}\n`, code: 1 }),
});

const versions = releaseTags(["3.0", "3.2", "3.4", "3.6", "4.0", "4.2", "4.4", "5.0", "6.0", "7.0", "8.0"], ["", "-jammy", "-noble", "-focal", "-bionic", "-xenial"], 40);

export const mongo = imageOn({
  repository: "docker.io/library/mongo",
  tags: (tag) => tag === "latest" || versions(tag),
  sameAs: (tag) => (tag === "latest" ? "8.0" : undefined),
  base: "ubuntu",
  adds: [1_500_000, 268_000_000],
  env: { MONGO_MAJOR: "8.0", MONGO_VERSION: "8.0.13", HOME: "/data/db" },
  exposedPorts: [27017],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["mongod"],
  files: { "/data/db/": "", "/data/configdb/": "", "/docker-entrypoint-initdb.d/": "" },
  executables: { "/usr/bin/mongod": "mongod", "/usr/bin/mongosh": "mongosh", "/usr/bin/mongo": "mongosh", "/usr/local/bin/docker-entrypoint.sh": "mongo-entrypoint" },
  programs: [server, shell, execRest("mongo-entrypoint", "mongod")],
});
