import { bytesOf } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { calledName, isGnu } from "./flavor.ts";
import { readOptions } from "./options.ts";
import { err, errorText, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

/** Control characters and bytes beyond ASCII as cat -v writes them. */
const visibleText = (text: string): string =>
  /^[\t\n\x20-\x7e]*$/.test(text) ? text : bytesOf(text).map((byte) => {
    if (byte === 9 || byte === 10) return String.fromCharCode(byte);
    const low = byte & 0x7f;
    return (byte > 127 ? "M-" : "") + (low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? "^?" : String.fromCharCode(low));
  }).join("");

/** cat: what it cannot open it names, and goes on with the rest. */
export const cat = scripted("cat", function* (context) {
  const options = readOptions(context.argv.slice(1), "nbvteAuET");
  if (!options.ok) return yield* refuseOption(context, "cat", options, "[-nbvteA] [FILE]...");
  const files = options.operands.length === 0 ? ["-"] : options.operands;
  let code = 0;
  let line = 0;
  const numbered = options.has("n") || options.has("b");
  const all = options.has("A");
  const [ends, tabs, controls] = [all || options.has("e") || options.has("E"), all || options.has("t") || options.has("T"), all || options.has("e") || options.has("t") || options.has("v")];
  const shown = (text: string): string => {
    if (!ends && !tabs && !controls) return text;
    const visible = controls ? visibleText(text) : text;
    return (tabs ? visible.replaceAll("\t", "^I") : visible).replaceAll("\n", ends ? "$\n" : "\n");
  };
  for (const file of files) {
    const directory = context.files.stat(file)?.type === "directory";
    const opened = file === "-" || directory ? ({ ok: true, fd: 0 } as const) : yield { call: "open", path: file, mode: "read" };
    if (!opened.ok) {
      yield* err(isGnu(context) ? `${calledName(context, "cat")}: ${file}: ${errorText(opened.errno)}\n` : `cat: can't open '${file}': ${errorText(opened.errno)}\n`);
      code = 1;
      continue;
    }
    const fd = opened.fd ?? 0;
    if (directory) {
      yield* err(isGnu(context) ? `cat: ${file}: Is a directory\n` : `cat: read error: Is a directory\n`);
      code = 1;
      continue;
    }
    for (;;) {
      const chunk = yield numbered ? { call: "read", fd, until: "line" } : { call: "read", fd };
      if (!chunk.ok || !chunk.data) break;
      const counts = options.has("b") ? chunk.data !== "\n" : options.has("n");
      const written = yield* out((counts ? `${String((line += 1)).padStart(6)}\t` : "") + shown(chunk.data));
      if (!written.ok) return 1;
    }
    if (fd !== 0) yield { call: "close", fd };
  }
  return code;
});
