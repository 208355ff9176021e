import type { Json } from "../../../api/json.ts";

/** Mirrors field.ErrorType (apimachinery/pkg/util/validation/field/errors.go): the reason of a Status cause. */
export type FieldErrorType =
  | "FieldValueNotFound"
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "InternalError";

/** One fault of one field. `value` is absent where upstream prints none. */
export interface FieldError {
  readonly type: FieldErrorType;
  readonly field: string;
  readonly value?: Json;
  readonly detail: string;
}

const typeTexts: Readonly<Record<FieldErrorType, string>> = {
  FieldValueNotFound: "Not found",
  FieldValueRequired: "Required value",
  FieldValueDuplicate: "Duplicate value",
  FieldValueInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
  InternalError: "Internal error",
};

/** `value`: what stood there; objects in the shape that Go prints (internal field names). */
export const invalid = (field: string, value: Json, detail: string): FieldError => ({ type: "FieldValueInvalid", field, value, detail });
export const required = (field: string, detail = ""): FieldError => ({ type: "FieldValueRequired", field, detail });
export const forbidden = (field: string, detail: string): FieldError => ({ type: "FieldValueForbidden", field, detail });
export const duplicate = (field: string, value: Json): FieldError => ({ type: "FieldValueDuplicate", field, value, detail: "" });
export const notFound = (field: string, value: Json): FieldError => ({ type: "FieldValueNotFound", field, value, detail: "" });
/** The values are listed as given: most of upstream's lists are sorted, a few are not. */
export const notSupported = (field: string, value: Json, supported: readonly string[]): FieldError => ({
  type: "FieldValueNotSupported",
  field,
  value,
  detail: supported.length > 0 ? `supported values: ${supported.map(quote).join(", ")}` : "",
});
export const tooLong = (field: string, maxBytes: number): FieldError => ({
  type: "FieldValueTooLong",
  field,
  detail: `may not be more than ${maxBytes} bytes`,
});
export const tooMany = (field: string, actual: number, max: number): FieldError => ({
  type: "FieldValueTooMany",
  field,
  value: actual,
  detail: `must have at most ${max} items`,
});

/** One error for each message about the same value. */
export const invalidEach = (field: string, value: string, messages: readonly string[]): FieldError[] =>
  messages.length === 0 ? [] : messages.map((message) => invalid(field, value, message));

/** Appends one by one: a call with a list of many thousand arguments would overflow the stack. */
export function pushAll(errors: FieldError[], more: readonly FieldError[]): void {
  for (const error of more) errors.push(error);
}

// Mirrors field.Error.ErrorBody (apimachinery/pkg/util/validation/field/errors.go).
/** The message without the field: what a Status cause carries. */
export function fieldErrorBody(error: FieldError): string {
  const value = error.value === undefined ? "" : `: ${valueText(error.value)}`;
  return `${typeTexts[error.type]}${value}${error.detail === "" ? "" : `: ${error.detail}`}`;
}

/** `<path>: <Type>: <value>: <detail>`. */
export const fieldErrorMessage = (error: FieldError): string => `${error.field}: ${fieldErrorBody(error)}`;

// Mirrors field.ErrorList.ToAggregate (same file): equal messages are said once; several stand in brackets.
/** The sentence of all errors, as in `Pod "x" is invalid: …`; "" for none. */
export function aggregateMessage(errors: readonly FieldError[]): string {
  const messages = [...new Set(errors.map(fieldErrorMessage))];
  return messages.length === 1 ? (messages[0] ?? "") : messages.length === 0 ? "" : `[${messages.join(", ")}]`;
}

const valueText = (value: Json): string => (typeof value === "string" ? quote(value) : goJson(value));

/** Go's encoding/json escapes what could break out of HTML. */
const goJson = (value: Json): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** Go's strconv.Quote: printable Unicode stands as it is. */
export function quote(text: string): string {
  const escaped = text.replace(/["\\\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => escapes[character] ?? codeEscape(character));
  return `"${escaped}"`;
}

function codeEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
