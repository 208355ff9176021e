/** Tokens to nodes: one document. Mirrors goyaml.v2/parserc.go and its composer in decode.go. */
import { YamlFault, parserFault } from "./fault.ts";
import type { Mark } from "./fault.ts";
import { Scanner } from "./scanner.ts";
import type { ScalarStyle, SignToken, Token } from "./tokens.ts";

interface NodeAt {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The full tag, "" for none. */
  readonly tag: string;
}
export interface ScalarNode extends NodeAt {
  readonly kind: "scalar";
  readonly value: string;
  readonly style: ScalarStyle;
}
export interface SequenceNode extends NodeAt {
  readonly kind: "sequence";
  readonly flow: boolean;
  readonly items: YamlNode[];
}
export interface MappingNode extends NodeAt {
  readonly kind: "mapping";
  readonly flow: boolean;
  readonly entries: { readonly key: YamlNode; readonly value: YamlNode }[];
}
export interface AliasNode extends NodeAt {
  readonly kind: "alias";
  readonly name: string;
  readonly target: YamlNode;
}
export type YamlNode = ScalarNode | SequenceNode | MappingNode | AliasNode;

/** go-yaml stops at 10,000. */
const deepest = 100;
const yamlTagPrefix = "tag:yaml.org,2002:";

/** The root of the document; undefined for an empty one. Throws a YamlFault. */
export function parseYaml(text: string): YamlNode | undefined {
  return new Parser(text).document();
}

class Parser {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, YamlNode>();
  private readonly tagPrefixes = new Map([["!", "!"], ["!!", yamlTagPrefix]]);
  private depth = 0;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  document(): YamlNode | undefined {
    while (this.is("document-end")) this.scanner.take();
    if (this.is("stream-end")) return undefined;
    if (this.is("version-directive", "tag-directive", "document-start")) {
      this.directives();
      const token = this.scanner.peek();
      if (token.type !== "document-start") throw parserFault("did not find expected <document start>", token.start, token.start);
      this.scanner.take();
    }
    if (this.is("document-start", "document-end", "stream-end", "version-directive", "tag-directive")) return this.empty(this.scanner.peek().start);
    const root = this.node(true, false);
    // The end of the document is looked at too, so that what the scanner finds there is told.
    this.scanner.peek();
    return root;
  }

  private directives(): void {
    for (let token = this.scanner.peek(); token.type === "version-directive" || token.type === "tag-directive"; token = this.scanner.peek()) {
      if (token.type === "tag-directive") this.tagPrefixes.set(token.handle, token.prefix);
      this.scanner.take();
    }
  }

