/** Labels and label selectors: the text form ("app=web,tier in (a,b)") and the object form of the API. */
import type { LabelSelector, LabelSelectorOperator } from "./types.ts";
import { byCodeUnit } from "./json.ts";
import { labelValueErrors, qualifiedNameErrors } from "./names.ts";
import type { SelectorToken } from "./selector-lexer.ts";
import { selectorTokens } from "./selector-lexer.ts";

export type Labels = Readonly<Record<string, string>>;
export type RequirementOperator = "=" | "==" | "!=" | "in" | "notin" | "exists" | "!" | "gt" | "lt";
export interface Requirement {
  readonly key: string;
  readonly operator: RequirementOperator;
  /** Sorted, without repeats. */
  readonly values: readonly string[];
}
/** All requirements must hold; none selects everything. */
export type Selector = readonly Requirement[];
export type SelectorResult = { readonly ok: true; readonly selector: Selector } | { readonly ok: false; readonly message: string };

class SelectorFault extends Error {}

/** Reads the text form; the message of a refusal is upstream's. */
// Mirrors labels.Parse (apimachinery/pkg/labels/selector.go).
export function parseLabelSelector(text: string): SelectorResult {
  try {
    return { ok: true, selector: [...new SelectorParser(selectorTokens(text)).parse()].sort((a, b) => byCodeUnit(a.key, b.key)) };
  } catch (fault) {
    if (fault instanceof SelectorFault) return { ok: false, message: fault.message };
    throw fault;
  }
}

const operatorTokens: ReadonlyMap<string, RequirementOperator> = new Map([
  ["in", "in"], ["notin", "notin"], ["=", "="], ["==", "=="], ["!=", "!="], [">", "gt"], ["<", "lt"],
]);

/** Looks one token ahead; outside of an operator's place, `in` and `notin` are plain words. */
class SelectorParser {
  private at = 0;
  private readonly tokens: readonly SelectorToken[];
  constructor(tokens: readonly SelectorToken[]) {
    this.tokens = tokens;
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const next = this.peek();
      if (next.type === "end") return requirements;
      if (next.type !== "identifier" && next.text !== "!") throw new SelectorFault(`found '${next.text}', expected: !, identifier, or 'end of string'`);
      requirements.push(this.requirement());
      const after = this.take();
      if (after.type === "end") return requirements;
      if (after.text !== "," || after.type !== "symbol") throw new SelectorFault(`found '${after.text}', expected: ',' or 'end of string'`);
      const follower = this.peek();
      if (follower.type !== "identifier" && follower.text !== "!") throw new SelectorFault(`found '${follower.text}', expected: identifier after ','`);
    }
  }

  private requirement(): Requirement {
    try {
      return this.parseRequirement();
    } catch (fault) {
      if (fault instanceof SelectorFault) throw new SelectorFault(`unable to parse requirement: ${fault.message}`);
      throw fault;
    }
  }

  private parseRequirement(): Requirement {
    const negated = this.peek().text === "!";
    if (negated) this.take();
    const key = this.take();
    if (key.type !== "identifier") throw new SelectorFault(`found '${key.text}', expected: identifier`);
    const keyFault = labelKeyFault("<nil>", key.text);
    if (keyFault !== undefined) throw new SelectorFault(keyFault);
    if (negated) return { key: key.text, operator: "!", values: [] };
    const next = this.peek();
    if (next.type === "end" || next.text === ",") return { key: key.text, operator: "exists", values: [] };
    return checked({ key: key.text, ...this.operatorAndValues() });
  }

  private operatorAndValues(): { readonly operator: RequirementOperator; readonly values: readonly string[] } {
    const token = this.takeRaw();
    const operator = token.type === "end" ? undefined : operatorTokens.get(token.text);
    if (operator === undefined) throw new SelectorFault(`found '${token.text}', expected: in, notin, =, ==, !=, gt, lt`);
    return { operator, values: operator === "in" || operator === "notin" ? this.valueList() : this.exactValue() };
  }

  private exactValue(): readonly string[] {
    const next = this.peek();
    if (next.type === "end" || next.text === ",") return [""];
    const value = this.take();
    if (value.type !== "identifier") throw new SelectorFault(`found '${value.text}', expected: identifier`);
    return [value.text];
  }

  private valueList(): readonly string[] {
    const open = this.take();
    if (open.text !== "(") throw new SelectorFault(`found '${open.text}' expected: '('`);
    const next = this.peek();
    if (next.text === ")") {
      this.take();
      return [];
    }
    if (next.type !== "identifier" && next.text !== ",") throw new SelectorFault(`found '${next.text}', expected: ',', ')' or identifier`);
    const values = this.identifiers();
    const close = this.take();
    if (close.text !== ")") throw new SelectorFault(`found '${next.text}', expected: ')'`);
    return [...values].sort(byCodeUnit);
  }

  private identifiers(): ReadonlySet<string> {
    const values = new Set<string>();
    for (;;) {
      const token = this.take();
      if (token.type === "identifier") {
        values.add(token.text);
        const next = this.peek();
        if (next.text === ")") return values;
        if (next.text !== ",") throw new SelectorFault(`found '${next.text}', expected: ',' or ')'`);
      } else if (token.text === ",") {
        if (values.size === 0) values.add("");
        const next = this.peek();
        if (next.text === ")") return values.add("");
        if (next.text === ",") {
          this.take();
          values.add("");
        }
      } else {
        throw new SelectorFault(`found '${token.text}', expected: ',', or identifier`);
      }
    }
  }

  private peekRaw(): SelectorToken {
    return this.tokens[this.at] ?? { type: "end", text: "" };
  }
  private takeRaw(): SelectorToken {
    const token = this.peekRaw();
    this.at += 1;
    return token;
  }
  private peek(): SelectorToken {
    return asWord(this.peekRaw());
  }
  private take(): SelectorToken {
    return asWord(this.takeRaw());
  }
}

