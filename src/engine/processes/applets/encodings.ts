import { decodeBase64, encodeBase64 } from "../../../api/base64.ts";
import { bytesOf, textOf } from "../bytes.ts";
import { scripted } from "../scripted.ts";
import { isGnu } from "./flavor.ts";
import { readInputs } from "./inputs.ts";
import { readOptions } from "./options.ts";
import { err, out } from "./script.ts";
import { refuseOption } from "./usage.ts";

const WRAP_COLUMNS = 76;

export const base64 = scripted("base64", function* (context) {
  const options = readOptions(context.argv.slice(1), "dw:i", { decode: "d", wrap: "w" });
  if (!options.ok) return yield* refuseOption(context, "base64", options, "[-d] [-w COL] [FILE]");
  const { inputs, failed } = yield* readInputs(context, "base64", options.operands);
  const text = inputs.map((input) => input.text).join("");
  if (options.has("d")) {
    // Mirrors decode_base64 (busybox libbb/uuencode.c): what is no digit is passed over. GNU's stops at it.
    const digits = text.replace(isGnu(context) ? /\s/g : /[^A-Za-z0-9+/=]/g, "");
    const good = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(digits)?.[0] ?? "";
    yield* out(textOf(decodeBase64(good) ?? []));
    if (good !== digits) yield* err(isGnu(context) ? "base64: invalid input\n" : "base64: truncated input\n");
    return good !== digits || failed ? 1 : 0;
  }
  const columns = Number(options.value("w") ?? WRAP_COLUMNS);
  const encoded = encodeBase64(bytesOf(text));
  yield* out(columns > 0 ? encoded.replace(new RegExp(`.{1,${columns}}`, "g"), "$&\n") : encoded);
  return failed ? 1 : 0;
});
