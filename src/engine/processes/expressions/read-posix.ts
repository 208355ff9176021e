import { readBracket, SHORTHANDS } from "./character-sets.ts";
import { alternatives, assertion, ExpressionError, sequence, type Assertion, type Node } from "./node.ts";

export interface PosixSyntax {
  /** Extended: `( ) { } + ? |` are special without a backslash. */
  readonly extended: boolean;
  /** Escapes inside brackets: none (grep), `\n` and `\t` (sed), all (awk). */
  readonly escapes?: "grep" | "sed" | "awk";
}

/** RE_DUP_MAX of the C library that busybox images come with. */
const MOST_REPEATS = 255;
/** Groups within groups: the reader calls itself. */
const DEEPEST = 200;
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };
const ASSERTIONS: Readonly<Record<string, Assertion>> = { "<": "wordStart", ">": "wordEnd", b: "edge", B: "noEdge", "`": "start", "'": "end" };

interface Times {
  readonly least: number;
  readonly most: number;
}
const ANY_TIMES: Times = { least: 0, most: Infinity };
const isSimple = ({ least, most }: Times): boolean => least <= 1 && (most === 1 || most === Infinity) && !(least === 1 && most === 1);

/** Reads a POSIX expression with GNU's extensions. Throws ExpressionError. */
export function readPosix(source: string, syntax: PosixSyntax): { readonly node: Node; readonly groups: number } {
  const reader = new Reader([...source], syntax);
  const node = reader.alternatives(0);
  if (!reader.ended) throw new ExpressionError("Unmatched ) or \\)");
  return { node, groups: reader.groups };
}

class Reader {
  groups = 0;
  private at = 0;
  private readonly closed = new Set<number>();
  private readonly source: readonly string[];
  private readonly syntax: PosixSyntax;

  constructor(source: readonly string[], syntax: PosixSyntax) {
    this.source = source;
    this.syntax = syntax;
  }

  get ended(): boolean {
    return this.at >= this.source.length;
  }

  /** Whether one of the marks `( ) { } | + ?` stands here, as this syntax writes it; taken if so. */
  private takes(mark: string): boolean {
    if (!this.sees(mark)) return false;
    this.at += this.syntax.extended ? 1 : 2;
    return true;
  }

  private sees(mark: string, at = this.at): boolean {
    return this.syntax.extended ? this.source[at] === mark : this.source[at] === "\\" && this.source[at + 1] === mark;
  }

  alternatives(depth: number): Node {
    if (depth > DEEPEST) throw new ExpressionError("Memory exhausted");
    const nodes = [this.sequence(depth)];
    while (this.takes("|")) nodes.push(this.sequence(depth));
    return alternatives(nodes);
  }

  private sequence(depth: number): Node {
    const nodes: Node[] = [];
    while (!this.ended && !this.sees("|") && !this.sees(")")) nodes.push(this.repeated(this.one(nodes.length === 0, depth)));
    return sequence(nodes);
  }

  private repeated(given: Node): Node {
    let node = given;
    for (let count = 0; ; count += 1) {
      if (node.type === "assertion" && !this.syntax.extended) return node;
      const times = this.simpleRepeat() ?? this.interval();
      if (!times) return node;
      // What is repeated by `*`, `+` or `?` and is so again may as well come any number of times.
      if (node.type === "repeat" && isSimple(node) && isSimple(times)) node = { ...node, ...(node.least === times.least && node.most === times.most ? times : ANY_TIMES) };
      else if (count < DEEPEST) node = { type: "repeat", node, ...times };
      else throw new ExpressionError("Regular expression too big");
    }
  }

  private simpleRepeat(): Times | undefined {
    if (this.source[this.at] === "*") {
      this.at += 1;
      return ANY_TIMES;
    }
    if (this.takes("+")) return { least: 1, most: Infinity };
    return this.takes("?") ? { least: 0, most: 1 } : undefined;
  }

  private interval(): Times | undefined {
    if (!this.sees("{")) return undefined;
    const rest = this.source.slice(this.at, this.at + 16).join("");
    const match = (this.syntax.extended ? /^\{(\d*)(,?)(\d*)\}/ : /^\\\{(\d*)(,?)(\d*)\\\}/).exec(rest);
    if (!match || (match[1] === "" && match[2] === "")) {
      // A brace that opens no interval stands for itself in an extended expression.
      if (this.syntax.extended) return undefined;
      throw new ExpressionError(rest.includes("\\}") ? "Invalid content of \\{\\}" : "Unmatched \\{");
    }
    const least = Number(match[1]);
    const most = match[3] !== "" ? Number(match[3]) : match[2] === "" ? least : Infinity;
    if (least > most || least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS)) throw new ExpressionError(least > most ? "Invalid content of \\{\\}" : "Regular expression too big");
    this.at += match[0].length;
    return { least, most };
  }

  private one(first: boolean, depth: number): Node {
    if (this.takes("(")) return this.group(depth);
    const character = this.source[this.at] ?? "";
    this.at += 1;
    switch (character) {
      case ".": return { type: "any" };
      case "[": return this.bracket();
      case "\\": return this.escaped();
      case "^": return this.syntax.extended || first ? assertion("start") : code(character);
      case "$": return this.syntax.extended || this.ended || this.sees(")") || this.sees("|") ? assertion("end") : code(character);
      default: return code(character);
    }
  }

  private group(depth: number): Node {
    const number = (this.groups += 1);
    const node = this.alternatives(depth + 1);
    if (!this.takes(")")) throw new ExpressionError("Unmatched ( or \\(");
    this.closed.add(number);
    return { type: "group", number, node };
  }

  private bracket(): Node {
    const { escapes = "grep" } = this.syntax;
    const controls = (character: string): string | undefined => CONTROLS[character] ?? (escapes === "awk" ? character : undefined);
    const read = readBracket(this.source, this.at - 1, { negators: "^", strict: true, ...(escapes === "grep" ? {} : { escape: controls }) });
    if (!read) throw new ExpressionError("Unmatched [, [^, [:, [., or [=");
    this.at = read.end;
    return { type: "set", set: read.set };
  }

  private escaped(): Node {
    const character = this.source[this.at];
    if (character === undefined) throw new ExpressionError("Trailing backslash");
    this.at += 1;
    const of = ASSERTIONS[character];
    if (of) return assertion(of);
    const set = SHORTHANDS[character];
    if (set) return { type: "set", set };
    if (/[1-9]/.test(character)) {
      if (!this.closed.has(Number(character))) throw new ExpressionError("Invalid back reference");
      return { type: "reference", group: Number(character) };
    }
    const control = this.syntax.escapes === undefined || this.syntax.escapes === "grep" ? undefined : CONTROLS[character];
    return code(control ?? character);
  }
}

const code = (character: string): Node => ({ type: "character", code: character.codePointAt(0) ?? 0 });
