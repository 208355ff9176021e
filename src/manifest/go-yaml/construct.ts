/** Nodes to JSON, by way of Go's values. Mirrors goyaml.v2/decode.go and sigs.k8s.io/yaml's convertToJSONableObject. */
import type { Json } from "../../api/json.ts";
import { YamlFault } from "./fault.ts";
import type { GoMap, GoValue } from "./go-syntax.ts";
import { goSyntax, isGoMap } from "./go-syntax.ts";
import type { MappingNode, ScalarNode, YamlNode } from "./parser.ts";
import { resolvePlain } from "./resolve.ts";

/** Nodes of one document, with those that aliases repeat. */
export const mostNodes = 100_000;
const yamlTag = "tag:yaml.org,2002:";

export interface Placed {
  readonly keyStart?: number;
  readonly keyEnd?: number;
  readonly start: number;
  readonly end: number;
}
export interface Constructed {
  readonly value: Json;
  /** By JSON pointer. What an alias repeats has no place of its own. */
  readonly places: ReadonlyMap<string, Placed>;
}

/** Throws a YamlFault. */
export function constructDocument(root: YamlNode): Constructed {
  const go = new Decoder().decode(root);
  const places = new Map<string, Placed>();
  place(root, "", places);
  return { value: toJson(go), places };
}

/** The value alone. Throws a YamlFault. */
export const constructValue = (root: YamlNode): Json => toJson(new Decoder().decode(root));

class Decoder {
  private left = mostNodes;
  private readonly open = new Set<YamlNode>();

  decode(node: YamlNode): GoValue {
    this.left -= 1;
    if (this.left < 0) throw new YamlFault("yaml: document contains excessive aliasing", node.line);
    switch (node.kind) {
      case "alias":
        if (this.open.has(node.target)) throw new YamlFault(`yaml: anchor '${node.name}' value contains itself`, node.line);
        return this.decode(node.target);
      case "scalar":
        return decodeScalar(node);
      case "sequence":
        return this.within(node, () => node.items.map((item) => this.decode(item)));
      default:
        return this.within(node, () => ({ entries: this.mapping(node, new Map()) }));
    }
  }

  private within<T>(node: YamlNode, visit: () => T): T {
    this.open.add(node);
    const value = visit();
    this.open.delete(node);
    return value;
  }

  private mapping(node: MappingNode, into: Map<string, { key: GoValue; value: GoValue }>): Map<string, { key: GoValue; value: GoValue }> {
    for (const { key: keyNode, value: valueNode } of node.entries) {
      if (isMerge(keyNode)) {
        this.merge(valueNode, into);
        continue;
      }
      const key = this.decode(keyNode);
      if (typeof key === "object" && key !== null) throw new YamlFault(`yaml: invalid map key: ${goSyntax(key)}`, keyNode.line);
      into.set(identity(key), { key, value: this.decode(valueNode) });
    }
    return into;
  }

  // Mirrors (*decoder).merge: what stands later wins, of a list what stands first.
  private merge(node: YamlNode, into: Map<string, { key: GoValue; value: GoValue }>): void {
    const target = node.kind === "alias" ? node.target : node;
    if (target.kind === "mapping") this.mergeMapping(node, target, into);
    else if (node.kind === "sequence") for (const item of [...node.items].reverse()) this.mergeItem(item, into);
    else throw new YamlFault("yaml: map merge requires map or sequence of maps as the value", node.line);
  }

  private mergeItem(item: YamlNode, into: Map<string, { key: GoValue; value: GoValue }>): void {
    const target = item.kind === "alias" ? item.target : item;
    if (target.kind !== "mapping") throw new YamlFault("yaml: map merge requires map or sequence of maps as the value", item.line);
    this.mergeMapping(item, target, into);
  }

  private mergeMapping(node: YamlNode, target: MappingNode, into: Map<string, { key: GoValue; value: GoValue }>): void {
    if (this.open.has(target)) throw new YamlFault(`yaml: anchor '${node.kind === "alias" ? node.name : ""}' value contains itself`, node.line);
    this.left -= 1;
    if (this.left < 0) throw new YamlFault("yaml: document contains excessive aliasing", node.line);
    this.within(target, () => this.mapping(target, into));
  }
}

