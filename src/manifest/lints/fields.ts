import { enumValues } from "../../api/enums.ts";
import { parseQuantity } from "../../api/quantity.ts";
import { goTypeName } from "../../api/schema/go-type-names.ts";
import type { FieldSchema, FieldType, ScalarType, StructSchema } from "../../api/schema/schema.ts";
import { replaceWord } from "../edits.ts";
import type { ValueKind } from "../finding.ts";
import type { Fix, Judgement } from "../judgement.ts";
import { nearMatch } from "../near-match.ts";
import type { Branch } from "../tree.ts";
import { isMapping, isSequence } from "../tree.ts";
import { homeOf, moveFix, pointerOfHome } from "./homes.ts";
import type { ObjectContext } from "./lint-context.ts";
import { about, markOf, valueMark } from "./lint-context.ts";
import { lintLooseSelector } from "./loose-selector.ts";
import { meantQuantity } from "./quantities.ts";
import { fixesForType, kindOfValue, missingSpaceFix } from "./type-fixes.ts";
import { decodeWords } from "./words.ts";

/** Texts in which "//" may be meant. */
const freeText = new Set(["command", "args", "value", "message", "description", "data", "annotations", "stringData"]);

/** Where the walk is: what the server's messages say of a place. */
interface At {
  readonly field: FieldSchema;
  readonly owner: StructSchema;
  /** "spec.containers[0].ports" as strict decoding writes it. */
  readonly strict: string;
  /** "spec.containers.ports" as a wrong type is told. */
  readonly path: string;
}

export type TypesByBranch = ReadonlyMap<Branch, FieldType>;

/** Unknown fields, wrong types, values that are none of a field's, by the kind's schema. Gives back what each branch is. */
export function lintFields(context: ObjectContext): TypesByBranch {
  const walk = new FieldWalk(context);
  if (context.type !== undefined) walk.value(context.root, context.type, undefined);
  walk.reportUnknown();
  return walk.types;
}

/** Nobody reads more; what each was meant for is looked for among all the others. */
const mostUnknown = 100;

class FieldWalk {
  readonly types = new Map<Branch, FieldType>();
  private readonly context: ObjectContext;
  private readonly unknown: { readonly branch: Branch; readonly struct: StructSchema; readonly strict: string }[] = [];

  constructor(context: ObjectContext) {
    this.context = context;
  }

  value(branch: Branch, type: FieldType, at: At | undefined): void {
    this.types.set(branch, type);
    // What an alias repeats is judged where it stands; null is nothing, whatever the type.
    if (branch.style === "alias" || branch.value === null) return;
    switch (type.kind) {
      case "scalar":
        return at === undefined ? undefined : this.scalar(branch, type.scalar, at);
      case "list":
        return isSequence(branch) ? this.list(branch, type.of, at) : this.wrongType(branch, type, at);
      case "map":
        return isMapping(branch) ? this.map(branch, type.of, at) : this.wrongType(branch, type, at);
      case "struct":
        return isMapping(branch) ? this.struct(branch, type.struct, at) : this.wrongType(branch, type, at);
    }
  }

  private list(branch: Branch, of: FieldType, at: At | undefined): void {
    branch.children.forEach((item, index) => this.value(item, of, at && { ...at, strict: `${at.strict}[${index}]` }));
  }

  private map(branch: Branch, of: FieldType, at: At | undefined): void {
    for (const child of branch.children) if (!child.hidden) this.value(child, of, at && { ...at, strict: `${at.strict}.${child.name}` });
  }

  private struct(branch: Branch, struct: StructSchema, at: At | undefined): void {
    if (lintLooseSelector(this.context, branch, struct, at?.strict ?? "")) return;
    for (const child of branch.children) {
      if (child.hidden) continue;
      const strict = at === undefined ? child.name : `${at.strict}.${child.name}`;
      const field = struct.fields.get(child.name);
      if (field === undefined) this.unknown.push({ branch: child, struct, strict });
      else this.value(child, field.type, { field, owner: struct, strict, path: [...(at === undefined ? [] : [at.path]), ...field.embeddedIn, field.name].join(".") });
    }
  }

  /** After the walk: what a field may have been meant for depends on what everything else is. */
  reportUnknown(): void {
    for (const { branch, struct, strict } of this.unknown.slice(0, mostUnknown)) {
      const finding = this.unknownFinding(branch, struct);
      this.context.report({
        range: markOf(branch, this.context.text),
        severity: "error",
        ...finding,
        ...decodeWords(this.context, `strict decoding error: unknown field ${JSON.stringify(strict)}`),
      });
    }
  }

  private unknownFinding(branch: Branch, struct: StructSchema): Pick<Judgement, "finding" | "fixes" | "about"> {
    const { name, key } = branch;
    const { text, root } = this.context;
    const near = nearMatch(name, struct.fields.keys());
    const others = branch.parent?.children.filter((sibling) => sibling !== branch) ?? [];
    const alone = others.every((sibling) => sibling.name !== name);
    const free = near !== undefined && alone && others.every((sibling) => sibling.name !== near);
    const rename: readonly Fix[] = near === undefined || key === undefined || !free ? [] : [{ title: { code: "rename", to: near }, edits: [replaceWord(text, key, near)] }];
    const sameLetters = near?.toLowerCase() === name.toLowerCase();
    const home = sameLetters ? undefined : homeOf(branch, this.types, root);
    if (home !== undefined && (near === undefined || home.near)) {
      const missed = pointerOfHome(branch, home);
      return { about: about(this.context, branch.pointer, ...(missed === undefined ? [] : [missed])), finding: { code: "misplacedField", field: name, belongs: home.path }, fixes: alone ? [...moveFix(text, branch, home), ...rename] : [] };
    }
    const missed = near === undefined ? [] : [`${branch.parent?.pointer ?? ""}/${near}`];
    return { about: about(this.context, branch.pointer, ...missed), finding: { code: "unknownField", field: name, of: struct.name, ...(near !== undefined && { meant: near }) }, fixes: rename };
  }

