import { unescapeText } from "../../sh/echo-text.ts";
import { AwkError, type Expression, type Rule, type Statement } from "./syntax.ts";

const TOKEN = /[ \t\r]*(?:\\\n|#[^\n]*)*[ \t]*(\n|\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[A-Za-z_]\w*|"(?:\\.|[^"\\])*"|&&|\|\||\+\+|--|[-+*/%^=!<>]=|!~|[-+*/%^=<>!~?:;,(){}[\]$])/y;
const ASSIGNING = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^="]);
const ENDS_VALUE = /^([\w)\]$"]|\+\+|--)/;

/** A program's rules. A slash begins an expression where no value has just ended. */
export function parseAwk(source: string): Rule[] {
  const tokens: string[] = [];
  for (let at = 0; at < source.length; ) {
    const slash = /^[ \t\r]*\//.exec(source.slice(at));
    if (slash && !ENDS_VALUE.test(tokens.at(-1)?.slice(-1) ?? "")) {
      const match = /^[ \t\r]*\/((?:\\.|\[[^\]]*\]|[^/\\\n])*)\//.exec(source.slice(at));
      if (!match) throw new AwkError("unexpected token");
      tokens.push(`/${match[1] ?? ""}`);
      at += match[0].length;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) {
      if (source.slice(at).trim() === "" || source.slice(at).trim().startsWith("#")) break;
      throw new AwkError("unexpected token");
    }
    tokens.push(match[1] ?? "");
    at = TOKEN.lastIndex;
  }
  return new Parser(tokens).rules();
}

