/** How go-yaml writes a string: plain, quoted or as a block. Mirrors stringv (goyaml.v2/encode.go) and yaml_emitter_analyze_scalar. */
import { isBreak } from "./reader.ts";
import { resolvePlain } from "./resolve.ts";

export type WrittenStyle = "plain" | "single" | "double" | "literal";

interface Allowed {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** Base 60 numbers are strings to go-yaml, but other readers take them for numbers. */
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** The style of a string; a simple key stands on one line. */
export function writtenStyle(text: string, isSimpleKey: boolean): WrittenStyle {
  const allowed = analyze(text);
  if (text.includes("\n")) return allowed.block && !isSimpleKey ? "literal" : "double";
  if (resolvePlain(text).tag !== "str" || base60.test(text)) return "double";
  if (allowed.plain) return "plain";
  return allowed.single ? "single" : "double";
}

/** These begin something else than a plain scalar. */
const indicators = "#,[]{}&*!|>'\"%@`";

function analyze(text: string): Allowed {
  if (text === "") return { plain: true, single: true, block: false };
  const leads = isSpaceOrBreak(text.charAt(0));
  const trails = isSpaceOrBreak(text.charAt(text.length - 1));
  const breaks = [...text].some(isBreak);
  const breakThenSpace = /[\n\r\u0085\u2028\u2029] /.test(text);
  if (/ [\n\r\u0085\u2028\u2029]/.test(text) || !isPrintable(text)) return { plain: false, single: false, block: false };
  return {
    plain: !leads && !trails && !breakThenSpace && !breaks && !hasBlockIndicator(text),
    single: !breakThenSpace,
    block: !text.endsWith(" "),
  };
}

const isSpaceOrBreak = (c: string): boolean => c === " " || isBreak(c);

function hasBlockIndicator(text: string): boolean {
  if (text.startsWith("---") || text.startsWith("...")) return true;
  const [first, second] = [text.charAt(0), text.charAt(1)];
  if (indicators.includes(first)) return true;
  if ("?:-".includes(first) && (second === "" || second === " " || second === "\t")) return true;
  return /.:(?:[ \t]|$)/s.test(text) || /[ \t\n\r]#/.test(text);
}

// Mirrors is_printable (goyaml.v2/yamlprivateh.go): tabs and what lies beyond the basic plane are not.
const unprintable = /[^\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const isPrintable = (text: string): boolean => !unprintable.test(text);
