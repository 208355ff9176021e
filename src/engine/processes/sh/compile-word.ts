import { NotSupported } from "./not-supported.ts";
import { parse, type ParameterExpansionPart, type Word, type WordPart } from "unbash";
import { expandBraces } from "./braces.ts";
import type { CodeWriter } from "./code-writer.ts";

/** A word of a command: its fields are added to the command's. */
export function compileWord(writer: CodeWriter, word: Word): void {
  if (writer.bash && word.parts?.some((part) => part.type === "BraceExpansion")) {
    for (const text of expandBraces(word.text)) compileOne(writer, text === word.text ? word : wordOf(text));
  } else compileOne(writer, word);
}

/** A text that braces have made, read anew; nothing where it is empty. */
function wordOf(text: string): Word | undefined {
  const command = parse(`: ${text}`).commands[0]?.command;
  const [word] = command?.type === "Command" ? command.suffix : [];
  return word?.type === "Word" ? word : undefined;
}

function compileOne(writer: CodeWriter, word: Word | undefined): void {
  if (!word) return;
  const text = literalText(word);
  if (text !== undefined) return writer.emit({ op: "static", fields: [text] });
  writer.emit({ op: "word" });
  compilePieces(writer, word);
  writer.emit({ op: "fields" });
}

/** A word that stays one: it is left on the stack of words. */
export function compileWordPieces(writer: CodeWriter, word: Word, assignment = false): void {
  writer.emit({ op: "word" });
  compilePieces(writer, word, assignment);
}

/** Text as between double quotes, left on the stack of words. */
export function compileText(writer: CodeWriter, text: string): void {
  writer.emit({ op: "word" });
  compileQuotedText(writer, text);
}

