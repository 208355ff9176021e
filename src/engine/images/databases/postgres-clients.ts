import type { ProcessContext } from "../../processes/program.ts";
import { flagValue, pingTool } from "../serving/ping-tool.ts";

const hostOf = (context: ProcessContext): string | undefined => flagValue(context, "-h", "--host") ?? context.env["PGHOST"];
const target = (context: ProcessContext) => {
  const host = hostOf(context) ?? "127.0.0.1";
  return { host: host === "localhost" || host.startsWith("/") ? "127.0.0.1" : host, port: Number(flagValue(context, "-p", "--port") ?? context.env["PGPORT"] ?? 5432) || 5432 };
};
const SOCKET = "/var/run/postgresql";

export const pgIsReady = pingTool({
  name: "pg_isready",
  target,
  answered: (context) => ({ out: `${hostOf(context) ?? SOCKET}:${target(context).port} - accepting connections\n`, code: 0 }),
  refused: (context, _, port) => ({ out: `${hostOf(context) ?? SOCKET}:${port} - no response\n`, code: 2 }),
});

/** Simplified: `psql -c "SELECT …"` prints a number that it selects; there are no tables. */
export const psql = pingTool({
  name: "psql",
  target,
  answered: (context) => {
    const selected = /^\s*select\s+(\d+)\s*;?\s*$/i.exec(flagValue(context, "-c", "--command") ?? "")?.[1];
    return { ...(selected !== undefined && { out: ` ?column? \n----------\n ${selected.padStart(8)}\n(1 row)\n\n` }), code: 0 };
  },
  refused: (context, host, port) => ({
    err: hostOf(context) === undefined
      ? `psql: error: connection to server on socket "${SOCKET}/.s.PGSQL.${port}" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n`
      : `psql: error: connection to server at "${hostOf(context)}" (${host}), port ${port} failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n`,
    code: 2,
  }),
});
