import { ExpressionError } from "../../expressions/node.ts";
import { posixExpression, type Expression } from "../../expressions/expression.ts";

/** sed's commands as they are read; `}`, labels and jumps are places in the list. */
export interface Command {
  readonly from: Address | undefined;
  readonly to: Range | undefined;
  readonly negated: boolean;
  readonly name: string;
  /** Absent for an empty expression: the last one that was used. */
  readonly expression?: Expression;
  /** The replacement, text, label, file, or for y both sets. */
  readonly text: string;
  readonly flags: string;
  /** For `{`: the place after its `}`. */
  readonly end: number;
}
export type Address = { readonly line: number } | { readonly first: number; readonly step: number } | { readonly last: true } | { readonly expression: Expression | undefined };
export type Range = Address | { readonly more: number };

export class SedError extends Error {}
export class BadExpression extends Error {
  readonly source: string;
  readonly reason: ExpressionError;
  constructor(source: string, reason: ExpressionError) {
    super(reason.message);
    this.source = source;
    this.reason = reason;
  }
}

/** Reads a script. Throws SedError and BadExpression. */
export const parseSed = (script: string, extended: boolean, gnu: boolean): readonly Command[] => new Reader(script, extended, gnu).commands();

class Reader {
  private rest: string;
  private readonly extended: boolean;
  private readonly gnu: boolean;
  private readonly made: Command[] = [];

  constructor(script: string, extended: boolean, gnu: boolean) {
    this.gnu = gnu;
    this.rest = script;
    this.extended = extended;
  }

  commands(): readonly Command[] {
    const open: number[] = [];
    for (this.skip(); this.rest !== ""; this.skip()) {
      const command = this.command();
      if (command.name === "}") {
        const start = open.pop();
        const opened = start === undefined ? undefined : this.made[start];
        if (start === undefined || !opened) throw new SedError("unexpected }");
        this.made[start] = { ...opened, end: this.made.length };
        continue;
      }
      if (command.name === "{") open.push(this.made.length);
      this.made.push(command);
    }
    if (open.length > 0) throw new SedError("unmatched {");
    const labels = new Set(this.made.filter(({ name }) => name === ":").map(({ text }) => text));
    const lost = this.made.find(({ name, text }) => "btT".includes(name) && text !== "" && !labels.has(text));
    if (lost) throw new SedError(`can't find label for jump to '${lost.text}'`);
    return this.made;
  }

