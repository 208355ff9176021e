import { fail } from "../failure.ts";
import type { Command, Operand, Pipe, TemplateNode } from "./nodes.ts";

/** Parses a template. Mirrors text/template/parse, without define, block, template, break and continue. */
export function parseGoTemplate(source: string): readonly TemplateNode[] {
  const parser = new Parser(source, splitActions(source));
  const nodes = parser.nodes([]);
  return nodes;
}

type Piece = { readonly text: string; readonly line: number } | { readonly action: string; readonly line: number };

const broken = (line: number, message: string): never => fail(`template: output:${line}: ${message}`);

/** Text and actions in turn; trim markers have eaten the space around them. */
function splitActions(source: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimNext = false;
  const lineAt = (index: number) => source.slice(0, index).split("\n").length;
  const addText = (raw: string, trimEnd: boolean) => {
    const started = trimNext ? raw.replace(/^[ \t\r\n]+/, "") : raw;
    const text = trimEnd ? started.replace(/[ \t\r\n]+$/, "") : started;
    if (text !== "") pieces.push({ text, line: lineAt(at) });
  };
  for (;;) {
    const open = source.indexOf("{{", at);
    if (open < 0) {
      addText(source.slice(at), false);
      return pieces;
    }
    const trimBefore = /^\{\{-[ \t\r\n]/.test(source.slice(open));
    addText(source.slice(at, open), trimBefore);
    const begin = open + (trimBefore ? 3 : 2);
    const comment = /^\s*\/\*.*?\*\/\s*(-?)\}\}/s.exec(source.slice(begin));
    const close = comment ? begin + comment[0].length - 2 : closeOf(source, begin);
    if (close < 0) broken(lineAt(open), "unclosed action");
    const inside = source.slice(begin, close);
    trimNext = /[ \t\r\n]-$/.test(inside);
    if (!comment) pieces.push({ action: trimNext ? inside.slice(0, -1) : inside, line: lineAt(open) });
    at = close + 2;
  }
}

/** Index of the closing braces, past strings. */
function closeOf(source: string, from: number): number {
  for (let i = from; i < source.length; i++) {
    const char = source[i];
    if (char === '"' || char === "`" || char === "'") {
      for (i++; i < source.length && source[i] !== char; i++) if (source[i] === "\\" && char !== "`") i++;
    } else if (source.startsWith("}}", i)) return i;
  }
  return -1;
}

const tokenShape = /\s+|(\(|\)|\||,|:=|=)|("(?:[^"\\]|\\.)*"|`[^`]*`)|('(?:[^'\\]|\\.)')|([+-]?\d+(?:\.\d+)?)|(\$?\w*(?:\.\w+)+|\$\w*|\.|\w+)/gy;

interface Token {
  readonly kind: "sign" | "string" | "number" | "name";
  readonly text: string;
  /** A field stands directly behind a parenthesis: `(index .a 0).b`. */
  readonly glued: boolean;
}

function tokens(action: string, line: number): Token[] {
  const found: Token[] = [];
  tokenShape.lastIndex = 0;
  while (tokenShape.lastIndex < action.length) {
    const from = tokenShape.lastIndex;
    const match = tokenShape.exec(action);
    if (!match) return broken(line, `unexpected ${JSON.stringify(action[from])} in operand`);
    const [whole, sign, text, char, number] = match;
    if (/^\s/.test(whole)) continue;
    const kind = sign ? "sign" : (text ?? char) ? "string" : number ? "number" : "name";
    found.push({ kind, text: whole, glued: action[from - 1] === ")" });
  }
  return found;
}

class Parser {
  private readonly source: string;
  private readonly pieces: readonly Piece[];
  private at = 0;
  constructor(source: string, pieces: readonly Piece[]) {
    this.source = source;
    this.pieces = pieces;
  }

