import type { Flag } from "./flag.ts";
import { durationMs, parseFlagBool, parseFlagInt } from "./values.ts";

/** The flags of one call: what was given, else the defaults. */
export class FlagValues {
  private readonly byName: ReadonlyMap<string, Flag>;
  private readonly byLetter: ReadonlyMap<string, Flag>;
  private readonly given = new Map<string, string[]>();

  constructor(known: readonly Flag[]) {
    this.byName = new Map(known.map((flag) => [flag.name, flag]));
    this.byLetter = new Map(known.flatMap((flag) => (flag.shorthand ? [[flag.shorthand, flag] as const] : [])));
  }

  named(name: string): Flag | undefined {
    return this.byName.get(name);
  }

  shorthand(letter: string): Flag | undefined {
    return this.byLetter.get(letter);
  }

  /** Takes the value unless there is a problem, which is handed back. */
  set(flag: Flag, value: string, problem: string | undefined): string | undefined {
    if (problem !== undefined) return problem;
    const many = flag.type === "stringArray" || flag.type === "stringSlice";
    this.given.set(flag.name, many ? [...(this.given.get(flag.name) ?? []), value] : [value]);
    return undefined;
  }

  changed(name: string): boolean {
    return this.given.has(name);
  }

  text(name: string): string {
    return this.given.get(name)?.[0] ?? this.byName.get(name)?.default ?? "";
  }

  bool(name: string): boolean {
    return parseFlagBool(this.text(name)) ?? false;
  }

  int(name: string): number {
    return parseFlagInt(this.text(name)) ?? 0;
  }

  durationMs(name: string): number {
    return durationMs(this.text(name));
  }

  list(name: string): readonly string[] {
    const values = this.given.get(name) ?? [];
    return this.byName.get(name)?.type === "stringSlice" ? values.flatMap(splitCsv) : values;
  }
}

/** As encoding/csv reads one line: commas split, double quotes protect them. */
function splitCsv(value: string): string[] {
  if (value === "") return [];
  if (!value.includes('"')) return value.split(",");
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (const char of value) {
    if (char === '"') quoted = !quoted;
    else if (char === "," && !quoted) {
      fields.push(field);
      field = "";
    } else field += char;
  }
  return [...fields, field];
}
