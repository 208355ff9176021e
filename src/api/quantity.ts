/** Exact arithmetic on resource quantities: "250m", "1.5Gi", "1e3". A value is `value` times ten to the power `scale`. */

export type QuantityFormat = "BinarySI" | "DecimalSI" | "DecimalExponent";
export interface ParsedQuantity {
  readonly value: bigint;
  readonly scale: number;
  readonly format: QuantityFormat;
}
export type QuantityResult = { readonly ok: true; readonly quantity: ParsedQuantity } | { readonly ok: false; readonly message: string };

export const quantityFormatError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
export const quantitySuffixError = "unable to parse quantity's suffix";
export const quantityNumericError = "unable to parse numeric part of quantity";

const decimalSuffixes: ReadonlyMap<string, number> = new Map([
  ["n", -9], ["u", -6], ["m", -3], ["", 0], ["k", 3], ["M", 6], ["G", 9], ["T", 12], ["P", 15], ["E", 18],
]);
const binarySuffixes: ReadonlyMap<string, number> = new Map([["Ki", 10], ["Mi", 20], ["Gi", 30], ["Ti", 40], ["Pi", 50], ["Ei", 60]]);
const suffixOfExponent = new Map([...decimalSuffixes].map(([suffix, exponent]) => [exponent, suffix]));
const suffixOfShift = new Map([...binarySuffixes].map(([suffix, shift]) => [shift, suffix]));

const nanoScale = -9;
const largestInt64 = 2n ** 63n - 1n;
/** Simplified: a quantity (such as 500m or 2Gi) of more digits than anybody writes is refused; a real server takes any length. */
const longestText = 4096;

// Mirrors parseQuantityString (apimachinery/pkg/api/resource/quantity.go): sign, digits, fraction, suffix; an empty number counts as 0.
const shape = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

/** Reads a quantity; the message of a refusal is upstream's. */
export function parseQuantity(text: string): QuantityResult {
  const match = text.length > longestText || text === "" ? null : shape.exec(text);
  if (match === null) return { ok: false, message: quantityFormatError };
  const [, sign = "", whole = "", fraction = "", suffix = ""] = match;
  const unit = unitOf(suffix);
  if (unit === undefined) return { ok: false, message: quantitySuffixError };
  if (suffix !== "" && whole + fraction === "" && unit.format !== "DecimalSI" && match[3] !== undefined) return { ok: false, message: quantityNumericError };
  const magnitude = BigInt(`0${whole}${fraction}`) * unit.factor;
  const bounded = boundBelow(magnitude, unit.exponent - fraction.length);
  const capped = unit.format === "BinarySI" ? capAtInt64(bounded) : bounded;
  const format = unit.format === "BinarySI" && isBelowOne(capped) ? "DecimalSI" : unit.format;
  return { ok: true, quantity: { value: sign === "-" ? -capped.value : capped.value, scale: capped.scale, format } };
}

interface Unit {
  readonly factor: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
}
interface Amount {
  readonly value: bigint;
  readonly scale: number;
}

function unitOf(suffix: string): Unit | undefined {
  const exponent = decimalSuffixes.get(suffix);
  if (exponent !== undefined) return { factor: 1n, exponent, format: "DecimalSI" };
  const shift = binarySuffixes.get(suffix);
  if (shift !== undefined) return { factor: 1n << BigInt(shift), exponent: 0, format: "BinarySI" };
  if (!/^[eE][-+]?\d{1,9}$/.test(suffix)) return undefined;
  return { factor: 1n, exponent: Number(suffix.slice(1)), format: "DecimalExponent" };
}

/** What is finer than a nano is rounded up, away from zero. */
function boundBelow(value: bigint, scale: number): Amount {
  if (value === 0n) return { value, scale: 0 };
  return scale >= nanoScale ? { value, scale } : { value: divideUp(value, nanoScale - scale), scale: nanoScale };
}

function capAtInt64(amount: Amount): Amount {
  return expand(amount, 0) > largestInt64 ? { value: largestInt64, scale: 0 } : amount;
}

const isBelowOne = ({ value, scale }: Amount): boolean => value > 0n && scale < 0 && value < 10n ** BigInt(-scale);

/** `magnitude` divided by ten to the power `digits`, rounded up; magnitude is not negative. */
function divideUp(magnitude: bigint, digits: number): bigint {
  if (magnitude === 0n) return 0n;
  if (digits > longestText + 64) return 1n;
  const divisor = 10n ** BigInt(digits);
  return (magnitude + divisor - 1n) / divisor;
}

