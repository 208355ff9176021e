import type { ProcessContext } from "../../processes/program.ts";

export const PID_FILE = "/run/nginx.pid";
export const versionOf = (context: ProcessContext): string => context.env["NGINX_VERSION"] ?? "1.29.1";
/** Images before 1.19 have no entrypoint script and log only errors. */
export const isModern = (context: ProcessContext): boolean => Number(versionOf(context).split(".")[1] ?? 0) >= 19;