  private skip(): void {
    this.rest = this.rest.replace(/^(?:[\s;]|#[^\n]*)+/, "");
  }

  private command(): Command {
    const from = this.address();
    let to: Range | undefined;
    this.rest = this.rest.replace(/^[ \t]+/, "");
    if (from && this.rest.startsWith(",")) {
      this.rest = this.rest.slice(1).trimStart();
      to = this.more() ?? this.address();
      if (!to) throw new SedError("unexpected ,");
    }
    this.rest = this.rest.trimStart();
    const negated = this.rest.startsWith("!");
    if (negated) this.rest = this.rest.replace(/^!+\s*/, "");
    const name = this.rest[0] ?? "";
    this.rest = this.rest.slice(1);
    return { from, to, negated, name, text: "", flags: "", end: 0, ...this.operands(name) };
  }

  private more(): Range | undefined {
    const match = /^\+(\d+)/.exec(this.rest);
    if (!match) return undefined;
    this.rest = this.rest.slice(match[0].length);
    return { more: Number(match[1]) };
  }

  private address(): Address | undefined {
    const step = this.gnu ? /^(\d+)~(\d+)/.exec(this.rest) : null;
    const number = step ?? /^(\d+|\$)/.exec(this.rest);
    if (number) {
      this.rest = this.rest.slice(number[0].length);
      if (step) return { first: Number(step[1]), step: Number(step[2]) };
      return number[0] === "$" ? { last: true } : { line: Number(number[0]) };
    }
    const custom = /^\\(.)/.exec(this.rest);
    if (!this.rest.startsWith("/") && !custom) return undefined;
    const [source, after] = upTo(this.rest.slice(custom ? 2 : 1), custom?.[1] ?? "/", true);
    const ignoreCase = after.startsWith("I");
    this.rest = after.slice(ignoreCase ? 1 : 0);
    return { expression: source === "" ? undefined : readExpression(source, { extended: this.extended, ignoreCase }) };
  }

  private operands(name: string): Partial<Command> {
    switch (name) {
      case "":
      case "\n": throw new SedError("missing command");
      case "s": return this.substitution();
      case "y": {
        const [from, to, after] = this.pair();
        this.rest = after;
        const sets = [from, to].map((set) => [...set.replace(/\\([n\\t])/g, (_, letter: string) => ({ n: "\n", t: "\t" })[letter] ?? letter)]);
        if (sets[0]?.length !== sets[1]?.length) throw new SedError("strings for 'y' command are different lengths");
        return { text: sets.map((set) => set.join("")).join("\0") };
      }
      case "a":
      case "i":
      case "c": return this.textBlock();
      case ":":
      case "b":
      case "t":
      case "T": {
        const label = /^[ \t]*([^\s;}]*)/.exec(this.rest);
        this.rest = this.rest.slice(label?.[0].length ?? 0);
        return { text: label?.[1] ?? "" };
      }
      case "r":
      case "w": {
        const file = /^[ \t]*([^\n]*)/.exec(this.rest);
        this.rest = this.rest.slice(file?.[0].length ?? 0);
        return { text: file?.[1] ?? "" };
      }
      case "q":
      case "Q": {
        const code = this.gnu ? /^[ \t]*(\d*)/.exec(this.rest) : null;
        this.rest = this.rest.slice(code?.[0].length ?? 0);
        return { text: code?.[1] ?? "" };
      }
    }
    if (!"{}dDpPnNgGhHx=l".includes(name)) throw new SedError(`unsupported command ${name}`);
    return {};
  }

  private substitution(): Partial<Command> {
    const [source, text, after] = this.pair();
    const flags = /^[gpiIeMm0-9]*/.exec(after)?.[0] ?? "";
    const file = /^w[ \t]*([^\n]*)/.exec(after.slice(flags.length));
    this.rest = after.slice(flags.length + (file?.[0].length ?? 0));
    const expression = source === "" ? {} : { expression: readExpression(source, { extended: this.extended, ignoreCase: /i/i.test(flags) }) };
    if (!/^\s*($|[;}#\n])/.test(this.rest)) throw new SedError("unknown option to s command");
    return { ...expression, text, flags: file ? `${flags}w${file[1] ?? ""}` : flags };
  }

  /** What stands between three delimiters, and what follows. */
  private pair(): readonly [string, string, string] {
    const delimiter = this.rest[0] ?? "/";
    const [first, more] = upTo(this.rest.slice(1), delimiter, true);
    const [second, after] = upTo(more, delimiter, false);
    return [first, second, after];
  }

  private textBlock(): Partial<Command> {
    const body = this.rest.replace(/^[ \t]*(?:\\[ \t]*\n?)?[ \t]*/, "");
    let end = 0;
    while (end < body.length && body[end] !== "\n") end += body[end] === "\\" ? 2 : 1;
    this.rest = body.slice(end + 1);
    return { text: body.slice(0, end).replace(/\\([^])/g, "$1") };
  }
}

function readExpression(source: string, options: { readonly extended: boolean; readonly ignoreCase?: boolean }): Expression {
  try {
    return posixExpression(source, { ...options, escapes: "sed" });
  } catch (error) {
    throw error instanceof ExpressionError ? new BadExpression(source, error) : error;
  }
}

/** Text up to an unescaped delimiter, and what follows it; in an expression brackets hide it. */
function upTo(text: string, delimiter: string, expression: boolean): [string, string] {
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    const bracket = expression && text[at] === "[" ? /^\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*\]/.exec(text.slice(at))?.[0] : undefined;
    if (bracket !== undefined) {
      result += bracket;
      at += bracket.length - 1;
    } else if (text[at] === "\\" && at + 1 < text.length) {
      result += text[at + 1] === delimiter && delimiter !== "&" ? (expression && /[.*[\]^$+?(){}|]/.test(delimiter) ? `\\${delimiter}` : delimiter) : `\\${text[at + 1]}`;
      at += 1;
    } else if (text[at] === delimiter) return [result, text.slice(at + 1)];
    else result += text[at];
  }
  throw new SedError(`unmatched '${delimiter}'`);
}
