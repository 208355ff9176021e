/** Options as getopt reads them: `-n5`, `-n 5`, groups, `--`; operands may come before options, as GNU and busybox allow. */
export type Options =
  | { readonly ok: true; readonly given: ReadonlyMap<string, readonly string[]>; readonly operands: readonly string[]; has(letter: string): boolean; value(letter: string): string | undefined }
  | { readonly ok: false; readonly letter: string; readonly missingArgument: boolean };

/** `spec` lists letters, those with an argument followed by ":"; a leading "+" stops at the first operand. */
export function readOptions(args: readonly string[], spec: string, long: Readonly<Record<string, string>> = {}): Options {
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  const strict = spec.startsWith("+");
  const add = (letter: string, value: string): void => void given.set(letter, [...(given.get(letter) ?? []), value]);
  const rest = [...args];
  while (rest.length > 0) {
    const argument = rest.shift() ?? "";
    if (argument === "--") break;
    if (argument.startsWith("--")) {
      const [name = "", value] = argument.slice(2).split(/=(.*)/s);
      const letter = Object.hasOwn(long, name) ? long[name] : undefined;
      if (letter === undefined) return { ok: false, letter: argument, missingArgument: false };
      add(letter, value ?? (spec.includes(`${letter}:`) ? (rest.shift() ?? "") : ""));
    } else if (argument.startsWith("-") && argument !== "-") {
      const problem = readGroup(argument.slice(1), spec, rest, add);
      if (problem) return problem;
    } else if (strict) {
      rest.unshift(argument);
      break;
    } else operands.push(argument);
  }
  operands.push(...rest);
  return { ok: true, given, operands, has: (letter) => given.has(letter), value: (letter) => given.get(letter)?.at(-1) };
}

function readGroup(group: string, spec: string, rest: string[], add: (letter: string, value: string) => void): Options | undefined {
  for (let at = 0; at < group.length; at += 1) {
    const letter = group[at] ?? "";
    const found = letter === ":" || letter === "+" ? -1 : spec.indexOf(letter);
    if (found < 0) return { ok: false, letter, missingArgument: false };
    if (spec[found + 1] !== ":") {
      add(letter, "");
      continue;
    }
    const attached = group.slice(at + 1);
    const value = attached === "" ? rest.shift() : attached;
    if (value === undefined) return { ok: false, letter, missingArgument: true };
    add(letter, value);
    return undefined;
  }
  return undefined;
}
