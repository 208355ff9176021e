import { ExpressionError, type CharacterSet } from "./node.ts";

type Ranges = readonly (readonly [number, number])[];

const between = (text: string): Ranges => text.split(" ").map((range) => [range.charCodeAt(0), range.charCodeAt(range.length - 1)] as const);
const UPPER = between("A-Z");
const LOWER = between("a-z");
const DIGIT = between("0-9");
const SPACE: Ranges = [[9, 13], [32, 32]];
const ALPHA: Ranges = [...UPPER, ...LOWER];

/** Simplified: in patterns, classes such as [[:alpha:]] know ASCII only, as in the C locale. */
const CLASSES: Readonly<Record<string, Ranges>> = {
  alpha: ALPHA, digit: DIGIT, alnum: [...ALPHA, ...DIGIT], upper: UPPER, lower: LOWER, space: SPACE, blank: [[9, 9], [32, 32]],
  punct: [[33, 47], [58, 64], [91, 96], [123, 126]], xdigit: [...DIGIT, ...between("A-F a-f")], cntrl: [[0, 31], [127, 127]], print: [[32, 126]], graph: [[33, 126]],
};

export const WORD: Ranges = [...ALPHA, ...DIGIT, [95, 95]];

/** What `\w`, `\W`, `\s` and `\S` stand for. */
export const SHORTHANDS: Readonly<Record<string, CharacterSet>> = {
  w: { negated: false, ranges: WORD }, W: { negated: true, ranges: WORD }, s: { negated: false, ranges: SPACE }, S: { negated: true, ranges: SPACE },
};

export interface BracketSyntax {
  /** What negates it at its beginning: "^", and "!" in shell patterns. */
  readonly negators: string;
  /** What follows a backslash here and means one character: undefined = a backslash is itself. */
  readonly escape?: (character: string) => string | undefined;
  /** A range from z to a: an error, or no characters. */
  readonly strict: boolean;
}

/** Reads `[…]`; undefined = it is never closed. `end` is the place after it. */
export function readBracket(source: readonly string[], start: number, syntax: BracketSyntax): { readonly set: CharacterSet; readonly end: number } | undefined {
  let at = start + 1;
  const negated = source[at] !== undefined && syntax.negators.includes(source[at] ?? "");
  if (negated) at += 1;
  const ranges: (readonly [number, number])[] = [];
  for (let first = true; at < source.length; first = false) {
    if (source[at] === "]" && !first) return { set: { negated, ranges }, end: at + 1 };
    const named = namedClass(source, at, syntax.strict);
    if (named) {
      ranges.push(...named.ranges);
      at = named.end;
      continue;
    }
    const low = readOne(source, at, syntax);
    at = low.end;
    if (source[at] !== "-" || source[at + 1] === "]" || source[at + 1] === undefined) {
      ranges.push([low.code, low.code]);
      continue;
    }
    const high = readOne(source, at + 1, syntax);
    at = high.end;
    if (low.code <= high.code) ranges.push([low.code, high.code]);
    else if (syntax.strict) throw new ExpressionError("Invalid range end");
  }
  return undefined;
}

function namedClass(source: readonly string[], at: number, strict: boolean): { readonly ranges: Ranges; readonly end: number } | undefined {
  if (source[at] !== "[" || source[at + 1] !== ":") return undefined;
  const end = source.indexOf(":", at + 2);
  if (end < 0 || source[end + 1] !== "]") return undefined;
  const ranges = CLASSES[source.slice(at + 2, end).join("")];
  if (!ranges && !strict) return undefined;
  if (!ranges) throw new ExpressionError("Invalid character class name");
  return { ranges, end: end + 2 };
}

/** One character, `[.x.]` or `[=x=]`. */
function readOne(source: readonly string[], at: number, { escape }: BracketSyntax): { readonly code: number; readonly end: number } {
  const mark = source[at + 1];
  if (source[at] === "[" && (mark === "." || mark === "=") && source[at + 3] === mark && source[at + 4] === "]") return { code: codeAt(source, at + 2), end: at + 5 };
  if (source[at] === "\\" && escape && source[at + 1] !== undefined) {
    const escaped = escape(source[at + 1] ?? "");
    if (escaped !== undefined) return { code: escaped.codePointAt(0) ?? 0, end: at + 2 };
  }
  return { code: codeAt(source, at), end: at + 1 };
}

const codeAt = (source: readonly string[], at: number): number => source[at]?.codePointAt(0) ?? 0;

export const contains = ({ negated, ranges }: CharacterSet, code: number): boolean => ranges.some(([low, high]) => code >= low && code <= high) !== negated;

export const isWord = (code: number | undefined): boolean => code !== undefined && WORD.some(([low, high]) => code >= low && code <= high);

const CASE_DISTANCE = 32;

/** The same characters without regard to case. Simplified: where a pattern does not regard case, that goes for ASCII letters only. */
export function withoutCase({ negated, ranges }: CharacterSet): CharacterSet {
  const more = ranges.flatMap(([low, high]) => [shifted(low, high, UPPER, CASE_DISTANCE), shifted(low, high, LOWER, -CASE_DISTANCE)].flatMap((range) => (range ? [range] : [])));
  return { negated, ranges: [...ranges, ...more] };
}

function shifted(low: number, high: number, [letters]: Ranges, by: number): readonly [number, number] | undefined {
  if (!letters) return undefined;
  const [from, to] = [Math.max(low, letters[0]), Math.min(high, letters[1])];
  return from <= to ? [from + by, to + by] : undefined;
}

export const isLetter = (code: number): boolean => ALPHA.some(([low, high]) => code >= low && code <= high);
