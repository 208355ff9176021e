import { parse, type ArithmeticExpression, type AndOr, type Case, type CompoundList, type For, type If, type PipelineNode, type Statement, type TestExpression, type While } from "unbash";
import type { Code } from "./code.ts";
import { CodeWriter } from "./code-writer.ts";
import { syntaxProblem, unexpected, type SyntaxProblem } from "./syntax-error.ts";
import { compileCommand, compileRedirected, type Flags } from "./compile-command.ts";
import { NotSupported } from "./not-supported.ts";
import { compileText, compileWord, compileWordPieces } from "./compile-word.ts";

interface Cache {
  readonly codes: Map<string, Code>;
  letters: number;
}
const newCache = (): { tail: Cache; plain: Cache } => ({ tail: { codes: new Map(), letters: 0 }, plain: { codes: new Map(), letters: 0 } });
const caches = { ash: newCache(), bash: newCache() };
const CACHE_ENTRIES = 4000;
const CACHE_LETTERS = 1024 * 1024;

/** The code of a script's text, compiled once. `tail` lets the last command replace the shell, as `sh -c` does. */
export function codeOf(text: string, tail: boolean, bash: boolean): Code {
  const cache = caches[bash ? "bash" : "ash"][tail ? "tail" : "plain"];
  const known = cache.codes.get(text);
  if (known) return known;
  const made = compileScript(text, tail, bash);
  if (cache.codes.size >= CACHE_ENTRIES || cache.letters + text.length > CACHE_LETTERS) {
    cache.codes.clear();
    cache.letters = 0;
  }
  cache.codes.set(text, made);
  cache.letters += text.length;
  return made;
}

/** Brackets within brackets; nobody writes more, and more than this fills the stack of whoever reads them. */
const MOST_NESTED = 200;

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[([{)\]}]/g)) {
    depth = "([{".includes(bracket) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MOST_NESTED) return true;
  }
  return false;
}