class Parser {
  private at = 0;
  private readonly tokens: readonly string[];
  private inPrint = false;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  private peek(): string | undefined { return this.tokens[this.at]; }
  private accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }
  private expect(token: string): void {
    if (!this.accept(token)) throw new AwkError("unexpected token");
  }
  private skipBreaks(): void {
    while (this.peek() === "\n" || this.peek() === ";") this.at += 1;
  }
  private newlines(): void {
    while (this.peek() === "\n") this.at += 1;
  }

  rules(): Rule[] {
    const rules: Rule[] = [];
    for (this.skipBreaks(); this.peek() !== undefined; this.skipBreaks()) {
      if (this.accept("BEGIN")) rules.push({ when: "BEGIN", body: this.block() });
      else if (this.accept("END")) rules.push({ when: "END", body: this.block() });
      else if (this.peek() === "{") rules.push({ when: "line", body: this.block() });
      else {
        const pattern = this.expression();
        rules.push(this.peek() === "{" ? { when: "line", pattern, body: this.block() } : { when: "line", pattern });
      }
    }
    return rules;
  }

  private block(): Statement {
    this.newlines();
    this.expect("{");
    const body: Statement[] = [];
    for (this.skipBreaks(); !this.accept("}"); this.skipBreaks()) body.push(this.statement());
    return { type: "block", body };
  }

  private statement(): Statement {
    this.newlines();
    const token = this.peek();
    if (token === "{") return this.block();
    if (this.accept(";")) return { type: "block", body: [] };
    if (this.accept("if")) return this.ifStatement();
    if (this.accept("while")) {
      this.expect("(");
      const test = this.expression();
      this.expect(")");
      return { type: "while", test, body: this.statement() };
    }
    if (this.accept("for")) return this.forStatement();
    return this.simple();
  }

  private ifStatement(): Statement {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    const yes = this.statement();
    const back = this.at;
    this.skipBreaks();
    if (this.accept("else")) return { type: "if", test, yes, no: this.statement() };
    this.at = back;
    return { type: "if", test, yes };
  }

  private forStatement(): Statement {
    this.expect("(");
    const [variable = "", word, name = "", close] = this.tokens.slice(this.at, this.at + 4);
    if (word === "in" && close === ")") {
      this.at += 4;
      return { type: "forIn", variable, name, body: this.statement() };
    }
    const first = this.peek() === ";" ? undefined : this.simple();
    this.expect(";");
    const test: Expression = this.peek() === ";" ? { type: "number", value: 1 } : this.expression();
    this.expect(";");
    const update = this.peek() === ")" ? undefined : this.simple();
    this.expect(")");
    return { type: "while", test, body: this.statement(), ...(first ? { first } : {}), ...(update ? { update } : {}) };
  }

  private simple(): Statement {
    if (this.peek() === "print" || this.peek() === "printf") {
      const formatted = this.tokens[this.at] === "printf";
      this.at += 1;
      const args = this.endsStatement() ? [] : this.printList();
      return { type: "print", args, formatted };
    }
    for (const to of ["next", "exit", "break", "continue"] as const) {
      if (this.accept(to)) return to === "exit" && !this.endsStatement() ? { type: "jump", to, code: this.expression() } : { type: "jump", to };
    }
    if (this.accept("delete")) {
      const name = this.tokens[this.at++] ?? "";
      if (!this.accept("[")) return { type: "delete", name };
      const subscript = this.expression();
      this.expect("]");
      return { type: "delete", name, subscript };
    }
    return { type: "expression", value: this.expression() };
  }

  private endsStatement(): boolean {
    const token = this.peek();
    return token === undefined || token === ";" || token === "\n" || token === "}";
  }

  private printList(): Expression[] {
    this.inPrint = true;
    const list = this.list();
    this.inPrint = false;
    const [only] = list;
    return list.length === 1 && only?.type === "call" && only.name === "(list" ? [...only.args] : list;
  }

  private list(): Expression[] {
    const list = [this.expression()];
    while (this.accept(",")) {
      this.newlines();
      list.push(this.expression());
    }
    return list;
  }

  private expression(): Expression {
    const left = this.ternary();
    const operator = this.peek() ?? "";
    if (!ASSIGNING.has(operator) || (left.type !== "variable" && left.type !== "field")) return left;
    this.at += 1;
    return { type: "assign", target: left, operator, value: this.expression() };
  }

  private ternary(): Expression {
    const test = this.binary(0);
    if (!this.accept("?")) return test;
    const yes = this.expression();
    this.expect(":");
    return { type: "ternary", test, yes, no: this.expression() };
  }

  private static readonly levels: readonly (readonly string[])[] = [["||"], ["&&"], ["in"], ["~", "!~"], ["<", "<=", "==", "!=", ">", ">="], ["concatenation"], ["+", "-"], ["*", "/", "%"]];

  private binary(level: number): Expression {
    const operators = Parser.levels[level];
    if (!operators) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.peek();
      if (operators[0] === "concatenation") {
        if (token === undefined || !/^(["$!(]|[\w.])/.test(token) || token === "in") return left;
        left = { type: "binary", operator: "concatenation", left, right: this.binary(level + 1) };
        continue;
      }
      if (token === undefined || !operators.includes(token) || (token === ">" && this.inPrint)) return left;
      this.at += 1;
      if (token === "in") left = { type: "in", key: left, name: this.tokens[this.at++] ?? "" };
      else left = { type: "binary", operator: token, left, right: this.binary(level + 1) };
    }
  }

  private unary(): Expression {
    for (const operator of ["!", "-", "+"]) if (this.accept(operator)) return { type: "unary", operator, operand: this.unary() };
    const base = this.postfix();
    return this.accept("^") ? { type: "binary", operator: "^", left: base, right: this.unary() } : base;
  }

  private postfix(): Expression {
    const by = this.peek() === "++" ? 1 : this.peek() === "--" ? -1 : 0;
    if (by !== 0) {
      this.at += 1;
      return { type: "step", target: this.primary(), by, before: true };
    }
    const value = this.primary();
    if (value.type !== "variable" && value.type !== "field") return value;
    if (this.accept("++")) return { type: "step", target: value, by: 1, before: false };
    return this.accept("--") ? { type: "step", target: value, by: -1, before: false } : value;
  }

  private primary(): Expression {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new AwkError("unexpected end of string");
    if (token === "(") {
      const inside = this.inPrint;
      this.inPrint = false;
      const list = this.list();
      this.inPrint = inside;
      this.expect(")");
      return list.length === 1 && list[0] ? list[0] : { type: "call", name: "(list", args: list };
    }
    if (token === "$") return { type: "field", index: this.peek() === "(" || this.peek() === "$" ? this.primary() : this.postfix() };
    if (token.startsWith('"')) return { type: "string", value: unescapeText(token.slice(1, -1).replace(/\\"/g, '"').replace(/\\\//g, "/")).text };
    if (token.startsWith("/") && token !== "/=") return { type: "regexp", source: token.slice(1) };
    if (/^[\d.]/.test(token)) return { type: "number", value: Number(token) };
    if (!/^[A-Za-z_]/.test(token)) throw new AwkError("unexpected token");
    if (this.accept("(")) {
      const args = this.peek() === ")" ? [] : this.list();
      this.expect(")");
      return { type: "call", name: token, args };
    }
    if (!this.accept("[")) return token === "length" ? { type: "call", name: token, args: [] } : { type: "variable", name: token };
    const [first, ...more] = this.list();
    this.expect("]");
    const subscript = more.reduce<Expression>((left, right) => ({ type: "binary", operator: "concatenation", left: { type: "binary", operator: "concatenation", left, right: { type: "string", value: "\x1c" } }, right }), first ?? { type: "string", value: "" });
    return { type: "variable", name: token, subscript };
  }
}