  private is(...types: readonly Token["type"][]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private node(block: boolean, indentless: boolean): YamlNode {
    this.depth += 1;
    if (this.depth > deepest) throw new YamlFault(`yaml: exceeded max depth of ${deepest}`, this.scanner.peek().start.line + 1);
    const node = this.is("alias") ? this.alias() : this.properNode(block, indentless);
    this.depth -= 1;
    return node;
  }

  private alias(): AliasNode {
    const token = this.scanner.take();
    const name = token.type === "alias" ? token.value : "";
    const target = this.anchors.get(name);
    if (target === undefined) throw new YamlFault(`yaml: unknown anchor '${name}' referenced`, token.start.line + 1);
    return { kind: "alias", name, target, tag: "", ...range(token.start, token.end) };
  }

  private properNode(block: boolean, indentless: boolean): YamlNode {
    const { anchor, tag, start } = this.properties();
    const token = this.scanner.peek();
    const begin = start ?? token.start;
    const register = <T extends YamlNode>(node: T): T => {
      if (anchor !== undefined) this.anchors.set(anchor, node);
      return node;
    };
    if (indentless && token.type === "block-entry") return this.sequence(register({ ...collection(begin, tag), kind: "sequence", flow: false, items: [] }), "indentless");
    if (token.type === "scalar") {
      this.scanner.take();
      return register({ kind: "scalar", value: token.value, style: token.style, tag, ...range(begin, token.end) });
    }
    if (token.type === "flow-sequence-start") return this.flowSequence(register({ ...collection(begin, tag), kind: "sequence", flow: true, items: [] }));
    if (token.type === "flow-mapping-start") return this.flowMapping(register({ ...collection(begin, tag), kind: "mapping", flow: true, entries: [] }));
    if (block && token.type === "block-sequence-start") return this.sequence(register({ ...collection(begin, tag), kind: "sequence", flow: false, items: [] }), "block");
    if (block && token.type === "block-mapping-start") return this.mapping(register({ ...collection(begin, tag), kind: "mapping", flow: false, entries: [] }));
    if (anchor !== undefined || tag !== "") return register({ ...this.empty(begin), tag });
    throw parserFault("did not find expected node content", token.start, begin);
  }

  private properties(): { readonly anchor?: string; readonly tag: string; readonly start?: Mark } {
    let anchor: string | undefined;
    let tag: string | undefined;
    let start: Mark | undefined;
    for (let token = this.scanner.peek(); ; token = this.scanner.peek()) {
      if (token.type === "anchor" && anchor === undefined) anchor = token.value;
      else if (token.type === "tag" && tag === undefined) tag = this.fullTag(token.handle, token.suffix, start ?? token.start, token.start);
      else return { ...(anchor === undefined ? {} : { anchor }), tag: tag ?? "", ...(start === undefined ? {} : { start }) };
      start ??= token.start;
      this.scanner.take();
    }
  }

  private fullTag(handle: string, suffix: string, start: Mark, at: Mark): string {
    if (handle === "") return suffix;
    const prefix = this.tagPrefixes.get(handle);
    if (prefix === undefined) throw parserFault("found undefined tag handle", at, start);
    return prefix + suffix;
  }

  private empty(at: Mark): ScalarNode {
    return { kind: "scalar", value: "", style: "plain", tag: "", start: at.index, end: at.index, line: at.line + 1 };
  }

  /** What follows, or nothing when one of these does. */
  private nodeUnless(block: boolean, indentless: boolean, at: Mark, ...ends: readonly SignToken[]): YamlNode {
    return this.is(...ends) ? this.empty(at) : this.node(block, indentless);
  }

  private sequence(node: SequenceNode, form: "block" | "indentless"): SequenceNode {
    const context = form === "block" ? this.scanner.take().start : this.scanner.peek().start;
    while (this.is("block-entry")) {
      const { end } = this.scanner.take();
      const ends: readonly SignToken[] = form === "block" ? ["block-entry", "block-end"] : ["block-entry", "key", "value", "block-end"];
      node.items.push(this.nodeUnless(true, false, end, ...ends));
    }
    if (form === "indentless") return ended(node, lastEnd(node));
    const token = this.scanner.peek();
    if (token.type !== "block-end") throw parserFault("did not find expected '-' indicator", token.start, context);
    this.scanner.take();
    return ended(node, lastEnd(node));
  }

  private mapping(node: MappingNode): MappingNode {
    const context = this.scanner.take().start;
    for (let token = this.scanner.peek(); token.type !== "block-end"; token = this.scanner.peek()) {
      if (token.type !== "key") throw parserFault("did not find expected key", token.start, context);
      this.scanner.take();
      const key = this.nodeUnless(true, true, token.end, "key", "value", "block-end");
      node.entries.push({ key, value: this.blockValue() });
    }
    this.scanner.take();
    return ended(node, lastEnd(node));
  }

  private blockValue(): YamlNode {
    const token = this.scanner.peek();
    if (token.type !== "value") return this.empty(token.start);
    this.scanner.take();
    return this.nodeUnless(true, true, token.end, "key", "value", "block-end");
  }

  private flowSequence(node: SequenceNode): SequenceNode {
    const context = this.scanner.take().start;
    for (let first = true; !this.is("flow-sequence-end"); first = false) {
      if (!first) this.flowEntry("did not find expected ',' or ']'", context);
      if (this.is("key")) node.items.push(this.pair());
      else if (!this.is("flow-sequence-end")) node.items.push(this.node(false, false));
      else break;
    }
    return ended(node, this.scanner.take().end.index);
  }

  /** A mapping of one pair inside a flow sequence. */
  private pair(): MappingNode {
    const { start, end } = this.scanner.take();
    const key = this.nodeUnless(false, false, end, "value", "flow-entry", "flow-sequence-end");
    const value = this.flowValue("flow-sequence-end");
    return { kind: "mapping", flow: true, entries: [{ key, value }], tag: "", start: start.index, end: value.end, line: start.line + 1 };
  }

  private flowMapping(node: MappingNode): MappingNode {
    const context = this.scanner.take().start;
    for (let first = true; !this.is("flow-mapping-end"); first = false) {
      if (!first) this.flowEntry("did not find expected ',' or '}'", context);
      if (this.is("key")) {
        const { end } = this.scanner.take();
        const key = this.nodeUnless(false, false, end, "value", "flow-entry", "flow-mapping-end");
        node.entries.push({ key, value: this.flowValue("flow-mapping-end") });
      } else if (!this.is("flow-mapping-end")) {
        const key = this.node(false, false);
        node.entries.push({ key, value: this.empty(this.scanner.peek().start) });
      } else break;
    }
    return ended(node, this.scanner.take().end.index);
  }

  private flowEntry(problem: string, context: Mark): void {
    const token = this.scanner.peek();
    if (token.type !== "flow-entry") throw parserFault(problem, token.start, context);
    this.scanner.take();
  }

  private flowValue(end: "flow-sequence-end" | "flow-mapping-end"): YamlNode {
    const token = this.scanner.peek();
    if (token.type !== "value") return this.empty(token.start);
    this.scanner.take();
    return this.nodeUnless(false, false, token.end, "flow-entry", end);
  }
}

const range = (start: Mark, end: Mark): { readonly start: number; readonly end: number; readonly line: number } => ({
  start: start.index,
  end: end.index,
  line: start.line + 1,
});
const collection = (start: Mark, tag: string): NodeAt => ({ tag, start: start.index, end: start.index, line: start.line + 1 });

/** The end of a collection is known last; an alias may point at it already, so it is the same object that learns it. */
function ended<T extends SequenceNode | MappingNode>(node: T, end: number): T {
  return Object.assign(node, { end });
}

function lastEnd(node: SequenceNode | MappingNode): number {
  const last = node.kind === "sequence" ? node.items.at(-1) : node.entries.at(-1)?.value;
  const key = node.kind === "mapping" ? (node.entries.at(-1)?.key.end ?? 0) : 0;
  return Math.max(last?.end ?? node.start, key);
}
