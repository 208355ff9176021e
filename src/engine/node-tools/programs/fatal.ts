import { err, type Part } from "../../processes/applets/script.ts";

/** As logrus writes to a terminal. Simplified: crictl's fatal messages always say 0000 for the seconds since its start. */
export function* fatal(message: string): Part<number> {
  yield* err(`FATA[0000] ${message}\n`);
  return 1;
}

const SHORT = 13;
export const shortId = (id: string, length = SHORT): string => id.replace(/^sha256:/, "").slice(0, length);