const isMerge = (node: YamlNode): boolean =>
  node.kind === "scalar" && node.value === "<<" && ((node.style === "plain" && node.tag === "") || node.tag === "!" || node.tag === `${yamlTag}merge`);

/** Keys of different types are different keys: 1 and "1". */
const identity = (key: GoValue): string => `${key === null ? "null" : typeof key} ${String(key)}`;

const isPlain = (node: ScalarNode): boolean => node.style === "plain";

function decodeScalar(node: ScalarNode): GoValue {
  if (node.tag === "" && !isPlain(node)) return node.value;
  const tag = node.tag.startsWith(yamlTag) ? node.tag.slice(yamlTag.length) : node.tag;
  if (tag === "str" || (tag !== "" && !["bool", "int", "float", "null", "timestamp", "binary"].includes(tag))) return node.value;
  if (tag === "binary") return decodeBinary(node);
  const resolved = resolvePlain(node.value);
  if (tag !== "" && tag !== resolved.tag && !(tag === "float" && resolved.tag === "int")) {
    throw new YamlFault(`yaml: cannot decode !!${resolved.tag} \`${node.value}\` as a !!${tag}`, node.line);
  }
  switch (resolved.tag) {
    case "bool":
    case "int":
    case "float":
      return resolved.value;
    case "null":
      return null;
    default:
      return node.value;
  }
}

function decodeBinary(node: ScalarNode): string {
  const text = node.value.replace(/[\r\n]/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new YamlFault("yaml: !!binary value contains invalid base64 data", node.line);
  return decodeUtf8(base64Bytes(text));
}

const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function base64Bytes(text: string): Uint8Array {
  const digits = [...text.replaceAll("=", "")].map((c) => base64Alphabet.indexOf(c));
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  for (let i = 0; i < bytes.length; i += 1) {
    const [at, shift] = [Math.floor((i * 8) / 6), (i * 8) % 6];
    const pair = ((digits[at] ?? 0) << 6) | (digits[at + 1] ?? 0);
    bytes[i] = (pair >> (4 - shift)) & 0xff;
  }
  return bytes;
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function toJson(value: GoValue): Json {
  if (typeof value === "number" && !Number.isFinite(value)) throw new YamlFault(`json: unsupported value: ${goFloat(value)}`, 1);
  if (Array.isArray(value)) return (value as readonly GoValue[]).map(toJson);
  if (!isGoMap(value)) return value as Json;
  return mapToJson(value);
}

function mapToJson(map: GoMap): Json {
  return Object.fromEntries([...map.entries.values()].map(({ key, value }) => {
    if (key === null) throw new YamlFault(`unsupported map key of type: %!s(<nil>), key: <nil>, value: ${goSyntax(value)}`, 1);
    return [typeof key === "number" ? numberKey(key) : String(key), toJson(value)] as const;
  }));
}

const goFloat = (value: number): string => (Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
const numberKey = (key: number): string => (Number.isNaN(key) ? ".nan" : key === Infinity ? ".inf" : key === -Infinity ? "-.inf" : String(key));

function place(node: YamlNode, pointer: string, places: Map<string, Placed>, key?: YamlNode): void {
  places.set(pointer, { start: node.start, end: node.end, ...(key === undefined ? {} : { keyStart: key.start, keyEnd: key.end }) });
  if (node.kind === "sequence") node.items.forEach((item, index) => place(item, `${pointer}/${index}`, places));
  if (node.kind !== "mapping") return;
  for (const entry of node.entries) {
    const name = keyName(entry.key);
    if (name !== undefined) place(entry.value, `${pointer}/${escapePointer(name)}`, places, entry.key);
  }
}

/** What JSON calls a key; undefined for a merge key and for what is no plain value. */
export function keyName(node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || isMerge(node)) return undefined;
  const key = decodeScalar(node);
  return typeof key === "number" ? numberKey(key) : String(key);
}

const escapePointer = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