  /** Up to an action that ends the block (`else`, `end`), which is left for the caller. */
  nodes(open: readonly string[]): TemplateNode[] {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.pieces[this.at];
      if (!piece) {
        if (open.length > 0) broken(this.source.split("\n").length, "unexpected EOF");
        return nodes;
      }
      if ("text" in piece) {
        nodes.push({ type: "text", text: piece.text });
        this.at++;
        continue;
      }
      const words = tokens(piece.action, piece.line);
      const first = words[0]?.text ?? broken(piece.line, "missing value for command");
      if (first === "end" || first === "else") return open.length > 0 ? nodes : broken(piece.line, `unexpected {{${first}}}`);
      this.at++;
      if (first === "if" || first === "with" || first === "range") nodes.push(this.block(first, words.slice(1), piece.line));
      else nodes.push({ type: "print", pipe: new PipeParser(words, piece.line).whole() });
    }
  }

  private block(type: "if" | "with" | "range", words: readonly Token[], line: number): TemplateNode {
    const pipe = new PipeParser(words, line).whole();
    const body = this.nodes([type]);
    return { type, pipe, body, otherwise: this.rest(type) };
  }

  /** What follows the body: `{{end}}`, `{{else}}…{{end}}` or `{{else if …}}…{{end}}`. */
  private rest(type: "if" | "with" | "range"): readonly TemplateNode[] {
    const piece = this.pieces[this.at++];
    if (!piece || "text" in piece) return broken(1, "unexpected EOF");
    const [word, next, ...more] = tokens(piece.action, piece.line);
    if (word?.text === "end") return [];
    if (next?.text === "if" || next?.text === "with") return [this.block(next.text, more, piece.line)];
    const otherwise = this.nodes([type]);
    this.at++;
    return otherwise;
  }
}

class PipeParser {
  private readonly words: readonly Token[];
  private readonly line: number;
  private at = 0;
  constructor(words: readonly Token[], line: number) {
    this.words = words;
    this.line = line;
  }

  whole(): Pipe {
    const pipe = this.pipe();
    const left = this.words[this.at];
    return left ? broken(this.line, `unexpected ${left.text} in command`) : pipe;
  }

  private pipe(): Pipe {
    const assigned = this.assignment();
    const commands: Command[] = [this.command()];
    while (this.words[this.at]?.text === "|") {
      this.at++;
      commands.push(this.command());
    }
    return { ...assigned, commands };
  }

  /** `$x :=`, `$i, $x :=`, `$x =` at the beginning. */
  private assignment(): { variables: readonly string[]; declares: boolean } {
    const text = (i: number) => this.words[this.at + i]?.text ?? "";
    const isVariable = (word: string) => /^\$\w+$/.test(word);
    const count = isVariable(text(0)) ? (text(1) === "," && isVariable(text(2)) ? 3 : 1) : 0;
    if (count === 0 || (text(count) !== ":=" && text(count) !== "=")) return { variables: [], declares: false };
    const variables = count === 3 ? [text(0), text(2)] : [text(0)];
    const declares = text(count) === ":=";
    this.at += count + 1;
    return { variables, declares };
  }

  private command(): Command {
    const operands: Operand[] = [];
    for (;;) {
      const word = this.words[this.at];
      if (!word || word.text === "|" || word.text === ")") break;
      this.at++;
      operands.push(this.operand(word));
    }
    return operands.length > 0 ? operands : broken(this.line, "missing value for command");
  }

  private operand({ kind, text }: Token): Operand {
    if (kind === "string") return { type: "literal", value: unquote(text) };
    if (kind === "number") return { type: "literal", value: Number(text) };
    if (text === "(") return this.parenthesis();
    if (kind === "sign") return broken(this.line, `unexpected ${JSON.stringify(text)} in operand`);
    if (text === "true" || text === "false") return { type: "literal", value: text === "true" };
    if (text === "nil") return { type: "literal", value: null };
    const [head = "", ...path] = text.split(".");
    if (head.startsWith("$")) return { type: "field", from: { variable: head }, path };
    if (head === "") return { type: "field", from: "dot", path: path.filter((p) => p !== "") };
    return path.length > 0 ? broken(this.line, `unexpected <.${path.join(".")}> in operand`) : { type: "identifier", name: text };
  }

  private parenthesis(): Operand {
    const pipe = this.pipe();
    if (this.words[this.at++]?.text !== ")") broken(this.line, "unclosed left paren");
    const next = this.words[this.at];
    const path = next?.glued && next.text.startsWith(".") ? next.text.split(".").filter((p) => p !== "") : [];
    if (path.length > 0) this.at++;
    return { type: "field", from: { pipe }, path };
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", '"': '"', "'": "'", "\\": "\\" };
function unquote(text: string): string | number {
  if (text.startsWith("`")) return text.slice(1, -1);
  const plain = text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (whole, code: string) => (/^[ux]./.test(code) ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (escapes[code] ?? whole)));
  return text.startsWith("'") ? (plain.codePointAt(0) ?? 0) : plain;
}