/** What cannot be read for its nesting is a mistake in the script, never one of ours. */
function compileScript(text: string, tail: boolean, bash: boolean): Code {
  try {
    if (!isTooDeep(text)) return compileSound(text, tail, bash);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const writer = new CodeWriter(compileSubshell, text, bash);
  const problem = { ...unexpected(text, 0, text.trimStart().slice(0, 1)), bash: "memory exhausted" };
  writer.emit({ op: "syntaxError", problem });
  writer.emit({ op: "end" });
  return { ops: writer.finish(), problem };
}

function compileSound(text: string, tail: boolean, bash: boolean): Code {
  const script = parse(text);
  const writer = new CodeWriter(compileSubshell, text, bash);
  const found = syntaxProblem(script, text);
  const problem = compileUnits(writer, unitsOf(script.commands, text, found?.at), text, tail && !found) ?? found;
  if (problem) writer.emit({ op: "syntaxError", problem });
  writer.emit({ op: "end" });
  return problem ? { ops: writer.finish(), problem } : { ops: writer.finish() };
}

/** Compiles up to what this shell does not do. */
function compileUnits(writer: CodeWriter, units: readonly (readonly Statement[])[], text: string, tail: boolean): SyntaxProblem | undefined {
  for (const [index, unit] of units.entries()) {
    const start = writer.at;
    try {
      compileStatements(writer, unit, { tested: false, tail: tail && index === units.length - 1 });
    } catch (error) {
      if (!(error instanceof NotSupported)) throw error;
      writer.forget(start);
      const problem = unexpected(text, unit[0]?.pos ?? 0, error.message);
      return error.ash === undefined ? problem : { ...problem, ash: error.ash };
    }
  }
  return undefined;
}

/**
 * What a shell reads before it runs it: all commands up to a newline that ends the last of them. With a mistake at
 * `problemAt`, the units before the one that holds it.
 */
function unitsOf(statements: readonly Statement[], text: string, problemAt: number | undefined): readonly (readonly Statement[])[] {
  const units: Statement[][] = [];
  let unit: Statement[] = [];
  for (const [index, statement] of statements.entries()) {
    if (problemAt !== undefined && (statement.end > problemAt || statement.end === statement.pos)) return units;
    unit.push(statement);
    const next = Math.min(statements[index + 1]?.pos ?? text.length, problemAt ?? text.length);
    if (!/^[ \t]*[;&]?[ \t]*(#[^\n]*)?\n/.test(text.slice(statement.end, next))) continue;
    units.push(unit);
    unit = [];
  }
  return problemAt === undefined && unit.length > 0 ? [...units, unit] : units;
}

const INNER: Flags = { tested: false, tail: false };

/** A command substitution's or subshell's own code, aside from the main line. Returns where it starts. */
function compileSubshell(writer: CodeWriter, statements: readonly Statement[]): number {
  return writer.aside(() => {
    compileStatements(writer, statements, { tested: false, tail: true });
    writer.emit({ op: "exitSubshell" });
  });
}

function compileStatements(writer: CodeWriter, statements: readonly Statement[], flags: Flags): void {
  for (const [index, statement] of statements.entries()) {
    const last = index === statements.length - 1;
    if (statement.background) writer.emit({ op: "background", start: compileAside(writer, statement.command), text: writer.textOf(statement).replace(/\s*&$/, "") });
    else compileNode(writer, statement.command, { tested: flags.tested, tail: flags.tail && last });
  }
}

const compileAside = (writer: CodeWriter, node: PipelineNode | AndOr): number =>
  writer.aside(() => {
    compileNode(writer, node, { tested: false, tail: true });
    writer.emit({ op: "exitSubshell" });
  });

function compileNode(writer: CodeWriter, node: PipelineNode | AndOr | CompoundList, flags: Flags): void {
  switch (node.type) {
    case "Command": return compileCommand(writer, node, flags);
    case "AndOr": return compileAndOr(writer, node, flags);
    case "Pipeline": {
      const negated = node.prefixes.some((prefix) => prefix.type === "Negation");
      const tested = flags.tested || negated;
      const [only] = node.commands;
      // A "!" with nothing behind it negates a success, as bash does.
      if (!only) writer.emit({ op: "succeed" });
      else if (node.commands.length === 1) compileNode(writer, only, { tested, tail: flags.tail && !negated });
      else writer.emit({ op: "pipeline", starts: node.commands.map((command) => compileAside(writer, command)), both: node.operators.map((operator) => bothStreams(writer, operator)), tested });
      if (negated) writer.emit({ op: "not" });
      return;
    }
    case "If": return compileIf(writer, node, flags);
    case "While": return compileWhile(writer, node);
    case "For": return compileFor(writer, node);
    case "ArithmeticFor":
      if (!writer.bash) throw new NotSupported("((", "syntax error: bad for loop variable");
      return compileArithmeticFor(writer, node);
    case "Case": return compileCase(writer, node, flags);
    case "BraceGroup": return compileStatements(writer, node.body.commands, flags);
    case "CompoundList": return compileStatements(writer, node.commands, flags);
    case "Subshell": return writer.emit({ op: "subshell", start: compileSubshell(writer, node.body.commands), tested: flags.tested });
    case "Redirected": return compileRedirected(writer, node.redirects, () => compileNode(writer, node.command, { ...flags, tail: false }));
    case "Function": {
      const entry = writer.emitHole();
      const start = writer.at;
      compileNode(writer, node.body, INNER);
      writer.emit({ op: "end" });
      return writer.fill(entry, { op: "function", name: node.name.value, start, to: writer.at });
    }
    case "ArithmeticCommand":
      // To busybox's ash these are two subshells.
      if (!writer.bash) return writer.emit({ op: "subshell", start: compileSubshell(writer, parse(`(${node.body})`).commands), tested: flags.tested });
      compileText(writer, node.body);
      return writer.emit({ op: "evaluate", tested: flags.tested });
    case "TestCommand": return compileTest(writer, node.expression);
    case "Select":
    case "Coproc": throw new NotSupported(node.type === "Select" ? (writer.bash ? "select" : "do") : "coproc");
  }
}

function bothStreams(writer: CodeWriter, operator: string): boolean {
  if (operator === "|&" && !writer.bash) throw new NotSupported("&");
  return operator === "|&";
}

function compileAndOr(writer: CodeWriter, node: AndOr, flags: Flags): void {
  for (const [index, command] of node.commands.entries()) {
    const last = index === node.commands.length - 1;
    if (index === 0) {
      compileNode(writer, command, { tested: true, tail: false });
      continue;
    }
    const skip = writer.emitHole();
    compileNode(writer, command, last ? flags : { tested: true, tail: false });
    writer.fill(skip, { op: "jumpIf", ok: node.operators[index - 1] === "||", to: writer.at });
  }
}

function compileIf(writer: CodeWriter, node: If, flags: Flags): void {
  const ends: number[] = [];
  const branch = (clause: CompoundList, then: CompoundList): void => {
    compileStatements(writer, clause.commands, { tested: true, tail: false });
    const skip = writer.emitHole();
    compileStatements(writer, then.commands, flags);
    ends.push(writer.emitHole());
    writer.fill(skip, { op: "jumpIf", ok: false, to: writer.at });
  };
  branch(node.clause, node.then);
  for (const each of node.elif) branch(each.clause, each.then);
  if (node.else) compileStatements(writer, node.else.commands, flags);
  else writer.emit({ op: "succeed" });
  for (const end of ends) writer.fill(end, { op: "jump", to: writer.at });
}

/** Lays a loop out: `head` decides whether to go on and returns the jumps that leave. */
function compileLoop(writer: CodeWriter, head: () => number, body: () => void, update?: () => void): void {
  const enter = writer.emitHole();
  const start = writer.at;
  const leave = head();
  body();
  const again = writer.at;
  update?.();
  writer.emit({ op: "again", to: start });
  writer.patchLeave(leave, writer.at);
  writer.emit({ op: "endLoop" });
  writer.fill(enter, { op: "loop", breakTo: writer.at - 1, continueTo: update ? again : start });
}

function compileWhile(writer: CodeWriter, node: While): void {
  compileLoop(
    writer,
    () => {
      compileStatements(writer, node.clause.commands, { tested: true, tail: false });
      return writer.emitLeave({ op: "jumpIf", ok: node.kind === "until", to: -1 });
    },
    () => compileStatements(writer, node.body.commands, INNER),
  );
}

function compileFor(writer: CodeWriter, node: For): void {
  writer.emit({ op: "begin" });
  for (const word of node.wordlist ?? []) compileWord(writer, word);
  writer.emit({ op: "forWords", parameters: node.wordlist === undefined });
  compileLoop(
    writer,
    () => writer.emitLeave({ op: "next", name: node.name.value, to: -1 }),
    () => compileStatements(writer, node.body.commands, INNER),
  );
}

function compileArithmeticFor(writer: CodeWriter, node: { initialize: ArithmeticExpression | undefined; test: ArithmeticExpression | undefined; update: ArithmeticExpression | undefined; body: CompoundList }): void {
  const evaluate = (expression: ArithmeticExpression | undefined): void => {
    if (!expression) return;
    compileText(writer, writer.sourceOf(expression));
    writer.emit({ op: "evaluate", tested: true });
  };
  evaluate(node.initialize);
  compileLoop(
    writer,
    () => {
      evaluate(node.test);
      if (!node.test) writer.emit({ op: "succeed" });
      return writer.emitLeave({ op: "jumpIf", ok: false, to: -1 });
    },
    () => compileStatements(writer, node.body.commands, INNER),
    () => evaluate(node.update),
  );
}

function compileCase(writer: CodeWriter, node: Case, flags: Flags): void {
  compileWordPieces(writer, node.word);
  const ends: number[] = [];
  for (const item of node.items) {
    const bodies: number[] = [];
    for (const pattern of item.pattern) {
      compileWordPieces(writer, pattern);
      bodies.push(writer.emitHole());
    }
    const skip = writer.emitHole();
    for (const hole of bodies) writer.fill(hole, { op: "case", to: writer.at });
    writer.emit({ op: "endCase" });
    if (item.body.commands.length === 0) writer.emit({ op: "succeed" });
    compileStatements(writer, item.body.commands, flags);
    ends.push(writer.emitHole());
    writer.fill(skip, { op: "jump", to: writer.at });
  }
  writer.emit({ op: "endCase" });
  writer.emit({ op: "succeed" });
  for (const end of ends) writer.fill(end, { op: "jump", to: writer.at });
}

function compileTest(writer: CodeWriter, node: TestExpression): void {
  switch (node.type) {
    case "TestUnary":
      compileWordPieces(writer, node.operand);
      return writer.emit({ op: "test", operator: node.operator, binary: false });
    case "TestBinary":
      compileWordPieces(writer, node.left);
      compileWordPieces(writer, node.right);
      return writer.emit({ op: "test", operator: node.operator, binary: true });
    case "TestNot":
      compileTest(writer, node.operand);
      return writer.emit({ op: "not" });
    case "TestGroup": return compileTest(writer, node.expression);
    case "TestLogical": {
      const skips: number[] = [];
      for (const [index, operand] of node.operands.entries()) {
        compileTest(writer, operand);
        if (index < node.operands.length - 1) skips.push(writer.emitHole());
      }
      for (const skip of skips) writer.fill(skip, { op: "jumpIf", ok: node.operator === "||", to: writer.at });
    }
  }
}