/** What a word stands for when nothing in it is expanded. */
export function literalText(word: Word): string | undefined {
  if (word.text.startsWith("~")) return undefined;
  if (!word.parts) return /[*?[\\]/.test(word.text) ? (word.text.includes("\\") && !/[*?[]/.test(word.text) ? unescaped(word.text) : undefined) : word.text;
  let text = "";
  for (const part of word.parts) {
    if (part.type === "SingleQuoted" || part.type === "AnsiCQuoted") text += part.value;
    else if (part.type === "Literal") {
      if (/[*?[\\]/.test(part.text)) return undefined;
      text += part.text;
    } else if (part.type === "DoubleQuoted" && part.parts.every((child) => child.type === "Literal")) {
      text += part.parts.map((child) => (child.type === "Literal" ? child.value : "")).join("");
    } else return undefined;
  }
  return text;
}

const unescaped = (text: string): string => text.replace(/\\\n/g, "").replace(/\\(.)/gs, "$1");

export function compilePieces(writer: CodeWriter, word: Word, assignment = false, split = false): void {
  let parts: readonly { readonly type: string }[] | undefined = word.parts;
  const tilde = /^~([\w-]*)(?=\/|$|:)/.exec(word.text);
  if (tilde) {
    writer.emit({ op: "tilde", user: tilde[1] ?? "" });
    if (!word.parts) return literal(writer, word.text.slice(tilde[0].length));
    const [first, ...others] = word.parts;
    if (first?.type === "Literal") literal(writer, first.text.slice(tilde[0].length));
    parts = others;
  }
  if (!parts) {
    if (word.text !== "") literal(writer, word.text, assignment, split);
    return;
  }
  for (const part of parts as readonly WordPart[]) compilePart(writer, part, false, assignment, split);
}

/** Unquoted text: what a backslash precedes is quoted. */
function literal(writer: CodeWriter, text: string, assignment = false, split = false): void {
  const [, before, user, after] = (assignment ? /^((?:[^\\]|\\[^])*?:)~([\w-]*)(?=\/|:|$)([^]*)$/.exec(text) : null) ?? [];
  if (before !== undefined) {
    literal(writer, before, false, split);
    writer.emit({ op: "tilde", user: user ?? "" });
    return after === "" ? undefined : literal(writer, after ?? "", true, split);
  }
  for (const piece of text.match(/\\\n|\\[^]|[^\\]+|\\$/g) ?? []) {
    if (piece === "\\\n") continue;
    if (piece.startsWith("\\") && piece.length === 2) writer.emit({ op: "literal", text: piece.slice(1), quoted: true });
    else writer.emit({ op: "literal", text: piece, quoted: false, ...(split ? { split } : {}) });
  }
}

function compilePart(writer: CodeWriter, part: WordPart, quoted: boolean, assignment = false, split = false): void {
  switch (part.type) {
    case "Literal":
      if (quoted) writer.emit({ op: "literal", text: part.value, quoted });
      else literal(writer, part.text, assignment, split);
      return;
    case "SingleQuoted":
    case "AnsiCQuoted": return writer.emit({ op: "literal", text: part.value, quoted: true });
    case "DoubleQuoted":
    case "LocaleString":
      if (part.parts.length === 0) writer.emit({ op: "literal", text: "", quoted: true });
      for (const child of part.parts) compilePart(writer, child, true);
      return;
    case "SimpleExpansion": return writer.emit({ op: "parameter", name: part.text.slice(1), quoted: quoted || assignment });
    case "ParameterExpansion": return compileExpansion(writer, part, quoted || assignment);
    case "CommandExpansion": return writer.emit({ op: "substitute", start: writer.subshell(part.script?.commands ?? []), quoted: quoted || assignment });
    case "ArithmeticExpansion":
      compileText(writer, part.text.replace(/^\$\(\(|\)\)$/g, ""));
      return writer.emit({ op: "arithmetic", quoted: quoted || assignment });
    case "Glob":
    case "ExtendedGlob":
    case "BraceExpansion":
    case "ProcessSubstitution": return literal(writer, part.text);
  }
}

/** A text in which only `$…` and backquotes mean something: a here-document, an arithmetic expression. */
export function compileQuotedText(writer: CodeWriter, text: string): void {
  if (text === "" || !/[$`\\]/.test(text)) return writer.emit({ op: "literal", text, quoted: true });
  // The parser reads it as a here-document that nothing can end early.
  const script = parse(`:<<KUBARIUM_END_OF_TEXT\n${text}\nKUBARIUM_END_OF_TEXT\n`);
  const command = script.commands[0]?.command;
  const document = command?.type === "Command" ? command.redirects[0] : undefined;
  const parts = document?.type === "HereDoc" ? document.body.parts : undefined;
  if (!parts) return writer.emit({ op: "literal", text, quoted: true });
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (last && part.type === "Literal") writer.emit({ op: "literal", text: part.value.replace(/\n$/, ""), quoted: true });
    else compilePart(writer, part, true);
  }
}

function compileExpansion(writer: CodeWriter, part: ParameterExpansionPart, quoted: boolean): void {
  const { operation } = part;
  if (!writer.bash && isBad(part)) throw new NotSupported("}", "syntax error: bad substitution");
  const name = part.index ? placeName(part.parameter, part.index) : part.parameter;
  if (part.prefix === "#" && !operation) return writer.emit({ op: "change", name, how: "length", operands: 0, quoted });
  if (part.prefix === "!") return writer.emit({ op: "change", name, how: "!", operands: 0, quoted });
  if (!operation) return writer.emit({ op: "parameter", name, quoted });
  switch (operation.type) {
    case "Default": return compileDefault(writer, name, operation.operator, operation.operand, quoted);
    case "Remove":
      compileWordPieces(writer, operation.operand);
      return writer.emit({ op: "change", name, how: operation.operator, operands: 1, quoted });
    case "Replace":
      compileWordPieces(writer, operation.pattern);
      compileWordPieces(writer, operation.replacement);
      return writer.emit({ op: "change", name, how: operation.operator, operands: 2, quoted });
    case "Slice":
      compileText(writer, operation.offset.text);
      if (operation.length) compileText(writer, operation.length.text);
      return writer.emit({ op: "change", name, how: "slice", operands: operation.length ? 2 : 1, quoted });
    case "CaseModification": return writer.emit({ op: "change", name, how: operation.operator, operands: 0, quoted });
    default: return writer.emit({ op: "parameter", name, quoted });
  }
}

/** "a[i]": a subscript is an expression, in which a variable's name stands for its value with or without "$". */
export const placeName = (array: string, { text }: Word): string => `${array}[${text.replace(/\$\(\((.*?)\)\)/gs, "($1)").replace(/\$\{?(\w+)\}?/g, "$1").replaceAll('"', "")}]`;

// Mirrors parsesub (busybox shell/ash.c): what it does not know stops the whole script.
const isBad = ({ prefix, index, operation, parameter }: ParameterExpansionPart): boolean =>
  prefix === "!" || index !== undefined || !/^(\w+|[@*#?$!-])$/.test(parameter) || (operation !== undefined && !["Default", "Remove", "Replace", "Slice"].includes(operation.type));

function compileDefault(writer: CodeWriter, name: string, operator: string, operand: Word, quoted: boolean): void {
  const colon = operator.startsWith(":");
  const kind = (operator.at(-1) ?? "-") as "-" | "=" | "+" | "?";
  const hole = writer.emitHole();
  const pieces = (): void => {
    if (!quoted) return compilePieces(writer, operand, false, true);
    for (const part of operand.parts ?? []) compilePart(writer, part, true);
    if (!operand.parts) writer.emit({ op: "literal", text: operand.value, quoted: true });
  };
  if (kind === "-" || kind === "+") pieces();
  else {
    writer.emit({ op: "word" });
    compilePieces(writer, operand);
    writer.emit(kind === "=" ? { op: "assignDefault", name, quoted } : { op: "complain", name, colon });
  }
  writer.fill(hole, { op: "choose", name, operator: kind, colon, quoted, to: writer.at });
}
