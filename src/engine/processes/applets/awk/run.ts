import { err, out, type Part } from "../script.ts";
import { callBuiltin } from "./builtins.ts";
import { formatValues } from "./format.ts";
import { cutRecord, fieldsAt, readPattern } from "./records.ts";
import type { AwkArray, Running } from "./running.ts";
import { Streams } from "./streams.ts";
import { AwkError, type AwkProgram, type Expression, type Procedure, type Rule, type Statement } from "./syntax.ts";
import { calculate, compareValues, inputValue, toNumber, toText, truth, UNSET, type Value } from "./values.ts";

type Jump = "next" | "nextfile" | "exit" | "break" | "continue" | "return" | undefined;
/** A parameter that nothing was given for yet: an array as soon as it is used as one, its caller's if it has one. */
interface Untyped {
  readonly untyped: string | undefined;
  readonly frame: Frame | undefined;
}
interface Frame {
  readonly locals: Map<string, Value | AwkArray | Untyped>;
  readonly below: Frame | undefined;
  readonly depth: number;
}

/** Simplified: an awk program that takes very many steps is taken for one that never ends, and stopped. */
const MOST_STEPS = 20_000_000;
/** So often it lets others compute. */
const STEPS_PER_SLICE = 4000;
const DEEPEST_CALL = 1000;
const OUTPUT_KEPT = 4096;
/** Simplified: how long one text may grow; a real awk goes on until it has no memory left. */
const LONGEST_TEXT = 16 * 1024 * 1024;

function bounded(text: string): string {
  if (text.length > LONGEST_TEXT) throw new AwkError("out of memory");
  return text;
}

/** A running program. Its body yields system calls; all it holds is made anew from their answers. */
export class Awk implements Running {
  readonly variables = new Map<string, Value>([["FS", " "], ["OFS", " "], ["ORS", "\n"], ["RS", "\n"], ["NR", 0], ["FNR", 0], ["NF", 0], ["SUBSEP", "\x1c"], ["OFMT", "%.6g"], ["CONVFMT", "%.6g"], ["RSTART", 0], ["RLENGTH", -1], ["FILENAME", ""]]);
  private readonly arrays = new Map<string, AwkArray>();
  private readonly streams = new Streams();
  private readonly program: AwkProgram;
  private readonly inRange = new Set<Rule>();
  private frame: Frame | undefined;
  private returned: Value = UNSET;
  private fields: Value[] = [];
  private line = "";
  private lineValue: Value = UNSET;
  private steps = 0;
  private output = "";
  private operands: string[] = [];
  private input: { readonly fd: number } | undefined;
  private usedInput = false;
  private held = "";
  private atEnd = false;
  exitCode = 0;
  failed = false;
  private ended = false;

  constructor(program: AwkProgram) {
    this.program = program;
  }

  *main(files: readonly string[], env: Readonly<Record<string, string>>): Part<void> {
    this.operands = [...files];
    this.arrays.set("ENVIRON", new Map(Object.entries(env).map(([name, value]) => [name, inputValue(value)])));
    this.arrays.set("ARGV", new Map([["0", "awk"], ...files.map((file, index): [string, Value] => [String(index + 1), inputValue(file)])]));
    this.variables.set("ARGC", files.length + 1);
    yield* this.rulesOf("BEGIN");
    if (!this.ended && this.program.rules.some((rule) => rule.when !== "BEGIN")) yield* this.readAll();
    this.ended = false;
    yield* this.rulesOf("END");
    yield* this.flush();
    yield* this.streams.closeAll();
  }

  /** What has been printed so far is written. */
  *flush(): Part<void> {
    const text = this.output;
    this.output = "";
    yield* out(text);
  }

  private *rulesOf(when: "BEGIN" | "END"): Part<void> {
    for (const rule of this.program.rules) {
      if (rule.when !== when || !rule.body) continue;
      const jump = yield* this.execute(rule.body);
      if (jump === "exit") this.ended = true;
      if (this.ended) return;
    }
  }

  private *readAll(): Part<void> {
    for (;;) {
      const record = yield* this.nextRecord();
      if (record === undefined) return;
      this.setLine(record);
      for (const rule of this.program.rules) {
        if (rule.when !== "line" || !(yield* this.holds(rule))) continue;
        const jump = rule.body ? yield* this.execute(rule.body) : yield* this.print([], false);
        if (jump === "nextfile") this.atEnd = true;
        if (jump === "next" || jump === "nextfile") break;
        if (jump === "exit") return void (this.ended = true);
      }
    }
  }

  private *holds(rule: Rule): Part<boolean> {
    if (!rule.pattern) return true;
    if (!rule.until) return truth(yield* this.evaluate(rule.pattern));
    if (!this.inRange.has(rule) && !truth(yield* this.evaluate(rule.pattern))) return false;
    if (truth(yield* this.evaluate(rule.until))) this.inRange.delete(rule);
    else this.inRange.add(rule);
    return true;
  }

