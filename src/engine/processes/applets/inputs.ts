import type { ProcessContext } from "../program.ts";
import { isGnu } from "./flavor.ts";
import { contentOf, err, errorText, MOST_HELD, type Part } from "./script.ts";

export interface Input {
  readonly name: string;
  readonly text: string;
}

/** The texts of some files, or of standard input for none; what cannot be read is named on standard error. */
export function* readInputs(context: ProcessContext, applet: string, files: readonly string[], style: "plain" | "open" = "plain"): Part<{ readonly inputs: readonly Input[]; readonly failed: boolean }> {
  const inputs: Input[] = [];
  let failed = false;
  for (const name of files.length === 0 ? ["-"] : files) {
    const directory = context.files.stat(name)?.type === "directory";
    const content = directory ? ({ ok: false, errno: "EISDIR" } as const) : yield* contentOf(name);
    if (content.ok && holdsBytes.has(applet) && content.text.length > MOST_HELD) {
      failed = true;
      yield* err(`${applet}: out of memory\n`);
      continue;
    }
    if (content.ok) {
      inputs.push({ name, text: content.text });
      continue;
    }
    failed = true;
    const text = errorText(content.errno);
    const open = isGnu(context) ? GNU_OPENING[applet]?.replace("FILE", name) : undefined;
    yield* err(open !== undefined ? `${applet}: ${open}: ${text}\n` : style === "open" && !isGnu(context) ? `${applet}: can't open '${name}': ${text}\n` : `${applet}: ${name}: ${text}\n`);
  }
  return { inputs, failed };
}

const holdsBytes: ReadonlySet<string> = new Set(["od", "hexdump", "xxd", "base64", "md5sum", "sha1sum", "sha256sum", "strings"]);

/** Where GNU's tools say more than the file's name. */
const GNU_OPENING: Readonly<Record<string, string>> = {
  head: "cannot open 'FILE' for reading",
  tac: "failed to open 'FILE' for reading",
  sort: "cannot read: FILE",
  sed: "can't read FILE",
};
