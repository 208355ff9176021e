/** Validators of names, in upstream's words. Each returns the faults of a value; none means it is valid. */
import { utf8Length } from "./utf8.ts";

// Mirrors RegexError (apimachinery/pkg/util/validation/validation.go); two examples leave a double blank before "or".
export function regexError(message: string, format: string, ...examples: readonly string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${format}')`;
  return `${message} (e.g. ${examples.map((example) => `'${example}', `).join(" or ")}regex used for validation is '${format}')`;
}

// Mirrors MaxLenError, of which there are two: apimachinery/pkg/util/validation counts "characters" in names, and
// apimachinery/pkg/api/validate/content counts "bytes" in labels and their keys.
const maxLengthError = (length: number, unit: "characters" | "bytes"): string => `must be no more than ${length} ${unit}`;
export const inclusiveRangeError = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;
export const emptyError = "must be non-empty";

const dns1123Label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const dns1123Subdomain = `${dns1123Label}(\\.${dns1123Label})*`;
const dns1035Label = "[a-z]([-a-z0-9]*[a-z0-9])?";
const qualifiedName = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = `(${qualifiedName})?`;
const configMapKey = "[-._a-zA-Z0-9]+";
const percent = "[0-9]+%";

const whole = (format: string): RegExp => new RegExp(`^(?:${format})$`);
const patterns = {
  dns1123Label: whole(dns1123Label),
  dns1035Label: whole(dns1035Label),
  qualifiedName: whole(qualifiedName),
  configMapKey: whole(configMapKey),
  percent: whole(percent),
  portCharacters: /^[-a-z0-9]+$/,
};

const tooLong = (value: string, limit: number, unit: "characters" | "bytes" = "characters"): string[] =>
  utf8Length(value) > limit ? [maxLengthError(limit, unit)] : [];
/** The pattern of a subdomain is tested part by part, so that no input makes the matcher slow. */
const isSubdomain = (value: string): boolean => value.split(".").every((part) => patterns.dns1123Label.test(part));

const dns1123LabelMessage = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const dns1123SubdomainMessage =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const dns1035Message =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const qualifiedNameMessage = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const labelValueMessage =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const configMapKeyMessage = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";

// Mirrors IsDNS1123Label.
export const dns1123LabelErrors = (value: string): string[] => [
  ...tooLong(value, 63),
  ...(patterns.dns1123Label.test(value)
    ? []
    : isSubdomain(value)
      ? ["must not contain dots"]
      : [regexError(dns1123LabelMessage, dns1123Label, "my-name", "123-abc")]),
];

// Mirrors IsDNS1123Subdomain.
export const dns1123SubdomainErrors = (value: string): string[] => [...tooLong(value, 253), ...subdomainFormatErrors(value)];
const subdomainFormatErrors = (value: string): string[] =>
  isSubdomain(value) ? [] : [regexError(dns1123SubdomainMessage, dns1123Subdomain, "example.com")];

// Mirrors IsDNS1035Label.
export const dns1035LabelErrors = (value: string): string[] => [
  ...tooLong(value, 63),
  ...(patterns.dns1035Label.test(value) ? [] : [regexError(dns1035Message, dns1035Label, "my-name", "abc-123")]),
];

// Mirrors IsLabelKey, also called IsQualifiedName (apimachinery/pkg/api/validate/content/kube.go): a label key, a finalizer,
// a resource name.
export function qualifiedNameErrors(value: string): string[] {
  const parts = value.split("/");
  if (parts.length > 2) {
    return [
      `a valid label key ${regexError(qualifiedNameMessage, qualifiedName, "MyName", "my.name", "123-abc")} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const errors: string[] = [];
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === "") errors.push(`prefix part ${emptyError}`);
  else if (prefix !== undefined) errors.push(...[...tooLong(prefix, 253, "bytes"), ...subdomainFormatErrors(prefix)].map((error) => `prefix part ${error}`));
  const name = parts[parts.length - 1] ?? "";
  if (name === "") errors.push(`name part ${emptyError}`);
  else errors.push(...tooLong(name, 63, "bytes").map((error) => `name part ${error}`));
  if (!patterns.qualifiedName.test(name)) errors.push(`name part ${regexError(qualifiedNameMessage, qualifiedName, "MyName", "my.name", "123-abc")}`);
  return errors;
}

// Mirrors IsLabelValue (same file).
export const labelValueErrors = (value: string): string[] => [
  ...tooLong(value, 63, "bytes"),
  ...(value === "" || patterns.qualifiedName.test(value) ? [] : [regexError(labelValueMessage, labelValue, "MyValue", "my_value", "12345")]),
];

// Mirrors IsConfigMapKey.
export function configMapKeyErrors(value: string): string[] {
  const errors = tooLong(value, 253);
  if (!patterns.configMapKey.test(value)) errors.push(regexError(configMapKeyMessage, configMapKey, "key.name", "KEY_NAME", "key-name"));
  if (value === ".") errors.push("must not be '.'");
  else if (value === "..") errors.push("must not be '..'");
  else if (value.startsWith("..")) errors.push("must not start with '..'");
  return errors;
}

// Mirrors IsValidPortName.
export function portNameErrors(value: string): string[] {
  const errors = tooLong(value, 15);
  if (!patterns.portCharacters.test(value)) errors.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(value)) errors.push("must contain at least one letter (a-z)");
  if (value.includes("--")) errors.push("must not contain consecutive hyphens");
  if (value.startsWith("-") || value.endsWith("-")) errors.push("must not begin or end with a hyphen");
  return errors;
}

// Mirrors IsValidPortNum.
export const portNumberErrors = (port: number): string[] => (port >= 1 && port <= 65_535 ? [] : [inclusiveRangeError(1, 65_535)]);

// Mirrors IsRelaxedEnvVarName.
export function envVarNameErrors(value: string): string[] {
  if (value === "") return [`environment variable name ${emptyError}`];
  return /^[ -<>-~]+$/.test(value) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

// Mirrors IsValidPercent.
export const percentErrors = (value: string): string[] =>
  patterns.percent.test(value)
    ? []
    : [regexError("a valid percent string must be a numeric string followed by an ending '%'", percent, "1%", "93%")];
