import type { ProcessContext, Program } from "../../processes/program.ts";
import { debianExecutables, withExecutables } from "../base/executables.ts";
import { execRest } from "../base/entrypoint.ts";
import { bookworm, debianFiles } from "../base/files.ts";
import { DEFAULT_PATH, imageDefaults, releaseTags, sameFiles } from "../base/image-defaults.ts";
import type { ImageDefinition } from "../image.ts";
import { dashTime } from "../serving/clock.ts";
import { complain, exit } from "../serving/machine.ts";
import { databaseServer, lacks } from "./database-server.ts";
import { pgIsReady, psql } from "./postgres-clients.ts";

const line = (context: ProcessContext, level: string, text: string): string => `${dashTime(context)}.000 UTC [1] ${level}:  ${text}`;

const server: Program = databaseServer({
  name: "postgres",
  port: 5432,
  initMs: 2000,
  refuse: (context) =>
    lacks(context, "POSTGRES_PASSWORD") && context.env["POSTGRES_HOST_AUTH_METHOD"] !== "trust"
      ? [
          complain("Error: Database is uninitialized and superuser password is not specified."),
          complain("       You must specify POSTGRES_PASSWORD to a non-empty value for the"),
          complain('       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".'),
          complain(""),
          complain('       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all'),
          complain("       connections without a password. This is *not* recommended."),
          complain(""),
          complain("       See PostgreSQL documentation about \"trust\":"),
          complain("       https://www.postgresql.org/docs/current/auth-trust.html"),
          exit(1),
        ]
      : undefined,
  ready: (context) => [
    complain(line(context, "LOG", "starting PostgreSQL 17.6 (Debian 17.6-1.pgdg12+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14+deb12u1) 12.2.0, 64-bit")),
    complain(line(context, "LOG", 'listening on IPv4 address "0.0.0.0", port 5432')),
    complain(line(context, "LOG", 'listening on IPv6 address "::", port 5432')),
    complain(line(context, "LOG", "database system is ready to accept connections")),
  ],
  portTaken: (context) => [line(context, "LOG", 'could not bind IPv4 address "0.0.0.0": Address already in use'), line(context, "FATAL", "could not create any TCP/IP sockets")],
  stops: ["INT", "TERM"],
  stop: (context) => [
    complain(line(context, "LOG", "received fast shutdown request")),
    complain(line(context, "LOG", "aborting any active transactions")),
    complain(line(context, "LOG", "database system is shut down")),
  ],
});

const majors = new Set(["9", "10", "11", "12", "13", "14", "15", "16", "17", "18"]);
const releases = releaseTags(["9.6", ...[...majors].flatMap((major) => Array.from({ length: 24 }, (_, minor) => `${major}.${minor}`))], ["", "-alpine", "-bookworm"]);

export const postgres: ImageDefinition = {
  ...imageDefaults,
  repository: "docker.io/library/postgres",
  tags: (tag) => tag === "latest" || tag === "alpine" || releases(tag),
  sameAs: (tag) => ({ latest: "18", alpine: "18-alpine" })[tag],
  layers: (tag) => [tag.includes("alpine") ? 108_000_000 : 152_000_000],
  entrypoint: ["docker-entrypoint.sh"],
  cmd: ["postgres"],
  env: { PATH: `${DEFAULT_PATH}:/usr/lib/postgresql/17/bin`, LANG: "en_US.utf8", PG_MAJOR: "17", PG_VERSION: "17.6-1.pgdg12+1", PGDATA: "/var/lib/postgresql/data" },
  stopSignal: "INT",
  exposedPorts: [5432],
  files: sameFiles({ ...debianFiles(bookworm), "/var/lib/postgresql/data/": "", "/docker-entrypoint-initdb.d/": "" }),
  executables: withExecutables(debianExecutables, { "/usr/lib/postgresql/17/bin/postgres": "postgres", "/usr/local/bin/docker-entrypoint.sh": "postgres-entrypoint", "/usr/bin/pg_isready": "pg_isready", "/usr/bin/psql": "psql", "/usr/local/bin/pg_isready": "pg_isready", "/usr/local/bin/psql": "psql" }),
  programs: [server, pgIsReady, psql, execRest("postgres-entrypoint", "postgres")],
  settings: { flavor: "gnu" },
};
