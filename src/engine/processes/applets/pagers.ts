import { scripted } from "../scripted.ts";
import { errorText, err, out } from "./script.ts";

/** Simplified: more and less print all of their input at once, as where their output is no terminal. */
const pager = (name: string) =>
  scripted(name, function* (context) {
    let code = 0;
    const files = context.argv.slice(1).filter((argument) => !/^[-+]./.test(argument));
    for (const file of files.length === 0 ? ["-"] : files) {
      const opened = file === "-" ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: file, mode: "read" };
      if (!opened.ok) {
        yield* err(`${name === "more" ? `more: cannot open ${file}` : file}: ${errorText(opened.errno)}\n`);
        code = 1;
        continue;
      }
      for (;;) {
        const chunk = yield { call: "read", fd: opened.fd ?? 0 };
        if (!chunk.ok || !chunk.data) break;
        if (!(yield* out(chunk.data)).ok) return code;
      }
      if (opened.fd !== 0) yield { call: "close", fd: opened.fd ?? 0 };
    }
    return code;
  });

export const less = pager("less");
export const more = pager("more");
