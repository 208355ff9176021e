import { printfText } from "../../sh/printf-text.ts";
import { toNumber, toText, UNSET, type Value } from "./values.ts";

const FORMAT = /%[-+ #0]*(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z%])/g;

/** printf's text: a number for `%c` is a character's code. */
export function formatValues(format: string, values: readonly Value[]): string {
  const rest = [...values];
  return format.replace(FORMAT, (spec, width: string | undefined, precision: string | undefined, kind: string) => {
    if (kind === "%") return "%";
    let plain = spec;
    for (const star of [width, precision]) if (star === "*") plain = plain.replace("*", String(Math.trunc(toNumber(rest.shift() ?? 0))));
    const value = rest.shift() ?? UNSET;
    if (kind === "s") return printfText(plain, [toText(value)], false).text;
    if (kind === "c") return printfText(plain, [typeof value === "number" ? String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value)))) : toText(value)], false).text;
    const number = toNumber(value);
    return printfText(plain, [/[diouxX]/.test(kind) ? toText(Math.trunc(number)) : String(number)], false).text;
  });
}