  // --- input ---

  private *nextRecord(): Part<string | undefined> {
    for (;;) {
      if (!this.input && !(yield* this.openNext())) return undefined;
      const cut = cutRecord(this.atEnd && this.held === "" ? "" : this.held, toText(this.variables.get("RS") ?? "\n"), this.atEnd);
      if (cut) {
        this.held = cut.rest;
        this.variables.set("NR", toNumber(this.variables.get("NR") ?? 0) + 1);
        this.variables.set("FNR", toNumber(this.variables.get("FNR") ?? 0) + 1);
        return cut.record;
      }
      if (this.atEnd) {
        if (this.input && this.input.fd !== 0) yield { call: "close", fd: this.input.fd };
        this.input = undefined;
        continue;
      }
      yield* this.flush();
      const chunk = yield { call: "read", fd: this.input?.fd ?? 0 };
      if (!chunk.ok || !chunk.data) this.atEnd = true;
      else this.held += chunk.data;
    }
  }

  /** The next file of the operands, past what assigns; standard input where there is none. */
  private *openNext(): Part<boolean> {
    for (;;) {
      const name = this.operands.shift();
      if (name === undefined && this.usedInput) return false;
      const assigned = /^([A-Za-z_]\w*)=([^]*)$/.exec(name ?? "");
      if (assigned) {
        this.variables.set(assigned[1] ?? "", inputValue(assigned[2] ?? ""));
        continue;
      }
      this.usedInput = true;
      this.variables.set("FILENAME", name === undefined || name === "-" ? "" : name);
      this.variables.set("FNR", 0);
      this.held = "";
      this.atEnd = false;
      const opened: { readonly ok: boolean; readonly fd?: number } = name === undefined || name === "-" ? { ok: true, fd: 0 } : yield { call: "open", path: name, mode: "read" };
      if (opened.ok) {
        this.input = { fd: opened.fd ?? 0 };
        return true;
      }
      yield* this.flush();
      yield* err(`awk: ${name}: No such file or directory\n`);
      this.failed = true;
    }
  }

  private setLine(line: string): void {
    this.line = line;
    this.lineValue = inputValue(line);
    const separator = toText(this.variables.get("FS") ?? " ");
    const paragraphs = toText(this.variables.get("RS") ?? "\n") === "";
    this.fields = (paragraphs && separator !== " " ? line.split("\n").flatMap((each) => fieldsAt(separator, each)) : fieldsAt(separator, line)).map(inputValue);
    this.variables.set("NF", this.fields.length);
  }

  /** The record anew from its fields. */
  private rebuild(): void {
    this.line = this.fields.map((field) => toText(field, this.conversion)).join(toText(this.variables.get("OFS") ?? " "));
    this.lineValue = inputValue(this.line);
  }

  private get conversion(): string {
    return toText(this.variables.get("CONVFMT") ?? "%.6g");
  }

  // --- statements ---

  /** Another step; true: it is time to let others compute. */
  private tick(): boolean {
    this.steps += 1;
    if (this.steps % STEPS_PER_SLICE !== 0) return false;
    if (this.steps > MOST_STEPS) throw new AwkError("Simplified: the program runs too long");
    return true;
  }

  private *execute(statement: Statement): Part<Jump> {
    if (this.tick()) yield { call: "yield" };
    switch (statement.type) {
      case "expression":
        yield* this.evaluate(statement.value);
        return undefined;
      case "print": return yield* this.print(statement.args, statement.formatted, statement.to);
      case "if":
        if (truth(yield* this.evaluate(statement.test))) return yield* this.execute(statement.yes);
        return statement.no ? yield* this.execute(statement.no) : undefined;
      case "block":
        for (const each of statement.body) {
          const jump = yield* this.execute(each);
          if (jump) return jump;
        }
        return undefined;
      case "while": return yield* this.loop(statement);
      case "forIn":
        for (const key of [...this.array(statement.name).keys()]) {
          this.setVariable(statement.variable, inputValue(key));
          const jump = yield* this.execute(statement.body);
          if (jump === "break") break;
          if (jump && jump !== "continue") return jump;
        }
        return undefined;
      case "delete":
        if (statement.subscript) this.array(statement.name).delete(toText(yield* this.evaluate(statement.subscript), this.conversion));
        else this.array(statement.name).clear();
        return undefined;
      case "return":
        this.returned = statement.value ? yield* this.evaluate(statement.value) : UNSET;
        return "return";
      case "jump":
        if (statement.code) this.exitCode = toNumber(yield* this.evaluate(statement.code)) & 0xff;
        return statement.to;
    }
  }

