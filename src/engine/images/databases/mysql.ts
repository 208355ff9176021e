import type { ProcessContext, Program } from "../../processes/program.ts";
import { debianExecutables, withExecutables } from "../base/executables.ts";
import { execRest } from "../base/entrypoint.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { DEFAULT_PATH, imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { dashTime } from "../serving/clock.ts";
import { complain, exit } from "../serving/machine.ts";
import { databaseServer, lacks } from "./database-server.ts";
import { mysqlAdmin, mysqlClient } from "./mysql-clients.ts";

const entrypointLine = (context: ProcessContext, level: string, text: string): string => `${dashTime(context)}+00:00 [${level}] [Entrypoint]: ${text}`;
const stamp = (context: ProcessContext): string => `${dashTime(context).replace(" ", "T")}.000000Z`;

const server: Program = databaseServer({
  name: "mysqld",
  port: 3306,
  initMs: 6000,
  refuse: (context) =>
    lacks(context, "MYSQL_ROOT_PASSWORD", "MYSQL_ALLOW_EMPTY_PASSWORD", "MYSQL_RANDOM_ROOT_PASSWORD")
      ? [
          complain(entrypointLine(context, "Note", "Entrypoint script for MySQL Server 8.4.6-1.el9 started.")),
          complain(`${entrypointLine(context, "ERROR", "Database is uninitialized and password option is not specified")}\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD`),
          exit(1),
        ]
      : undefined,
  ready: (context) => [complain(`${stamp(context)} 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. Version: '8.4.6'  socket: '/var/run/mysqld/mysqld.sock'  port: 3306  MySQL Community Server - GPL.`)],
  portTaken: (context) => [`${stamp(context)} 0 [ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use`],
  stops: ["TERM", "INT"],
  stop: (context) => [complain(`${stamp(context)} 0 [System] [MY-010910] [Server] /usr/sbin/mysqld: Shutdown complete (mysqld 8.4.6)  MySQL Community Server - GPL.`)],
});

const versions = releaseTags(["5.5", "5.6", "5.7", "8.0", "8.1", "8.2", "8.3", "8.4", "9.0", "9.1", "9.2", "9.3", "9.4"], ["", "-debian", "-oracle"], 60);

export const mysql: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/mysql",
  tags: (tag) => tag === "latest" || tag === "lts" || tag === "debian" || versions(tag),
  sameAs: (tag) => ({ latest: "9.4", lts: "8.4" })[tag],
  layers: () => [48_700_000, 119_800_000],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["mysqld"],
  env: { PATH: DEFAULT_PATH, MYSQL_MAJOR: "8.4", MYSQL_VERSION: "8.4.6-1.el9" },
  exposedPorts: [3306, 33060],
  files: sameFiles({ ...debianFiles(bookworm), "/var/lib/mysql/": "", "/docker-entrypoint-initdb.d/": "" }),
  executables: withExecutables(debianExecutables, { "/usr/sbin/mysqld": "mysqld", "/usr/bin/mysqladmin": "mysqladmin", "/usr/bin/mysql": "mysql", "/usr/local/bin/docker-entrypoint.sh": "mysql-entrypoint" }),
  programs: [server, mysqlAdmin, mysqlClient, execRest("mysql-entrypoint", "mysqld")],
  settings: { flavor: "gnu" },
};
