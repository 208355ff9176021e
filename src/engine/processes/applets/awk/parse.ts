import { unescapeText } from "../../sh/echo-text.ts";
import { AwkError, type AwkProgram, type Expression, type Procedure, type Redirect, type Rule, type Statement } from "./syntax.ts";
import { isCallToken, tokensOf } from "./tokens.ts";

const ASSIGNING: ReadonlySet<string> = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^=", "**="]);
const BUILTINS: ReadonlySet<string> = new Set(["length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "tolower", "toupper", "int", "sqrt", "exp", "log", "sin", "cos", "atan2", "rand", "srand", "system", "close", "fflush", "systime", "and", "or", "xor", "compl", "lshift", "rshift", "strftime"]);
/** What may follow a value that it is joined to. */
const JOINS = /^(?:["$(]|\/[^=]|[\w.])/;

/** A program's rules and functions. Throws AwkError. */
export const parseAwk = (source: string): AwkProgram => new Parser(tokensOf(source)).program();

class Parser {
  private at = 0;
  private readonly tokens: readonly string[];
  /** In a print's arguments `>` is a redirection; in a for's head `in` belongs to it. */
  private inPrint = false;
  private noIn = false;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  private peek(): string | undefined { return this.tokens[this.at]; }
  private take(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw new AwkError("Unexpected token");
    this.at += 1;
    return token;
  }
  private accept(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }
  private expect(token: string): void {
    if (!this.accept(token)) throw new AwkError("Unexpected token");
  }
  private skipBreaks(): void {
    while (this.peek() === "\n" || this.peek() === ";") this.at += 1;
  }
  private newlines(): void {
    while (this.peek() === "\n") this.at += 1;
  }

  program(): AwkProgram {
    const rules: Rule[] = [];
    const procedures = new Map<string, Procedure>();
    for (this.skipBreaks(); this.peek() !== undefined; this.skipBreaks()) {
      if (this.accept("function") || this.accept("func")) this.procedure(procedures);
      else rules.push(this.rule());
    }
    return { rules, procedures };
  }

  private procedure(procedures: Map<string, Procedure>): void {
    const named = this.take();
    if (!isCallToken(named)) this.expect("(");
    const parameters: string[] = [];
    while (!this.accept(")")) {
      parameters.push(this.take());
      this.accept(",");
      this.newlines();
    }
    procedures.set(named.replace("(", ""), { parameters, body: this.block() });
  }

  private rule(): Rule {
    if (this.accept("BEGIN")) return { when: "BEGIN", body: this.block() };
    if (this.accept("END")) return { when: "END", body: this.block() };
    if (this.peek() === "{") return { when: "line", body: this.block() };
    const pattern = this.expression();
    this.newlinesAfterComma();
    const until = this.accept(",") ? this.afterComma() : undefined;
    const base = { when: "line", pattern, ...(until ? { until } : {}) } as const;
    return this.peek() === "{" ? { ...base, body: this.block() } : base;
  }
  private newlinesAfterComma(): void {
    if (this.peek() === ",") while (this.tokens[this.at + 1] === "\n") this.at += 1;
  }
  private afterComma(): Expression {
    this.newlines();
    return this.expression();
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
    if (this.peek() === "{") return this.block();
    if (this.accept(";")) return { type: "block", body: [] };
    if (this.accept("if")) return this.ifStatement();
    if (this.accept("while")) {
      const test = this.condition();
      return { type: "while", test, body: this.peek() === ";" ? { type: "block", body: [] } : this.statement() };
    }
    if (this.accept("do")) {
      const body = this.statement();
      this.skipBreaks();
      this.expect("while");
      return { type: "while", test: this.condition(), body, after: true };
    }
    if (this.accept("for")) return this.forStatement();
    const simple = this.simple();
    if (!this.endsStatement()) throw new AwkError("Unexpected token");
    return simple;
  }

  private condition(): Expression {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    return test;
  }

  private ifStatement(): Statement {
    const test = this.condition();
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
    this.newlines();
    const test: Expression = this.peek() === ";" ? { type: "number", value: 1 } : this.expression();
    this.expect(";");
    this.newlines();
    const update = this.peek() === ")" ? undefined : this.simple();
    this.expect(")");
    const body: Statement = this.peek() === ";" ? { type: "block", body: [] } : this.statement();
    return { type: "while", test, body, ...(first ? { first } : {}), ...(update ? { update } : {}) };
  }

  private simple(): Statement {
    if (this.peek() === "print" || this.peek() === "printf") return this.print(this.take() === "printf");
    for (const to of ["next", "nextfile", "exit", "break", "continue"] as const) {
      if (this.accept(to)) return to === "exit" && !this.endsStatement() ? { type: "jump", to, code: this.expression() } : { type: "jump", to };
    }
    if (this.accept("return")) return this.endsStatement() ? { type: "return" } : { type: "return", value: this.expression() };
    if (this.accept("delete")) {
      const name = this.take();
      if (!this.accept("[")) return { type: "delete", name };
      return { type: "delete", name, subscript: this.subscript() };
    }
    return { type: "expression", value: this.expression() };
  }

  private endsStatement(): boolean {
    const token = this.peek();
    return token === undefined || token === ";" || token === "\n" || token === "}" || token === ")";
  }

  private print(formatted: boolean): Statement {
    this.inPrint = true;
    const list = this.endsStatement() || [">", ">>", "|"].includes(this.peek() ?? "") ? [] : this.list();
    this.inPrint = false;
    const [only] = list;
    const args = list.length === 1 && only?.type === "list" ? only.items : list;
    const how = this.peek();
    if (how !== ">" && how !== ">>" && how !== "|") return { type: "print", args, formatted };
    this.at += 1;
    this.inPrint = true;
    const to: Redirect = { how, name: this.ternary() };
    this.inPrint = false;
    return { type: "print", args, formatted, to };
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
    this.newlines();
    return { type: "assign", target: left, operator: operator === "**=" ? "^=" : operator, value: this.expression() };
  }

  private ternary(): Expression {
    const test = this.binary(0);
    if (!this.accept("?")) return test;
    this.newlines();
    const yes = this.expression();
    this.newlines();
    this.expect(":");
    this.newlines();
    return { type: "ternary", test, yes, no: this.expression() };
  }

  private static readonly levels: readonly (readonly string[])[] = [["||"], ["&&"], ["in"], ["~", "!~"], ["<", "<=", "==", "!=", ">", ">="]];

  private binary(level: number): Expression {
    const operators = Parser.levels[level];
    if (!operators) return this.piped();
    let left = this.binary(level + 1);
    for (;;) {
      const token = this.peek();
      if (token === undefined || !operators.includes(token) || (token === ">" && this.inPrint) || (token === "in" && this.noIn)) return left;
      this.at += 1;
      if (level < 2) this.newlines();
      if (token === "in") left = { type: "in", key: left, name: this.take() };
      else {
        const right = this.binary(level + 1);
        left = { type: "binary", operator: token, left, right: this.assignedRight(right) };
      }
    }
  }

  /** `a && b = 1`: the assignment belongs to the right side. */
  private assignedRight(right: Expression): Expression {
    const operator = this.peek() ?? "";
    if (!ASSIGNING.has(operator) || (right.type !== "variable" && right.type !== "field")) return right;
    this.at += 1;
    return { type: "assign", target: right, operator, value: this.expression() };
  }

  /** `command | getline`. */
  private piped(): Expression {
    let left = this.concatenation();
    while (this.peek() === "|" && this.tokens[this.at + 1] === "getline") {
      this.at += 2;
      left = { type: "getline", command: left, ...this.getlineTarget() };
    }
    return left;
  }

  private concatenation(): Expression {
    let left = this.additive();
    for (;;) {
      const token = this.peek();
      if (token === undefined || !JOINS.test(token) || token === "in" || token === "getline") return left;
      left = { type: "binary", operator: "concatenation", left, right: this.additive() };
    }
  }

  private additive(): Expression {
    let left = this.multiplicative();
    for (let token = this.peek(); token === "+" || token === "-"; token = this.peek()) {
      this.at += 1;
      left = { type: "binary", operator: token, left, right: this.multiplicative() };
    }
    return left;
  }

  private multiplicative(): Expression {
    let left = this.unary();
    for (let token = this.peek(); token === "*" || token === "/" || token === "%"; token = this.peek()) {
      this.at += 1;
      left = { type: "binary", operator: token, left, right: this.unary() };
    }
    return left;
  }

  private unary(): Expression {
    for (const operator of ["!", "-", "+"]) if (this.accept(operator)) return { type: "unary", operator, operand: this.unary() };
    return this.power();
  }

  private power(): Expression {
    const base = this.postfix();
    if (!this.accept("^") && !this.accept("**")) return base;
    return { type: "binary", operator: "^", left: base, right: this.unary() };
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
    const token = this.take();
    if (token === "(") return this.group();
    if (token === "$") {
      if (this.peek() === "++" || this.peek() === "--") return { type: "field", index: this.postfix() };
      return { type: "field", index: this.accept("-") ? { type: "unary", operator: "-", operand: this.primary() } : this.primary() };
    }
    if (token.startsWith('"')) return { type: "string", value: unescapeText(token.slice(1, -1).replace(/\\(["/])/g, "$1")).text };
    if (token.startsWith("/")) return { type: "regexp", source: token.slice(1) };
    if (/^[\d.]/.test(token)) return { type: "number", value: Number(token) };
    if (token === "getline") return this.getline();
    if (isCallToken(token)) return { type: "call", name: token.slice(0, -1), args: this.arguments() };
    if (!/^[A-Za-z_]/.test(token)) throw new AwkError("Unexpected token");
    if (BUILTINS.has(token)) return { type: "call", name: token, args: this.accept("(") ? this.arguments() : [] };
    return this.accept("[") ? { type: "variable", name: token, subscript: this.subscript() } : { type: "variable", name: token };
  }

  /** A parenthesis: an expression, or the several of a print or of `(i, j) in a`. */
  private group(): Expression {
    const outer = { inPrint: this.inPrint, noIn: this.noIn };
    this.inPrint = false;
    this.noIn = false;
    const list = this.list();
    this.newlines();
    this.inPrint = outer.inPrint;
    this.noIn = outer.noIn;
    this.expect(")");
    const [only] = list;
    if (list.length === 1 && only) return only;
    return this.peek() === "in" ? joinedKey(list) : { type: "list", items: list };
  }

  private arguments(): Expression[] {
    const { inPrint } = this;
    this.inPrint = false;
    this.newlines();
    const args = this.peek() === ")" ? [] : this.list();
    this.newlines();
    this.inPrint = inPrint;
    this.expect(")");
    return args;
  }

  private getlineTarget(): { readonly target?: Expression } {
    return /^(\$|[A-Za-z_]\w*$)/.test(this.peek() ?? "") && !BUILTINS.has(this.peek() ?? "") ? { target: this.primary() } : {};
  }

  private getline(): Expression {
    const target = this.getlineTarget();
    return this.accept("<") ? { type: "getline", ...target, file: this.primary() } : { type: "getline", ...target };
  }

  private subscript(): Expression {
    const { inPrint } = this;
    this.inPrint = false;
    const list = this.list();
    this.inPrint = inPrint;
    this.expect("]");
    return joinedKey(list);
  }
}

function joinedKey([first, ...more]: readonly Expression[]): Expression {
  const join = (left: Expression, right: Expression): Expression => ({ type: "binary", operator: "concatenation", left, right });
  return more.reduce<Expression>((left, right) => join(join(left, { type: "variable", name: "SUBSEP" }), right), first ?? { type: "string", value: "" });
}
