import type { Assignment, Command, Redirection } from "unbash";
import type { Op } from "./code.ts";
import { NotSupported } from "./not-supported.ts";
import type { CodeWriter } from "./code-writer.ts";
import { compileWord, compileWordPieces, placeName } from "./compile-word.ts";

export interface Flags {
  /** Its failure is looked at: `set -e` does not end the shell. */
  readonly tested: boolean;
  /** Nothing comes after it: an external command may replace the shell. */
  readonly tail: boolean;
}

/** A command with its redirections around it. */
export function compileRedirected(writer: CodeWriter, redirections: readonly Redirection[], body: () => void): void {
  writer.emit({ op: "redirections" });
  const holes = redirections.map((redirection) => compileRedirection(writer, redirection));
  body();
  for (const hole of holes.flat()) writer.fill(hole.at, { ...hole.op, failTo: writer.at });
  writer.emit({ op: "restore" });
}

type Hole = { readonly at: number; readonly op: Extract<Op, { op: "redirect" }> };

function compileRedirection(writer: CodeWriter, redirection: Redirection): Hole[] {
  const given = redirection.descriptor?.type === "FileDescriptor" ? redirection.descriptor.value : undefined;
  if (redirection.type === "HereDoc") {
    compileHereDocument(writer, redirection);
    writer.emit({ op: "hereDocument", fd: given ?? 0 });
    return [];
  }
  if (redirection.type === "HereString") {
    if (!writer.bash) throw new NotSupported("<<<", "syntax error: unexpected redirection");
    if (redirection.target) compileWordPieces(writer, redirection.target);
    else writer.emit({ op: "word" });
    writer.emit({ op: "literal", text: "\n", quoted: true });
    writer.emit({ op: "hereDocument", fd: given ?? 0 });
    return [];
  }
  if (!redirection.target) throw new NotSupported("newline");
  compileWordPieces(writer, redirection.target);
  const { operator } = redirection;
  const fd = given ?? (operator.startsWith("<") ? 0 : 1);
  const op = { op: "redirect", fd, operator, failTo: -1 } as const;
  return [{ at: writer.emitHole(), op }];
}

function compileHereDocument(writer: CodeWriter, document: Extract<Redirection, { type: "HereDoc" }>): void {
  const strip = (text: string): string => (document.operator === "<<-" ? text.replace(/^\t+/gm, "") : text);
  writer.emit({ op: "word" });
  if (document.delimiter?.quoted) return writer.emit({ op: "literal", text: strip(document.body.text), quoted: true });
  const body = strip(document.body.text);
  if (!/[$`\\]/.test(body)) return writer.emit({ op: "literal", text: body, quoted: true });
  writer.quotedPieces(body);
}

/** Builtins whose assignments-like arguments are not split. */
const DECLARING = new Set(["export", "readonly", "local", "declare", "typeset"]);

/** A simple command. */
export function compileCommand(writer: CodeWriter, node: Command, flags: Flags): void {
  const redirections = node.redirects;
  const rest = (tail: boolean): void => {
    for (const part of node.prefix) if (part.type === "Assignment") compileAssignment(writer, part, node.name === undefined);
    writer.emit({ op: "command", tested: flags.tested, tail });
  };
  writer.emit({ op: "begin" });
  const foreign = writer.bash ? undefined : node.prefix.find((part): part is Assignment => part.type === "Assignment" && (part.append === true || part.index !== undefined));
  // To busybox's ash `x+=a` and `x[1]=a` are a command's name.
  if (foreign) {
    writer.emit({ op: "static", fields: [foreign.text] });
    return writer.emit({ op: "command", tested: flags.tested, tail: false });
  }
  if (node.name) compileWord(writer, node.name);
  const declaring = DECLARING.has(node.name?.value ?? "");
  for (const argument of node.suffix) {
    if (argument.type === "Word") compileWord(writer, argument);
    else if (argument.type === "Assignment") compileAssignmentArgument(writer, argument, declaring);
  }
  const arrays = declaring ? node.suffix.filter((part): part is Assignment => part.type === "Assignment" && part.value.type === "ArrayValue") : [];
  if (redirections.length === 0) rest(flags.tail && arrays.length === 0);
  else compileRedirected(writer, redirections, () => rest(flags.tail && arrays.length === 0));
  // What is declared gets its elements when it is there.
  for (const array of arrays) compileArray(writer, array);
}

function compileAssignment(writer: CodeWriter, node: Assignment, now: boolean): void {
  if (node.value.type === "ArrayValue") return compileArray(writer, node);
  compileWordPieces(writer, node.value, true);
  writer.emit({ op: "assign", name: writer.bash && node.index ? placeName(node.name, node.index) : node.name, append: node.append === true, now });
}

/** `a=(x "$y" [5]=z)`. */
function compileArray(writer: CodeWriter, { name, append, value }: Assignment): void {
  if (!writer.bash || value.type !== "ArrayValue") throw new NotSupported("(");
  writer.emit({ op: "arrayBegin" });
  for (const element of value.elements) {
    if (/^\[[^\]]*\]=/.test(element.text)) {
      compileWordPieces(writer, element, true);
      writer.emit({ op: "keyed" });
    } else compileWord(writer, element);
  }
  writer.emit({ op: "array", name, append: append === true });
}

function compileAssignmentArgument(writer: CodeWriter, node: Assignment, declaring: boolean): void {
  if (node.value.type === "ArrayValue") {
    if (!declaring || !writer.bash) throw new NotSupported("(");
    return writer.emit({ op: "static", fields: [node.name] });
  }
  if (declaring) {
    compileWordPieces(writer, node.value, true);
    return writer.emit({ op: "assignArgument", name: node.name });
  }
  writer.emit({ op: "word" });
  writer.emit({ op: "literal", text: `${node.name}=`, quoted: false });
  writer.pieces(node.value);
  writer.emit({ op: "fields" });
}
