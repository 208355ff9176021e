import type { ProcessContext } from "../../processes/program.ts";
import { flagValue, pingTool } from "../serving/ping-tool.ts";

const target = (context: ProcessContext) => {
  const host = flagValue(context, "-h", "--host") ?? "127.0.0.1";
  return { host: host === "localhost" ? "127.0.0.1" : host, port: Number(flagValue(context, "-P", "--port") ?? 3306) || 3306 };
};

/** `mysqladmin ping`, as probes run it. */
export const mysqlAdmin = pingTool({
  name: "mysqladmin",
  target,
  answered: ({ argv }) => (argv.includes("status") ? { out: "Uptime: 60  Threads: 2  Questions: 7  Slow queries: 0  Opens: 119  Flush tables: 3  Open tables: 38  Queries per second avg: 0.116\n", code: 0 } : { out: "mysqld is alive\n", code: 0 }),
  refused: (_, host, port) => ({
    err: `mysqladmin: connect to server at '${host}' failed\nerror: 'Can't connect to MySQL server on '${host}:${port}' (111)'\nCheck that mysqld is running on ${host} and that the port is ${port}.\nYou can check this by doing 'telnet ${host} ${port}'\n`,
    code: 1,
  }),
});

/** Simplified: `mysql -e "SELECT …"` prints the constants that it selects; there are no tables. */
export const mysqlClient = pingTool({
  name: "mysql",
  target,
  answered: (context) => {
    const selected = /^\s*select\s+([\w@.'"+ ]+?)\s*;?\s*$/i.exec(flagValue(context, "-e", "--execute") ?? "")?.[1];
    return { ...(selected !== undefined && { out: `${selected}\n${selected.replace(/['"]/g, "")}\n` }), code: 0 };
  },
  refused: (_, host, port) => ({ err: `ERROR 2003 (HY000): Can't connect to MySQL server on '${host}:${port}' (111)\n`, code: 1 }),
});
