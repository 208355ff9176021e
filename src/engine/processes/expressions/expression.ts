import { compileNode, type Code } from "./compile.ts";
import { findMatch, newBudget, type Budget, type Slots } from "./match.ts";
import { findWithReferences } from "./match-references.ts";
import { assertion, sequence, type Node } from "./node.ts";
import { readPosix, type PosixSyntax } from "./read-posix.ts";

/** A pattern that can be looked for in a text, in a time that no pattern and no text can blow up: they throw ExpressionError before. */
export interface Expression {
  test(text: string): boolean;
  /** The leftmost, longest match at or after `from`. */
  find(text: string, from?: number, budget?: Budget): Match | undefined;
}

export interface Match {
  readonly index: number;
  readonly end: number;
  /** The whole match, then what each group took. */
  readonly groups: readonly (string | undefined)[];
}

export interface ExpressionOptions extends PosixSyntax {
  readonly ignoreCase?: boolean;
  /** It matches at the beginning only, as for expr. */
  readonly anchored?: boolean;
}

const cache = new Map<string, Expression>();
const CACHE_ENTRIES = 500;

/** A POSIX expression, basic or extended. Throws ExpressionError for one that is broken. */
export function posixExpression(source: string, options: ExpressionOptions): Expression {
  const { extended, ignoreCase = false, anchored = false, escapes = "grep" } = options;
  const key = `${extended} ${ignoreCase} ${anchored} ${escapes} ${source}`;
  const known = cache.get(key);
  if (known) return known;
  const { node, groups } = readPosix(source, options);
  const made = expressionOf(anchored ? sequence([assertion("start"), node]) : node, groups, ignoreCase);
  if (cache.size >= CACHE_ENTRIES) cache.clear();
  cache.set(key, made);
  return made;
}

export function expressionOf(node: Node, groups: number, ignoreCase = false): Expression {
  const code = compileNode(node, groups, ignoreCase);
  const find = (text: string, from: number, longest: boolean, budget: Budget): Slots | undefined => (code.references ? findWithReferences(code, text, from, budget) : findMatch(code, text, from, longest, budget));
  return {
    test: (text) => find(text, 0, false, newBudget()) !== undefined,
    find: (text, from = 0, budget = newBudget()) => matchOf(code, text, find(text, from, true, budget)),
  };
}

function matchOf(code: Code, text: string, slots: Slots | undefined): Match | undefined {
  if (!slots) return undefined;
  const groups = Array.from({ length: code.groups + 1 }, (_, group) => {
    const [low, high] = [slots[2 * group], slots[2 * group + 1]];
    return low === undefined || high === undefined ? undefined : text.slice(low, high);
  });
  return { index: slots[0] ?? 0, end: slots[1] ?? 0, groups };
}

/** All matches from left to right that do not overlap. An empty one right after another match does not count, as in sed. */
export function* allMatches(expression: Expression, text: string): Generator<Match> {
  const budget = newBudget();
  let last = -1;
  for (let from = 0; from <= text.length; ) {
    const match = expression.find(text, from, budget);
    if (!match) return;
    if (match.end > match.index || match.index !== last) yield match;
    last = match.end;
    from = match.end > match.index ? match.end : match.end + ((text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1);
  }
}

/** The text with matches replaced; `replace` says undefined where one stays. */
export function replaceMatches(expression: Expression, text: string, replace: (match: Match) => string | undefined): string {
  let result = "";
  let at = 0;
  for (const match of allMatches(expression, text)) {
    const replacement = replace(match);
    if (replacement === undefined) continue;
    result += text.slice(at, match.index) + replacement;
    at = match.end;
  }
  return result + text.slice(at);
}
