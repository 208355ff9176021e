/** JSON as Go's encoding/json reads it: its values, their places, and the words of its syntax errors. */
import type { Json } from "../api/json.ts";
import type { Placed } from "./go-yaml/construct.ts";

export class JsonFault extends Error {
  /** Bytes read when the fault was seen, as Go counts. */
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Mirrors io.ErrUnexpectedEOF, which the decoder of a stream gives for a value that is cut off. */
export const endedEarly = "unexpected EOF";

export interface JsonValue {
  readonly value: Json;
  readonly places: ReadonlyMap<string, Placed>;
  readonly end: number;
}

const deepest = 100;
const isSpace = (c: string): boolean => c === " " || c === "\t" || c === "\r" || c === "\n";

/** Reads one value from `at`; undefined when only blanks are left. Throws a JsonFault. */
export function readJsonValue(text: string, at: number): JsonValue | undefined {
  const reader = new JsonReader(text, at);
  return reader.atEnd() ? undefined : reader.document();
}

// Mirrors scanner (encoding/json/scanner.go): the state names of its errors.
class JsonReader {
  private readonly text: string;
  private at: number;
  private readonly places = new Map<string, Placed>();

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
    this.skipSpace();
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  document(): JsonValue {
    const value = this.value("", 0);
    return { value, places: this.places, end: this.at };
  }

  private skipSpace(): void {
    while (isSpace(this.text.charAt(this.at))) this.at += 1;
  }

  private fail(context: string): never {
    const c = this.text.charAt(this.at);
    if (c === "") throw new JsonFault(endedEarly, this.at);
    throw new JsonFault(`invalid character ${quoteCharacter(c)} ${context}`, this.at + 1);
  }

  private value(pointer: string, depth: number, key?: { readonly start: number; readonly end: number }): Json {
    if (depth > deepest) throw new JsonFault("exceeded max depth", this.at);
    this.skipSpace();
    const start = this.at;
    const value = this.bareValue(pointer, depth);
    this.places.set(pointer, { start, end: this.at, ...(key === undefined ? {} : { keyStart: key.start, keyEnd: key.end }) });
    return value;
  }

  private bareValue(pointer: string, depth: number): Json {
    const c = this.text.charAt(this.at);
    if (c === "{") return this.object(pointer, depth);
    if (c === "[") return this.array(pointer, depth);
    if (c === '"') return this.string();
    if (c === "-" || (c >= "0" && c <= "9")) return this.number();
    if (c === "t") return this.literal("true", true);
    if (c === "f") return this.literal("false", false);
    if (c === "n") return this.literal("null", null);
    return this.fail("looking for beginning of value");
  }

  private object(pointer: string, depth: number): Json {
    const entries = new Map<string, Json>();
    this.at += 1;
    this.skipSpace();
    if (this.text.charAt(this.at) === "}") {
      this.at += 1;
      return {};
    }
    for (;;) {
      this.skipSpace();
      if (this.text.charAt(this.at) !== '"') this.fail("looking for beginning of object key string");
      const start = this.at;
      const key = this.string();
      const end = this.at;
      this.skipSpace();
      if (this.text.charAt(this.at) !== ":") this.fail("after object key");
      this.at += 1;
      entries.set(key, this.value(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, depth + 1, { start, end }));
      this.skipSpace();
      const c = this.text.charAt(this.at);
      if (c !== "," && c !== "}") this.fail("after object key:value pair");
      this.at += 1;
      if (c === "}") return Object.fromEntries(entries);
    }
  }

  private array(pointer: string, depth: number): Json {
    const items: Json[] = [];
    this.at += 1;
    this.skipSpace();
    if (this.text.charAt(this.at) === "]") {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(this.value(`${pointer}/${items.length}`, depth + 1));
      this.skipSpace();
      const c = this.text.charAt(this.at);
      if (c !== "," && c !== "]") this.fail("after array element");
      this.at += 1;
      if (c === "]") return items;
    }
  }

  private literal<T>(word: string, value: T): T {
    for (let i = 1; i < word.length; i += 1) {
      this.at += 1;
      if (this.text.charAt(this.at) !== word.charAt(i)) this.fail(`in literal ${word} (expecting ${quoteCharacter(word.charAt(i))})`);
    }
    this.at += 1;
    return value;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    for (let c = this.text.charAt(this.at); c !== '"'; c = this.text.charAt(this.at)) {
      if (c === "" || c < " ") this.fail("in string literal");
      this.at += 1;
      if (c === "\\") this.escape();
    }
    this.at += 1;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private escape(): void {
    const c = this.text.charAt(this.at);
    if (c === "" || !'"\\/bfnrtu'.includes(c)) this.fail("in string escape code");
    this.at += 1;
    if (c !== "u") return;
    for (let i = 0; i < 4; i += 1) {
      if (!/^[0-9a-fA-F]$/.test(this.text.charAt(this.at))) this.fail("in \\u hexadecimal character escape");
      this.at += 1;
    }
  }

  private number(): number {
    const start = this.at;
    if (this.text.charAt(this.at) === "-") this.at += 1;
    if (this.text.charAt(this.at) === "0") this.at += 1;
    else this.digits("in numeric literal");
    if (this.text.charAt(this.at) === ".") {
      this.at += 1;
      this.digits("after decimal point in numeric literal");
    }
    if (/^[eE]$/.test(this.text.charAt(this.at))) {
      this.at += 1;
      if (/^[-+]$/.test(this.text.charAt(this.at))) this.at += 1;
      this.digits("in exponent of numeric literal");
    }
    return Number(this.text.slice(start, this.at));
  }

  private digits(context: string): void {
    if (!/^\d$/.test(this.text.charAt(this.at))) this.fail(context);
    while (/^\d$/.test(this.text.charAt(this.at))) this.at += 1;
  }
}

// Mirrors quoteChar (encoding/json/scanner.go).
function quoteCharacter(c: string): string {
  if (c === "'") return "'\\''";
  if (c === '"') return "'\"'";
  return `'${JSON.stringify(c).slice(1, -1)}'`;
}
