import { unescapeText } from "./echo-text.ts";

export interface Printed {
  readonly text: string;
  readonly problems: readonly string[];
}

const SPEC = /^%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXcsbeEfFgGq%])/;

/** What printf prints. The format is used again while arguments are left. */
export function printfText(format: string, args: readonly string[], ash = true): Printed {
  const rest = [...args];
  const problems: string[] = [];
  let text = "";
  do {
    const left = rest.length;
    const once = printOnce(format, rest, problems, ash);
    text += once.text;
    if (once.stopped || rest.length === left) break;
  } while (rest.length > 0);
  return { text, problems };
}

function printOnce(format: string, rest: string[], problems: string[], ash: boolean): { readonly text: string; readonly stopped: boolean } {
  let text = "";
  for (let at = 0; at < format.length; ) {
    const found = format[at] === "%" ? SPEC.exec(format.slice(at)) : null;
    const spec = ash && found?.[4] === "q" ? null : found;
    if (spec) {
      const piece = convert(spec, rest, problems, ash);
      text += piece.text;
      if (piece.stopped) return { text, stopped: true };
      at += spec[0].length;
      continue;
    }
    if (format[at] === "%" && format[at + 1] !== undefined) {
      // Mirrors print_formatted (busybox coreutils/printf.c): past the length's letters, all that is left is named.
      problems.push(`%${ash ? format.slice(at + 1).replace(/^[hlLjzt]+/, "") : format[at + 1]}: invalid format`);
      return { text, stopped: true };
    }
    const plain = /^(?:\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[^])|[^\\%]+|[^])/.exec(format.slice(at))?.[0] ?? "";
    const { text: unescaped, stopped } = plain.startsWith("\\") ? unescapeText(plain === '\\"' ? '"' : plain) : { text: plain, stopped: false };
    text += unescaped;
    if (stopped) return { text, stopped: true };
    at += plain.length;
  }
  return { text, stopped: false };
}

function convert(spec: RegExpExecArray, rest: string[], problems: string[], ash: boolean): { readonly text: string; readonly stopped: boolean } {
  const [, flags = "", widthText, precisionText, kind = "s"] = spec;
  if (kind === "%") return { text: "%", stopped: false };
  const size = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text === "*" ? (rest.shift() ?? "0") : text) || 0);
  const width = Math.min(10_000, size(widthText) ?? 0);
  const precision = size(precisionText);
  const argument = rest.shift();
  const pad = (text: string): string => {
    if (flags.includes("-")) return text.padEnd(width);
    if (!flags.includes("0") || kind === "s" || kind === "c" || kind === "b") return text.padStart(width);
    const sign = /^[-+ ]/.exec(text)?.[0] ?? "";
    return sign + text.slice(sign.length).padStart(width - sign.length, "0");
  };
  if (kind === "b") {
    const { text, stopped } = unescapeText(argument ?? "");
    return { text: pad(text), stopped };
  }
  if (kind === "q") return { text: pad(quotedForShell(argument ?? "")), stopped: false };
  if (kind === "s") return { text: pad((argument ?? "").slice(0, precision)), stopped: false };
  if (kind === "c") return { text: pad((argument ?? "").slice(0, 1)), stopped: false };
  return { text: pad(number(kind, flags, precision, numeric(argument, problems, ash))), stopped: false };
}

/** As bash's %q has it. */
const quotedForShell = (text: string): string => (text === "" ? "''" : /[\n\t]/.test(text) ? `$'${text.replace(/[\\']/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t")}'` : text.replace(/[^\w@%+=:,./-]/gu, "\\$&"));

function numeric(argument: string | undefined, problems: string[], ash: boolean): number {
  if (argument === undefined || argument === "") {
    if (ash) problems.push("invalid number ''");
    return 0;
  }
  const quoted = /^["'](.)/su.exec(argument);
  if (quoted) return quoted[1]?.codePointAt(0) ?? 0;
  const match = /^\s*([-+]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+))$/.exec(argument);
  if (match) return /^[-+]?0\d+$/.test(match[1] ?? "") ? parseInt(match[1] ?? "0", 8) : Number(match[1]);
  problems.push(`invalid number '${argument}'`);
  return ash ? 0 : parseFloat(argument) || 0;
}

function number(kind: string, flags: string, precision: number | undefined, value: number): string {
  const sign = (text: string): string => (value >= 0 && flags.includes("+") ? `+${text}` : value >= 0 && flags.includes(" ") ? ` ${text}` : text);
  const whole = Math.trunc(value);
  switch (kind) {
    case "d":
    case "i": return sign(String(whole));
    case "u": return String(whole < 0 ? 2 ** 64 + whole : whole);
    case "o": return (flags.includes("#") ? "0" : "") + Math.abs(whole).toString(8);
    case "x": return (flags.includes("#") ? "0x" : "") + Math.abs(whole).toString(16);
    case "X": return (flags.includes("#") ? "0X" : "") + Math.abs(whole).toString(16).toUpperCase();
    case "e":
    case "E": {
      const text = value.toExponential(Math.min(100, precision ?? 6)).replace(/e([-+])(\d)$/, "e$10$2");
      return sign(kind === "E" ? text.toUpperCase() : text);
    }
    case "f":
    case "F": return sign(value.toFixed(Math.min(100, precision ?? 6)));
    default: {
      const text = generalNumber(value, Math.max(1, precision ?? 6));
      return sign(kind === "G" ? text.toUpperCase() : text);
    }
  }
}

/** A number as C's %g writes it, or %e or %f. */
export function generalNumber(value: number, precision: number, kind = "g"): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const digits = Math.min(100, precision);
  if (kind === "f" || kind === "F") return value.toFixed(digits);
  const scientific = value.toExponential(Math.max(0, kind === "g" ? Math.max(1, digits) - 1 : digits));
  const exponent = Number(/e([-+]\d+)$/.exec(scientific)?.[1] ?? 0);
  const spelt = (text: string): string => text.replace(/e([-+])(\d)$/, "e$10$2");
  if (kind !== "g") return spelt(scientific);
  if (exponent < -4 || exponent >= Math.max(1, digits)) return spelt(scientific.replace(/(\.\d*?)0+e/, "$1e").replace(".e", "e"));
  const plain = value.toFixed(Math.max(0, Math.max(1, digits) - 1 - exponent));
  return plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
}