  private *loop(statement: Extract<Statement, { type: "while" }>): Part<Jump> {
    if (statement.first) yield* this.execute(statement.first);
    for (let turn = 0; (turn === 0 && statement.after) || truth(yield* this.evaluate(statement.test)); turn += 1) {
      const jump = yield* this.execute(statement.body);
      if (jump === "break") break;
      if (jump && jump !== "continue") return jump;
      if (statement.update) yield* this.execute(statement.update);
    }
    return undefined;
  }

  private *print(args: readonly Expression[], formatted: boolean, to?: Extract<Statement, { type: "print" }>["to"]): Part<undefined> {
    const values: Value[] = [];
    for (const each of args) values.push(yield* this.evaluate(each));
    const format = toText(this.variables.get("OFMT") ?? "%.6g");
    const text = formatted ? formatValues(toText(values[0] ?? ""), values.slice(1)) : (values.length === 0 ? this.line : values.map((value) => toText(value, format)).join(toText(this.variables.get("OFS") ?? " "))) + toText(this.variables.get("ORS") ?? "\n");
    if (!to) {
      this.output += text;
      if (this.output.length > OUTPUT_KEPT) yield* this.flush();
      return undefined;
    }
    const name = toText(yield* this.evaluate(to.name));
    if (to.how === "|") yield* this.flush();
    const fd = yield* this.streams.writer(to.how, name);
    if (fd === 1) this.output += text;
    else yield { call: "write", fd, data: text };
    return undefined;
  }

  // --- variables ---

  array(name: string, frame = this.frame): AwkArray {
    const local = frame?.locals.get(name);
    if (local instanceof Map) return local;
    if (local !== undefined && typeof local === "object" && "untyped" in local) {
      const made = local.untyped === undefined ? new Map<string, Value>() : this.array(local.untyped, local.frame);
      frame?.locals.set(name, made);
      return made;
    }
    const known = this.arrays.get(name);
    if (known) return known;
    const made: AwkArray = new Map();
    this.arrays.set(name, made);
    return made;
  }

  isArray(name: string): boolean {
    const local = this.frame?.locals.get(name);
    if (local === undefined) return this.arrays.has(name);
    return local instanceof Map || (typeof local === "object" && "untyped" in local && local.untyped !== undefined && this.arrays.has(local.untyped));
  }

  private variable(name: string): Value {
    const local = this.frame?.locals.get(name);
    if (local === undefined) return this.variables.get(name) ?? UNSET;
    if (local instanceof Map || (typeof local === "object" && "untyped" in local)) return UNSET;
    return local;
  }

  setVariable(name: string, value: Value): void {
    const { frame } = this;
    if (frame?.locals.has(name)) return void frame.locals.set(name, value);
    this.variables.set(name, value);
    if (name === "NF") {
      const count = Math.max(0, Math.min(10_000, Math.trunc(toNumber(value))));
      while (this.fields.length < count) this.fields.push("");
      this.fields.length = count;
      this.rebuild();
    }
  }

  *assign(target: Expression, value: Value): Part<Value> {
    if (target.type === "variable" && target.subscript) this.array(target.name).set(toText(yield* this.evaluate(target.subscript), this.conversion), value);
    else if (target.type === "variable") this.setVariable(target.name, value);
    else if (target.type === "field") {
      const index = toNumber(yield* this.evaluate(target.index));
      if (index === 0) this.setLine(toText(value, this.conversion));
      else {
        while (this.fields.length < Math.min(index, 10_000)) this.fields.push("");
        this.fields[index - 1] = value;
        this.variables.set("NF", this.fields.length);
        this.rebuild();
      }
    }
    return value;
  }

  // --- expressions ---

  /** What needs no evaluation. */
  private leaf(node: Expression): Value | undefined {
    if (node.type === "number" || node.type === "string") return node.value;
    return node.type === "variable" && !node.subscript ? this.variable(node.name) : undefined;
  }

