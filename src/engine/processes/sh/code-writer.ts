import type { Statement, Word } from "unbash";
import type { Op } from "./code.ts";
import { compilePieces, compileQuotedText } from "./compile-word.ts";

type Leave = Extract<Op, { op: "jumpIf" | "next" }>;

/** Collects operations; jumps forward are holes until their target is known. */
export class CodeWriter {
  private readonly ops: Op[] = [];
  private readonly compileSubshell: (writer: CodeWriter, statements: readonly Statement[]) => number;

  private readonly source: string;
  /** For bash, which knows more than busybox's ash. */
  readonly bash: boolean;

  constructor(compileSubshell: (writer: CodeWriter, statements: readonly Statement[]) => number, source: string, bash: boolean) {
    this.compileSubshell = compileSubshell;
    this.source = source;
    this.bash = bash;
  }

  get at(): number {
    return this.ops.length;
  }

  emit(op: Op): void {
    const last = this.ops.at(-1);
    // Words without expansions that follow one another are one operation.
    if (op.op === "static" && last?.op === "static" && !this.targets.has(this.ops.length)) {
      this.ops[this.ops.length - 1] = { op: "static", fields: [...last.fields, ...op.fields] };
      return;
    }
    this.ops.push(op);
  }

  /** Drops what was emitted from a place on. */
  forget(from: number): void {
    this.ops.length = from;
  }

  private readonly targets = new Set<number>();

  emitHole(): number {
    this.ops.push({ op: "jump", to: -1 });
    return this.ops.length - 1;
  }

  fill(hole: number, op: Op): void {
    this.ops[hole] = op;
    this.targets.add(this.ops.length);
  }

  emitLeave(op: Leave): number {
    this.ops.push(op);
    return this.ops.length - 1;
  }

  patchLeave(at: number, to: number): void {
    const op = this.ops[at];
    if (op?.op === "jumpIf" || op?.op === "next") this.ops[at] = { ...op, to };
    this.targets.add(to);
  }

  /** Code that the main line jumps over; returns where it starts. */
  aside(body: () => void): number {
    const hole = this.emitHole();
    const start = this.at;
    body();
    this.fill(hole, { op: "jump", to: this.at });
    return start;
  }

  subshell(statements: readonly Statement[]): number {
    return this.compileSubshell(this, statements);
  }

  /** Adds to the word that is being made. */
  pieces(word: Word): void {
    compilePieces(this, word);
  }

  quotedPieces(text: string): void {
    compileQuotedText(this, text);
  }

  sourceOf(node: { readonly type: string }): string {
    return arithmeticText(node);
  }

  textOf({ pos, end }: { readonly pos: number; readonly end: number }): string {
    return this.source.slice(pos, end);
  }

  finish(): readonly Op[] {
    return this.ops;
  }
}

/** An arithmetic expression as text again. */
function arithmeticText(node: unknown): string {
  const { type, operator, left, right, operand, prefix, test, consequent, alternate, expression, value, text } = node as Record<string, unknown>;
  switch (type) {
    case "ArithmeticBinary": return `${arithmeticText(left)}${operator}${arithmeticText(right)}`;
    case "ArithmeticUnary": return prefix ? `${operator}${arithmeticText(operand)}` : `${arithmeticText(operand)}${operator}`;
    case "ArithmeticTernary": return `${arithmeticText(test)}?${arithmeticText(consequent)}:${arithmeticText(alternate)}`;
    case "ArithmeticGroup": return `(${arithmeticText(expression)})`;
    default: return String(value ?? text ?? "");
  }
}