/** The value in units of ten to the power `scale`, rounded up away from zero, saturated beyond any use. */
function expand({ value, scale }: Amount, wanted: number): bigint {
  const digits = scale - wanted;
  if (digits >= 0) return value * 10n ** BigInt(digits > 64 ? 64 : digits);
  return value < 0n ? -divideUp(-value, -digits) : divideUp(value, -digits);
}

/** The canonical text: mantissa an integer, the largest suffix that keeps it one, in the family it was written in. */
// Mirrors CanonicalizeBytes (apimachinery/pkg/api/resource/quantity.go): small and fractional binary amounts fall back to decimal.
export function formatQuantity(quantity: ParsedQuantity): string {
  if (quantity.value === 0n) return "0";
  const units = quantity.format === "BinarySI" ? wholeUnits(quantity) : undefined;
  if (units !== undefined && (units >= 1024n || units <= -1024n)) return formatBinary(units);
  return formatDecimal(quantity);
}

function wholeUnits({ value, scale }: ParsedQuantity): bigint | undefined {
  if (scale >= 0) return expand({ value, scale }, 0);
  const divisor = 10n ** BigInt(-scale);
  return value % divisor === 0n ? value / divisor : undefined;
}

function formatBinary(units: bigint): string {
  let [amount, shift] = [units, 0];
  while (amount % 1024n === 0n) [amount, shift] = [amount / 1024n, shift + 10];
  return `${amount}${shift === 0 ? "" : (suffixOfShift.get(shift) ?? "")}`;
}

function formatDecimal({ value, scale, format }: ParsedQuantity): string {
  let [amount, exponent] = [value, scale];
  while (amount % 10n === 0n) [amount, exponent] = [amount / 10n, exponent + 1];
  while (exponent % 3 !== 0) [amount, exponent] = [amount * 10n, exponent - 1];
  // Beyond E upstream's table has no suffix and prints none.
  if (format === "DecimalExponent") return exponent === 0 ? `${amount}` : `${amount}e${exponent}`;
  return `${amount}${suffixOfExponent.get(exponent) ?? ""}`;
}

/** The quantity as the API server writes it, or undefined when it is none. */
export function canonicalQuantity(text: string): string | undefined {
  const result = parseQuantity(text);
  return result.ok ? formatQuantity(result.quantity) : undefined;
}

/** Canonical, finer than a milli rounded up: how the amounts of a ResourceList are stored. */
// Mirrors SetDefaults_ResourceList (pkg/apis/core/v1/defaults.go).
export function canonicalResourceAmount(text: string): string | undefined {
  const result = parseQuantity(text);
  return result.ok ? formatQuantity(roundUp(result.quantity, -3)) : undefined;
}

export const roundUp = (quantity: ParsedQuantity, scale: number): ParsedQuantity =>
  quantity.scale >= scale ? quantity : { value: expand(quantity, scale), scale, format: quantity.format };

const zero: ParsedQuantity = { value: 0n, scale: 0, format: "DecimalSI" };

/** The parsed quantity; what is absent or no quantity counts as zero. */
export function quantityOf(text: string | undefined): ParsedQuantity {
  if (text === undefined) return zero;
  const result = parseQuantity(text);
  return result.ok ? result.quantity : zero;
}

/** Whole units (cores, bytes), rounded up. */
export const quantityValue = (text: string | undefined): number => Number(expand(quantityOf(text), 0));
/** Thousandths, rounded up. */
export const quantityMilli = (text: string | undefined): number => Number(expand(quantityOf(text), -3));
/** True for a value with a part finer than a whole unit. */
export const isFractional = (text: string): boolean => wholeUnits(quantityOf(text)) === undefined;
/** -1, 0 or 1. */
export const quantitySign = (text: string | undefined): number => compareValues(quantityOf(text), zero);
/** Negative, zero or positive, by value: "1" equals "1000m". */
export const compareQuantities = (a: string | undefined, b: string | undefined): number => compareValues(quantityOf(a), quantityOf(b));

export function compareValues(a: Amount, b: Amount): number {
  const scale = clampScale(Math.min(a.scale, b.scale));
  const [left, right] = [expand(a, scale), expand(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const clampScale = (scale: number): number => (scale > 0 ? 0 : scale);

/** The sum, in the first operand's format unless that is zero. */
// Mirrors Quantity.Add (apimachinery/pkg/api/resource/quantity.go).
export function addQuantities(a: ParsedQuantity, b: ParsedQuantity): ParsedQuantity {
  const scale = clampScale(Math.min(a.scale, b.scale));
  return { value: expand(a, scale) + expand(b, scale), scale, format: a.value === 0n ? b.format : a.format };
}

/** The canonical text of the sum of texts; "0" of none. */
export const sumQuantities = (texts: readonly (string | undefined)[]): string =>
  formatQuantity(texts.map(quantityOf).reduce(addQuantities, zero));
