/** Words that one word may become; beyond that it stays as it is. */
const MOST_WORDS = 20_000;
const LONGEST = 10_000;
const DEEPEST = 50;

/** Bash's `{a,b}` and `{1..5}`: the texts that a word's text stands for, before anything else in it is expanded. */
export function expandBraces(text: string): readonly string[] {
  const words = text.length > LONGEST ? undefined : expand(text, 0);
  return words && words.length <= MOST_WORDS ? words : [text];
}

/** undefined = too many. */
function expand(text: string, depth: number): readonly string[] | undefined {
  if (depth > DEEPEST) return [text];
  for (let at = 0; at < text.length; at = skip(text, at)) {
    if (text[at] !== "{") continue;
    const group = groupAt(text, at);
    const choices = group && (group.parts.length > 1 ? allOf(group.parts, depth) : sequenceOf(group.parts[0] ?? ""));
    if (!group || !choices) continue;
    const rests = expand(text.slice(group.end), depth + 1);
    if (!rests || choices.length * rests.length > MOST_WORDS) return undefined;
    const before = text.slice(0, at);
    return choices.flatMap((choice) => rests.map((rest) => before + choice + rest));
  }
  return [text];
}

function allOf(parts: readonly string[], depth: number): readonly string[] | undefined {
  const words: string[] = [];
  for (const part of parts) {
    const more = expand(part, depth + 1);
    if (!more || words.length + more.length > MOST_WORDS) return undefined;
    words.push(...more);
  }
  return words;
}

/** The parts between the commas of a brace group; undefined = it is never closed. */
function groupAt(text: string, start: number): { readonly parts: readonly string[]; readonly end: number } | undefined {
  const parts: string[] = [];
  let from = start + 1;
  let depth = 0;
  for (let at = start + 1; at < text.length; at = skip(text, at)) {
    const character = text[at];
    if (character === "{") depth += 1;
    else if (character === "}" && depth > 0) depth -= 1;
    else if (character === "}") return { parts: [...parts, text.slice(from, at)], end: at + 1 };
    else if (character === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return undefined;
}

/** Past what stands here: a character, or a quoted or expanded part as a whole. */
function skip(text: string, at: number): number {
  const character = text[at];
  if (character === "\\") return at + 2;
  if (character === "'") return past(text, text.indexOf("'", at + 1));
  if (character === '"' || character === "`") return pastQuote(text, at + 1, character);
  if (character === "$" && (text[at + 1] === "{" || text[at + 1] === "(")) return pastExpansion(text, at + 1);
  return at + 1;
}

const past = (text: string, end: number): number => (end < 0 ? text.length : end + 1);

function pastQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += text[at] === "\\" ? 2 : 1) if (text[at] === quote) return at + 1;
  return text.length;
}

function pastExpansion(text: string, from: number): number {
  const [open, close] = text[from] === "{" ? ["{", "}"] : ["(", ")"];
  let depth = 0;
  for (let at = from; at < text.length; at += text[at] === "\\" ? 2 : 1) {
    if (text[at] === open) depth += 1;
    else if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

// Mirrors expand_seqterm (bash's braces.c): numbers keep the width that a leading zero gives them.
function sequenceOf(text: string): readonly string[] | undefined {
  const match = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?$/.exec(text) ?? /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const [, first = "", last = ""] = match;
  const letters = /[A-Za-z]/.test(first);
  const valueOf = (term: string): number => (letters ? term.charCodeAt(0) : Number(term));
  const by = Math.abs(Number(match[3] ?? 1)) || 1;
  const count = Math.floor(Math.abs(valueOf(last) - valueOf(first)) / by) + 1;
  if (count > MOST_WORDS) return undefined;
  const direction = valueOf(last) < valueOf(first) ? -by : by;
  const width = [first, last].some((term) => /^-?0\d/.test(term)) ? Math.max(first.length, last.length) : 0;
  return Array.from({ length: count }, (_, index) => {
    const value = valueOf(first) + index * direction;
    if (letters) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, "0")}` : String(value).padStart(width, "0");
  });
}
