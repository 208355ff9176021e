import { isObject, type Json } from "../../../../api/json.ts";
import { nanoStamp } from "../../text/stamps.ts";

/** What `crictl logs` writes, and where: each line to the stream that it came from. */
export function logLines(lines: Json, startsAtMs: number, timestamps: boolean): readonly { readonly fd: 1 | 2; readonly text: string }[] {
  if (!Array.isArray(lines)) return [];
  return lines.filter(isObject).map((line) => {
    const { atMs, place, stream, text, complete } = line as unknown as { readonly atMs: number; readonly place: number; readonly stream: string; readonly text: string; readonly complete: boolean };
    return { fd: stream === "stderr" ? 2 : 1, text: `${timestamps ? `${nanoStamp(startsAtMs, atMs, place)} ` : ""}${text}${complete ? "\n" : ""}` } as const;
  });
}