const asWord = (token: SelectorToken): SelectorToken => (token.type === "keyword" ? { type: "identifier", text: token.text } : token);

function labelKeyFault(path: string, key: string): string | undefined {
  const errors = qualifiedNameErrors(key);
  return errors.length === 0 ? undefined : `${path}: Invalid value: ${JSON.stringify(key)}: ${errors.join("; ")}`;
}

// Mirrors NewRequirement (apimachinery/pkg/labels/selector.go).
function checked(requirement: Requirement): Requirement {
  const { key, operator, values } = requirement;
  const faults: string[] = [];
  if ((operator === "in" || operator === "notin") && values.length === 0) {
    faults.push("values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty");
  }
  if ((operator === "gt" || operator === "lt") && !isInt64(values[0] ?? "")) {
    faults.push(`values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`);
  }
  values.forEach((value, index) => {
    const errors = labelValueErrors(value);
    if (errors.length > 0) faults.push(`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${errors.join("; ")}`);
  });
  if (faults.length > 0) throw new SelectorFault(faults.length === 1 ? (faults[0] ?? "") : `[${faults.join(", ")}]`);
  return requirement;
}

const isInt64 = (text: string): boolean => /^[+-]?\d+$/.test(text) && BigInt.asIntN(64, integerOf(text)) === integerOf(text);
const integerOf = (text: string): bigint => BigInt(text.replace(/^\+/, ""));

const own = (labels: Labels, key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);

// Mirrors Requirement.Matches: "!=" and "notin" also hold for an absent key.
function requirementHolds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = own(labels, key);
  if (operator === "exists") return value !== undefined;
  if (operator === "!") return value === undefined;
  if (operator === "!=" || operator === "notin") return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator !== "gt" && operator !== "lt") return values.includes(value);
  const wanted = values[0] ?? "";
  if (!isInt64(value) || !isInt64(wanted)) return false;
  return operator === "gt" ? integerOf(value) > integerOf(wanted) : integerOf(value) < integerOf(wanted);
}

/** True when every requirement holds for the labels. */
export const matchesLabels = (selector: Selector, labels: Labels | undefined): boolean => selector.every((r) => requirementHolds(r, labels ?? {}));

/** The selector in text form, requirements in their order (parsing sorts them by key). */
export const formatSelector = (selector: Selector): string => selector.map(formatRequirement).join(",");

// Mirrors Requirement.String.
function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case "exists":
      return key;
    case "!":
      return `!${key}`;
    case "in":
    case "notin":
      return `${key} ${operator} (${values.join(",")})`;
    case "gt":
      return `${key}>${values.join(",")}`;
    case "lt":
      return `${key}<${values.join(",")}`;
    default:
      return `${key}${operator}${values.join(",")}`;
  }
}

const objectOperators: ReadonlyMap<LabelSelectorOperator, RequirementOperator> = new Map([
  ["In", "in"], ["NotIn", "notin"], ["Exists", "exists"], ["DoesNotExist", "!"], ["Gt", "gt"], ["Lt", "lt"],
]);

/** The object form as requirements, sorted by key; undefined for an operator that does not exist. */
// Mirrors LabelSelectorAsSelector (apimachinery/pkg/apis/meta/v1/helpers.go).
export function selectorOf(object: LabelSelector): Selector | undefined {
  const requirements: Requirement[] = Object.entries(object.matchLabels ?? {}).map(([key, value]) => ({ key, operator: "=", values: [value] }));
  for (const { key, operator, values } of object.matchExpressions ?? []) {
    const known = objectOperators.get(operator);
    if (known === undefined) return undefined;
    requirements.push({ key, operator: known, values: [...new Set(values ?? [])].sort(byCodeUnit) });
  }
  return requirements.sort((a, b) => byCodeUnit(a.key, b.key));
}

/** An absent selector matches nothing, an empty one everything. */
export function matchesLabelSelector(object: LabelSelector | undefined, labels: Labels | undefined): boolean {
  const selector = object === undefined ? undefined : selectorOf(object);
  return selector !== undefined && matchesLabels(selector, labels);
}

/** The object form in text, "<none>" when empty. */
// Mirrors FormatLabelSelector.
export function formatLabelSelector(object: LabelSelector | undefined): string {
  const selector = object === undefined ? [] : selectorOf(object);
  if (selector === undefined) return "<error>";
  return selector.length === 0 ? "<none>" : formatSelector(selector);
}

/** "a=b,c=d" sorted by key, "<none>" when empty: what --show-labels prints. */
export function formatLabels(labels: Labels | undefined): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
  return pairs.length === 0 ? "<none>" : pairs.map(([key, value]) => `${key}=${value}`).join(",");
}
