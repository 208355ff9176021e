import { err, type Part } from "../../processes/applets/script.ts";

/** As logrus writes to a terminal. Simplified: the seconds since the start are always 0000. */
export function* fatal(message: string): Part<number> {
  yield* err(`FATA[0000] ${message}\n`);
  return 1;
}

const SHORT = 13;
export const shortId = (id: string, length = SHORT): string => id.replace(/^sha256:/, "").slice(0, length);