  *evaluate(node: Expression): Part<Value> {
    if (this.tick()) yield { call: "yield" };
    switch (node.type) {
      case "number":
      case "string": return node.value;
      case "regexp": return Number(readPattern(node.source).test(this.line));
      case "field": {
        const index = toNumber(yield* this.evaluate(node.index));
        if (index < 0) throw new AwkError("Access to negative field");
        return index === 0 ? this.lineValue : (this.fields[index - 1] ?? UNSET);
      }
      case "variable": return node.subscript ? yield* this.element(node.name, node.subscript) : this.variable(node.name);
      case "assign": {
        const value = yield* this.evaluate(node.value);
        return yield* this.assign(node.target, node.operator === "=" ? value : calculate(node.operator.slice(0, -1), toNumber(yield* this.evaluate(node.target)), toNumber(value)));
      }
      case "step": {
        const old = toNumber(this.leaf(node.target) ?? (yield* this.evaluate(node.target)));
        if (node.target.type === "variable" && !node.target.subscript) this.setVariable(node.target.name, old + node.by);
        else yield* this.assign(node.target, old + node.by);
        return node.before ? old + node.by : old;
      }
      case "in": return Number(this.array(node.name).has(toText(yield* this.evaluate(node.key), this.conversion)));
      case "ternary": return yield* this.evaluate(truth(yield* this.evaluate(node.test)) ? node.yes : node.no);
      case "unary": {
        const value = yield* this.evaluate(node.operand);
        return node.operator === "!" ? Number(!truth(value)) : node.operator === "-" ? 0 - toNumber(value) : toNumber(value);
      }
      case "binary": return yield* this.binary(node);
      case "list": throw new AwkError("Unexpected token");
      case "getline": return yield* this.getline(node);
      case "call": {
        const procedure = this.program.procedures.get(node.name);
        return procedure ? yield* this.callProcedure(procedure, node.args) : yield* callBuiltin(this, node.name, node.args);
      }
    }
  }

  /** An element that was never set comes to be by being looked at. */
  private *element(name: string, subscript: Expression): Part<Value> {
    const key = toText(yield* this.evaluate(subscript), this.conversion);
    const array = this.array(name);
    const value = array.get(key);
    if (value !== undefined) return value;
    array.set(key, UNSET);
    return UNSET;
  }

  private *binary({ operator, left, right }: Extract<Expression, { type: "binary" }>): Part<Value> {
    if (operator === "&&") return Number(truth(yield* this.evaluate(left)) && truth(yield* this.evaluate(right)));
    if (operator === "||") return Number(truth(yield* this.evaluate(left)) || truth(yield* this.evaluate(right)));
    if (operator === "~" || operator === "!~") {
      const text = toText(yield* this.evaluate(left), this.conversion);
      const source = right.type === "regexp" ? right.source : toText(yield* this.evaluate(right), this.conversion);
      return Number(readPattern(source).test(text) === (operator === "~"));
    }
    const a = this.leaf(left) ?? (yield* this.evaluate(left));
    const b = this.leaf(right) ?? (yield* this.evaluate(right));
    if (operator === "concatenation") return bounded(toText(a, this.conversion) + toText(b, this.conversion));
    return /^([<>]=?|[=!]=)$/.test(operator) ? Number(compareValues(operator, a, b)) : calculate(operator, toNumber(a), toNumber(b));
  }

  private *getline({ target, file, command }: Extract<Expression, { type: "getline" }>): Part<Value> {
    yield* this.flush();
    const from = file ?? command;
    const line: string | undefined | null = from === undefined ? yield* this.nextRecord() : yield* this.streams.line(file ? "file" : "command", toText(yield* this.evaluate(from)));
    if (line === undefined) return 0;
    if (line === null) return -1;
    if (command) this.variables.set("NR", toNumber(this.variables.get("NR") ?? 0) + 1);
    if (target) yield* this.assign(target, inputValue(line));
    else this.setLine(line);
    return 1;
  }

  private *callProcedure({ parameters, body }: Procedure, args: readonly Expression[]): Part<Value> {
    const caller = this.frame;
    if ((caller?.depth ?? 0) >= DEEPEST_CALL) throw new AwkError("Simplified: the functions call one another too deeply");
    const locals: Frame["locals"] = new Map();
    for (const [index, name] of parameters.entries()) {
      const arg = args[index];
      if (arg === undefined) locals.set(name, { untyped: undefined, frame: undefined });
      else if (arg.type === "variable" && !arg.subscript && this.isArray(arg.name)) locals.set(name, this.array(arg.name));
      else {
        const value = yield* this.evaluate(arg);
        locals.set(name, value === UNSET && arg.type === "variable" && !arg.subscript ? { untyped: arg.name, frame: caller } : value);
      }
    }
    this.frame = { locals, below: caller, depth: (caller?.depth ?? 0) + 1 };
    this.returned = UNSET;
    const jump = yield* this.execute(body);
    this.frame = caller;
    if (jump === "exit") this.ended = true;
    return this.returned;
  }

  // --- for the builtins ---

  get record(): string {
    return this.line;
  }
  *system(command: string): Part<Value> {
    yield* this.flush();
    const child = yield { call: "spawn", argv: ["sh", "-c", command] };
    const ended = child.ok ? yield { call: "wait", pid: child.pid ?? -1 } : child;
    return ended.ok ? (ended.status ?? 0) : 127;
  }
  *close(name: string): Part<Value> {
    yield* this.flush();
    return yield* this.streams.close(name);
  }
}
