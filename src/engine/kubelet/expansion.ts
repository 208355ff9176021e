/** No string that is longer can be given to a program: what comes after does not matter any more. */
const LONGEST_RESULT = 131_072;

// Mirrors Expand (third_party/forked/golang/expansion/expand.go): $(VAR), $$ for a dollar, unknown references stay.
export function expand(text: string, lookup: (name: string) => string | undefined): string {
  let out = "";
  const lastEnd = text.lastIndexOf(")");
  for (let i = 0; i < text.length && out.length < LONGEST_RESULT; i += 1) {
    const end = text[i] === "$" && text[i + 1] === "(" && i < lastEnd ? text.indexOf(")", i + 2) : -1;
    if (text[i] === "$" && text[i + 1] === "$") {
      out += "$";
      i += 1;
    } else if (end > 0) {
      const name = text.slice(i + 2, end);
      out += lookup(name) ?? `$(${name})`;
      i = end;
    } else {
      out += text[i];
    }
  }
  return out;
}
