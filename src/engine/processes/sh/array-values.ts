/** Bash's arrays: a variable with elements by number, of which some may be missing. Element 0 is what its bare name stands for. */
export type Elements = readonly (readonly [index: number, value: string])[];

interface Holder {
  readonly variables: ReadonlyMap<string, { readonly value: string | undefined; readonly elements?: Elements }>;
}

/** "a[i+1]": which array, and which element; "@" and "*" are all of them. */
export interface Place {
  readonly name: string;
  readonly subscript: string;
}
export function placeOf(reference: string): Place | undefined {
  const [, name, subscript] = reference.endsWith("]") ? (/^([A-Za-z_]\w*)\[(.*)\]$/s.exec(reference) ?? []) : [];
  return name === undefined || subscript === undefined ? undefined : { name, subscript };
}
export const isAll = ({ subscript }: Place): boolean => subscript === "@" || subscript === "*";

/** A plain variable is an array of one. */
export function elementsOf({ variables }: Holder, name: string): Elements {
  const variable = variables.get(name);
  return variable?.elements ?? (variable?.value === undefined ? [] : [[0, variable.value]]);
}

const afterLast = (elements: Elements): number => (elements.at(-1)?.[0] ?? -1) + 1;
/** -1 is the last one; undefined = before the first. */
export const placed = (elements: Elements, index: number): number | undefined => (index >= 0 ? index : afterLast(elements) + index >= 0 ? afterLast(elements) + index : undefined);

/** Where the element of a number is, or would be: they stand in order. */
function spotOf(elements: Elements, index: number): number {
  let [low, high] = [0, elements.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (elements[middle]![0] < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function elementAt(elements: Elements, index: number): string | undefined {
  const [at, value] = elements[spotOf(elements, index)] ?? [];
  return at === index ? value : undefined;
}

/** With another value there; undefined = without one. */
export function withElement(elements: Elements, index: number, value: string | undefined): Elements {
  const spot = spotOf(elements, index);
  return elements.toSpliced(spot, elements[spot]?.[0] === index ? 1 : 0, ...(value === undefined ? [] : [[index, value] as const]));
}

/** What stands between the parentheses: each after the one before it, unless it names its place. */
export function gathered(before: Elements, words: readonly string[], indexOf: (text: string) => number): Elements {
  let next = afterLast(before);
  if (!words.some((word) => word.startsWith(KEYED))) return [...before, ...words.map((word, i) => [next + i, word] as const)];
  const found = new Map(before);
  for (const word of words) {
    const [, subscript, value = word] = word.startsWith(KEYED) ? (/^.\[([^\]]*)\]=(.*)$/s.exec(word) ?? []) : [];
    const index = subscript === undefined ? next : indexOf(subscript);
    found.set(index, value);
    next = index + 1;
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** Before a word that may name its own place: "[2]=x". */
export const KEYED = "\0";
