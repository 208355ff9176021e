/** Repetitions of one pattern: unbounded ones multiply the time of a failing match, optional ones double it. */
const MOST_UNBOUNDED = 3;
const MOST_OPTIONAL = 8;

/**
 * Why a regular expression is refused, or undefined. A scenario is untrusted: what can take exponential time (a repeated
 * group that repeats or chooses inside, back-references) is not run at all.
 */
export function patternFault(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return `is no regular expression: ${error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : "unreadable"}`;
  }
  const bare = pattern.replace(/\\[^1-9k]/g, "_").replace(/\[[^\]]*\]/g, "_");
  if (/\\[1-9k]/.test(bare)) return "back-references are not available here";
  if (/\(\?<?[=!]/.test(bare)) return "look-around is not available here";
  if (repeatsARepetition(bare)) return "repeats a group that repeats or chooses inside: write it without the nesting";
  const unbounded = (bare.match(/[*+]|\{\d+,\}|\{\d+,\d+\}/g) ?? []).length;
  const optional = (bare.replaceAll("(?", "(").match(/\?/g) ?? []).length;
  return unbounded > MOST_UNBOUNDED || optional > MOST_OPTIONAL ? "repeats too often: say it with fewer * and +" : undefined;
}

function repeatsARepetition(bare: string): boolean {
  const open: boolean[] = [];
  for (let i = 0; i < bare.length; i++) {
    const character = bare.charAt(i);
    if (character === "(") open.push(false);
    else if (character === ")") {
      const inner = open.pop() ?? false;
      const repeated = /^[*+{]/.test(bare.slice(i + 1));
      if (inner && repeated) return true;
      if (open.length > 0 && (inner || repeated)) open[open.length - 1] = true;
    } else if ("*+{|?".includes(character) && bare[i - 1] !== "(" && open.length > 0) open[open.length - 1] = true;
  }
  return false;
}
