import type { ProcessContext } from "../../processes/program.ts";
import { execRest } from "../base/entrypoint.ts";
import { imageOn } from "../base/image-on.ts";
import { releaseTags } from "../base/image-defaults.ts";
import { appServer, lacks } from "../serving/app-server.ts";
import { dashTime } from "../serving/clock.ts";
import { mysqlAdmin, mysqlClient } from "../databases/mysql-clients.ts";
import { pingTool } from "../serving/ping-tool.ts";

const entrypointLine = (context: ProcessContext, level: string, text: string): string => `${dashTime(context)}+00:00 [${level}] [Entrypoint]: ${text}`;
const STARTED = "Entrypoint script for MariaDB Server 1:11.8.3+maria~ubu2404 started.";
const CHOICES = ["ROOT_PASSWORD", "ROOT_PASSWORD_HASH", "ALLOW_EMPTY_ROOT_PASSWORD", "RANDOM_ROOT_PASSWORD"];
const accepted = [...CHOICES.flatMap((name) => [`MARIADB_${name}`, `MYSQL_${name}`]), "MYSQL_ALLOW_EMPTY_PASSWORD"];

const server = appServer({
  name: "mariadbd",
  log: "stderr",
  ports: () => [3306],
  startMs: 4000,
  memoryBytes: 95_000_000,
  idleMicro: 700,
  refuse: (context) =>
    lacks(context, ...accepted)
      ? {
          lines: [
            entrypointLine(context, "Note", STARTED),
            `${entrypointLine(context, "ERROR", "Database is uninitialized and password option is not specified")}\n    You need to specify one of the following as an environment variable:\n${CHOICES.map((name) => `    - MARIADB_${name}`).join("\n")}`,
          ],
          code: 1,
        }
      : undefined,
  starting: (context) => [entrypointLine(context, "Note", STARTED)],
  ready: (context) => [`${dashTime(context)} 0 [Note] mariadbd: ready for connections.`, "Version: '11.8.3-MariaDB-ubu2404'  socket: '/run/mysqld/mysqld.sock'  port: 3306  mariadb.org binary distribution"],
  portTaken: (_, context) => [`${dashTime(context)} 0 [ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use`],
  stopping: (context) => [`${dashTime(context)} 0 [Note] mariadbd (initiated by: unknown): Normal shutdown`, `${dashTime(context)} 0 [Note] mariadbd: Shutdown complete`],
});

const healthcheck = pingTool({
  name: "mariadb-healthcheck",
  target: () => ({ host: "127.0.0.1", port: 3306 }),
  answered: () => ({ code: 0 }),
  refused: () => ({ code: 1 }),
});

const versions = releaseTags(["10.0", "10.1", "10.2", "10.3", "10.4", "10.5", "10.6", "10.11", "11.0", "11.2", "11.4", "11.5", "11.6", "11.7", "11.8", "12.0"], ["", "-noble", "-jammy", "-focal", "-ubi9"], 45);

export const mariadb = imageOn({
  repository: "docker.io/library/mariadb",
  tags: (tag) => tag === "latest" || tag === "lts" || versions(tag),
  sameAs: (tag) => ({ latest: "12.0", lts: "11.8" })[tag],
  base: "ubuntu",
  adds: [2_500_000, 88_000_000],
  env: { MARIADB_VERSION: "1:11.8.3+maria~ubu2404", LANG: "C.UTF-8" },
  exposedPorts: [3306],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["mariadbd"],
  files: { "/var/lib/mysql/": "", "/docker-entrypoint-initdb.d/": "" },
  executables: {
    "/usr/sbin/mariadbd": "mariadbd", "/usr/sbin/mysqld": "mariadbd", "/usr/bin/mariadb-admin": "mysqladmin", "/usr/bin/mysqladmin": "mysqladmin", "/usr/bin/mariadb": "mysql", "/usr/bin/mysql": "mysql",
    "/usr/local/bin/healthcheck.sh": "mariadb-healthcheck", "/usr/local/bin/docker-entrypoint.sh": "mariadb-entrypoint",
  },
  programs: [server, healthcheck, mysqlAdmin, mysqlClient, execRest("mariadb-entrypoint", "mariadbd")],
});
