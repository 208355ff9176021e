/** The order of a map's keys. Mirrors keyList.Less (goyaml.v2/sorter.go): letters by code point, digits as numbers, others before letters. */

const isLetter = (c: string): boolean => /^\p{L}$/u.test(c);
const isDigit = (c: string | undefined): boolean => c !== undefined && /^\p{Nd}$/u.test(c);

export function inKeyOrder(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const [l, r] = [left[i] ?? "", right[i] ?? ""];
    if (l === r) continue;
    const [leftLetter, rightLetter] = [isLetter(l), isLetter(r)];
    if (leftLetter && rightLetter) return byPoint(l, r);
    if (leftLetter || rightLetter) return rightLetter ? -1 : 1;
    return byNumber(left, right, i);
  }
  return left.length - right.length;
}

const byPoint = (l: string, r: string): number => (l.codePointAt(0) ?? 0) - (r.codePointAt(0) ?? 0);

function byNumber(left: readonly string[], right: readonly string[], at: number): number {
  const lead = left[at] === "0" || right[at] === "0" ? leadingOne(left, at) : "";
  const [l, r] = [digitsFrom(left, at), digitsFrom(right, at)];
  const [ln, rn] = [BigInt(`${lead}${l}` || "0"), BigInt(`${lead}${r}` || "0")];
  if (ln !== rn) return ln < rn ? -1 : 1;
  return l.length === r.length ? byPoint(left[at] ?? "", right[at] ?? "") : l.length - r.length;
}

/** Zeros after another digit count. */
function leadingOne(characters: readonly string[], at: number): string {
  for (let j = at - 1; j >= 0 && isDigit(characters[j]); j -= 1) if (characters[j] !== "0") return "1";
  return "";
}

function digitsFrom(characters: readonly string[], at: number): string {
  let end = at;
  while (/^[0-9]$/.test(characters[end] ?? "")) end += 1;
  return characters.slice(at, end).join("");
}
