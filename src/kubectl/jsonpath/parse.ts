import { fail } from "../failure.ts";
import type { Bound, ListNode, Node } from "./nodes.ts";

/** A template's nodes. Mirrors client-go/util/jsonpath/parser.go, whose words the errors have. */
export const parseTemplate = (template: string): readonly Node[] => new Parser(template).parse();

const terminators = new Set(["", ".", ",", "[", "]", "$", "@", "{", "}", " ", "\t", "\n", "\r"]);

class Parser {
  private readonly input: string;
  private at = 0;
  constructor(input: string) {
    this.input = input;
  }

  parse(): Node[] {
    const nodes: Node[] = [];
    while (this.at < this.input.length) {
      const open = this.input.indexOf("{", this.at);
      const text = this.input.slice(this.at, open < 0 ? undefined : open);
      if (text !== "") nodes.push({ type: "literal", value: text });
      if (open < 0) break;
      this.at = open + 1;
      nodes.push({ type: "list", nodes: this.action() });
    }
    return nodes;
  }

  /** Up to and with the closing brace. */
  private action(): Node[] {
    const nodes: Node[] = [];
    for (;;) {
      const char = this.peek();
      if (char === "}") {
        this.at++;
        return nodes;
      }
      if (this.takes("[?(")) nodes.push(this.filter());
      else if (this.takes("..")) nodes.push(...this.recursive(nodes.at(-1)));
      else if (char === "" || char === "\n" || char === "\r") fail("unclosed action");
      else if (char === " " || char === "@" || char === "$") this.at++;
      else if (this.takes("[")) nodes.push(...this.array());
      else if (char === '"' || char === "'") nodes.push(this.quoted(char));
      else if (this.takes(".")) nodes.push(this.field());
      else if (/[+\-\d]/.test(char)) nodes.push(this.number());
      else if (/[\p{L}\p{N}_]/u.test(char)) nodes.push(this.identifier());
      else fail(`unrecognized character in action: U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")} '${char}'`);
    }
  }

  private peek(): string {
    return this.input[this.at] ?? "";
  }

  private takes(prefix: string): boolean {
    const found = this.input.startsWith(prefix, this.at);
    if (found) this.at += prefix.length;
    return found;
  }

  private field(): Node {
    const from = this.at;
    while (!terminators.has(this.peek())) this.at += this.peek() === "\\" ? 2 : 1;
    const name = this.input.slice(from, this.at);
    return name === "*" ? { type: "wildcard" } : { type: "field", name: name.replaceAll("\\", "") };
  }

  private recursive(before: Node | undefined): Node[] {
    if (before?.type === "recursive") fail("invalid multiple recursive descent");
    const node: Node = { type: "recursive" };
    return /[\p{L}\p{N}_]/u.test(this.peek()) ? [node, this.field()] : [node];
  }

  private identifier(): Node {
    const from = this.at;
    while (!terminators.has(this.peek())) this.at++;
    const name = this.input.slice(from, this.at);
    return name === "true" || name === "false" ? { type: "literal", value: name === "true" } : { type: "identifier", name };
  }

  private number(): Node {
    const from = this.at++;
    while (/[\d.]/.test(this.peek())) this.at++;
    const text = this.input.slice(from, this.at);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) fail(`cannot parse number ${text}`);
    return { type: "literal", value: Number(text) };
  }

  private quoted(quote: string): Node {
    const from = this.at++;
    for (;;) {
      const char = this.input[this.at++];
      if (char === undefined || char === "\n") return fail("unterminated quoted string");
      if (char === quote && this.input[this.at - 2] !== "\\") return { type: "literal", value: unquote(this.input.slice(from + 1, this.at - 1), quote) };
    }
  }

  private array(): Node[] {
    const end = this.input.indexOf("]", this.at);
    const lineEnd = this.input.indexOf("\n", this.at);
    if (end < 0 || (lineEnd >= 0 && lineEnd < end)) fail("unterminated array");
    const inside = this.input.slice(this.at, end);
    this.at = end + 1;
    return indexNodes(inside === "*" ? ":" : inside);
  }

  private filter(): Node {
    const from = this.at;
    let pair = "";
    let closed = false;
    for (;;) {
      const char = this.input[this.at++];
      if (char === undefined || char === "\n") return fail("unterminated filter");
      if (char === '"' || char === "'") {
        if (pair === "") pair = char;
        else if (this.input[this.at - 2] !== "\\" && char === pair) closed = true;
      }
      if (char === ")" && (pair !== "") === closed) break;
    }
    if (!this.takes("]")) fail("unclosed array expect ]");
    const inside = this.input.slice(from, this.at - 2);
    const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(inside) ?? [];
    if (left === undefined) return { type: "filter", left: parseAction(inside), right: { type: "list", nodes: [] }, operator: "exists" };
    return { type: "filter", left: parseAction(left), right: parseAction(right ?? ""), operator: operator ?? "" };
  }
}

/** What stands in braces, parsed by itself. */
function parseAction(text: string): ListNode {
  const [first] = parseTemplate(`{${text}}`);
  return first?.type === "list" ? first : fail("invalid action");
}

function indexNodes(inside: string): Node[] {
  const parts = inside.split(",");
  if (parts.length > 1) return [{ type: "union", nodes: parts.map((part) => parseAction(`[${part.trim()}]`)) }];
  const key = /^'([^']*)'$/.exec(inside)?.[1];
  if (key !== undefined) return [...parseAction(`.${key}`).nodes];
  const slice = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(inside);
  if (!slice) fail(`invalid array index ${inside}`);
  const from = bound(slice[1] ?? "");
  const to = slice[2] === undefined ? { known: true, value: from.value + 1, derived: true } : bound(slice[2].slice(1));
  return [{ type: "array", from, to, step: bound((slice[3] ?? ":").slice(1)) }];
}

const bound = (text: string): Bound => ({ known: text !== "", value: text === "" ? 0 : Number(text) });

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

// Mirrors UnquoteExtend: Go's escapes, in single quotes too.
const unquote = (text: string, quote: string): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/gs, (whole, code: string) => {
    if (/^[ux]./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === "\\" || code === quote) return code;
    return escapes[code] ?? whole;
  });

/** `x.y`, `.x.y` and `{.x.y}` mean the same in --sort-by and custom columns. Mirrors RelaxedJSONPathExpression. */
export function relaxedTemplate(expression: string): string {
  if (expression === "") return "";
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(expression);
  if (!match) return fail(`unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`);
  return `{.${match[1] ?? match[2] ?? ""}}`;
}