  private wrongType(branch: Branch, type: FieldType, at: At | undefined): void {
    const { text } = this.context;
    const spaced = type.kind === "list" ? undefined : missingSpaceFix(text, branch);
    if (this.notAComment(branch)) return;
    const place = { range: valueMark(branch, text), severity: "error" as const, ...decodeWords(this.context, at && typeFault(branch, type, at)), about: about(this.context, branch.pointer) };
    if (spaced !== undefined) return this.context.report({ ...place, finding: { code: "missingSpace", key: spaced.key }, fixes: [spaced.fix] });
    const expected: ValueKind = type.kind === "list" ? "list" : "map";
    this.context.report({ ...place, finding: { code: "wrongType", field: at?.field.name ?? "", expected, found: kindOfValue(branch.value) }, fixes: fixesForType(text, branch, type) });
  }

  private scalar(branch: Branch, scalar: ScalarType, at: At): void {
    if (scalar !== "any" && this.notAComment(branch)) return;
    const expected = expectedOf(scalar);
    const found = kindOfValue(branch.value);
    if (expected !== undefined && !fits(expected, found)) return this.wrongScalar(branch, expected, scalar, at);
    if (scalar === "quantity" && typeof branch.value === "string") this.quantity(branch, branch.value);
    if (scalar === "string" && typeof branch.value === "string") this.enumValue(branch, branch.value, at);
  }

  private wrongScalar(branch: Branch, expected: ValueKind, scalar: ScalarType, at: At): void {
    const type: FieldType = { kind: "scalar", scalar };
    const fault = scalar === "quantity" || scalar === "intOrString" ? undefined : typeFault(branch, type, at);
    this.context.report({
      range: valueMark(branch, this.context.text),
      severity: "error",
      finding: { code: "wrongType", field: at.field.name, expected, found: kindOfValue(branch.value) },
      ...decodeWords(this.context, fault),
      fixes: fixesForType(this.context.text, branch, type),
      about: about(this.context, branch.pointer),
    });
  }

  /** "main  // which one": YAML's comments begin with "#", so this is the value. */
  private notAComment(branch: Branch): boolean {
    const { text } = this.context;
    const source = text.slice(branch.range.start, branch.range.end);
    const slashes = branch.style === "plain" && !freeText.has(branch.name) && !freeText.has(branch.parent?.name ?? "") ? /(?:^|[ \t])\/\/(?=[^/\n]*$)/.exec(source) : null;
    if (slashes === null) return false;
    const start = branch.range.start + slashes.index + slashes[0].length - 2;
    this.context.report({
      range: { start, end: branch.range.end },
      severity: "error",
      finding: { code: "notAComment" },
      fixes: [{ title: { code: "makeComment" }, edits: [{ start, end: start + 2, text: "#" }] }],
      about: about(this.context, branch.pointer),
    });
    return true;
  }

  private quantity(branch: Branch, value: string): void {
    const result = parseQuantity(value);
    if (result.ok) return;
    const meant = meantQuantity(value);
    this.context.report({
      range: valueMark(branch, this.context.text),
      severity: "error",
      finding: { code: "unreadableQuantity", value, ...(meant !== undefined && { meant }) },
      ...decodeWords(this.context, result.message),
      fixes: meant === undefined ? [] : [{ title: { code: "useValue", value: meant }, edits: [replaceWord(this.context.text, branch.range, meant)] }],
      about: about(this.context, branch.pointer),
    });
  }

  private enumValue(branch: Branch, value: string, { field }: At): void {
    const values = enumValues(field.goType);
    if (values === undefined || value === "" || values.includes(value)) return;
    const meant = nearMatch(value, values);
    // Some types take more values than help while typing knows: only what is plainly a slip is told.
    if (meant === undefined) return;
    this.context.report({
      range: valueMark(branch, this.context.text),
      severity: "error",
      finding: { code: "unknownValue", field: field.name, value, values, meant },
      fixes: [{ title: { code: "useValue", value: meant }, edits: [replaceWord(this.context.text, branch.range, meant)] }],
      about: about(this.context, branch.pointer),
    });
  }
}

function typeFault(branch: Branch, type: FieldType, { field, owner, path }: At): string {
  const { value } = branch;
  const numeric = type.kind === "scalar" && type.scalar !== "string" && type.scalar !== "bool";
  const found = typeof value === "boolean" ? "bool" : Array.isArray(value) ? "array" : typeof value === "number" && numeric ? `number ${value}` : typeof value;
  return `json: cannot unmarshal ${found} into Go struct field ${owner.name}.${path} of type ${goTypeName(type, field, owner)}`;
}

const expectedKinds: Readonly<Record<ScalarType, ValueKind | undefined>> = {
  string: "string",
  bool: "boolean",
  int32: "integer",
  int64: "integer",
  double: "number",
  quantity: "quantity",
  intOrString: "string",
  time: "time",
  microTime: "time",
  bytes: "base64",
  any: undefined,
};
const expectedOf = (scalar: ScalarType): ValueKind | undefined => (scalar === "intOrString" ? "quantity" : expectedKinds[scalar]);

function fits(expected: ValueKind, found: ValueKind): boolean {
  if (expected === found) return true;
  if (expected === "number") return found === "integer";
  if (expected === "quantity") return found === "string" || found === "integer" || found === "number";
  return (expected === "time" || expected === "base64") && found === "string";
}
