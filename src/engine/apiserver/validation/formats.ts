/**
 * The formats of names, labels, ports and paths. Mirrors apimachinery/pkg/util/validation/validation.go: each check
 * returns the messages that upstream gives, in its order; none = valid.
 */

export type FormatCheck = (value: string) => readonly string[];
/** `prefix`: the value is a generateName, to which characters will be added. */
export type NameCheck = (value: string, prefix: boolean) => readonly string[];

const none: readonly string[] = [];

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const labelWithUnderscore = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const subdomain = `${label}(\\.${label})*`;
const subdomainWithUnderscore = `${labelWithUnderscore}(\\.${labelWithUnderscore})*`;
const qualifiedName = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const labelValue = `(${qualifiedName})?`;
const dns1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const configMapKey = "[-._a-zA-Z0-9]+";
const headerName = "[-A-Za-z0-9]+";

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
const labelPattern = whole(label);
const subdomainPattern = whole(subdomain);
const subdomainWithUnderscorePattern = whole(subdomainWithUnderscore);
const qualifiedNamePattern = whole(qualifiedName);
const labelValuePattern = whole(labelValue);
const dns1035Pattern = whole(dns1035);
const configMapKeyPattern = whole(configMapKey);
const headerNamePattern = whole(headerName);

export const maxLengthMessage = (max: number): string => `must be no more than ${max} characters`;
export const rangeMessage = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;
const portMessages = [rangeMessage(1, 65535)];

// Mirrors validation.RegexError.
function patternMessage(what: string, pattern: string, ...examples: string[]): string {
  const list = examples.map((example) => `'${example}', `).join(" or ");
  return `${what} (e.g. ${list}regex used for validation is '${pattern}')`;
}

const tooLongFor = (value: string, max: number): string[] => (value.length > max ? [maxLengthMessage(max)] : []);

const labelMessage = patternMessage(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  label,
  "my-name",
  "123-abc",
);
const subdomainMessage = patternMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  subdomain,
  "example.com",
);
const subdomainWithUnderscoreMessage = patternMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  subdomainWithUnderscore,
  "example.com",
);
const qualifiedNameMessage = patternMessage(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  qualifiedName,
  "MyName",
  "my.name",
  "123-abc",
);
const labelValueMessage = patternMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  labelValue,
  "MyValue",
  "my_value",
  "12345",
);
const dns1035Message = patternMessage(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  dns1035,
  "my-name",
  "abc-123",
);
const configMapKeyMessage = patternMessage(
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  configMapKey,
  "key.name",
  "KEY_NAME",
  "key-name",
);
const headerNameMessage = patternMessage("a valid HTTP header must consist of alphanumeric characters or '-'", headerName, "X-Header-Name");

export function isDns1123Label(value: string): readonly string[] {
  if (value.length <= 63 && labelPattern.test(value)) return none;
  const messages = tooLongFor(value, 63);
  if (!labelPattern.test(value)) messages.push(subdomainPattern.test(value) ? "must not contain dots" : labelMessage);
  return messages;
}

export function isDns1123Subdomain(value: string): readonly string[] {
  if (value.length <= 253 && subdomainPattern.test(value)) return none;
  const messages = tooLongFor(value, 253);
  if (!subdomainPattern.test(value)) messages.push(subdomainMessage);
  return messages;
}

export function isDns1123SubdomainWithUnderscore(value: string): readonly string[] {
  const messages = tooLongFor(value, 253);
  if (!subdomainWithUnderscorePattern.test(value)) messages.push(subdomainWithUnderscoreMessage);
  return messages;
}

export function isDns1035Label(value: string): readonly string[] {
  const messages = tooLongFor(value, 63);
  if (!dns1035Pattern.test(value)) messages.push(dns1035Message);
  return messages;
}

/** A label key: `name` or `prefix/name`. */
export function isQualifiedName(value: string): readonly string[] {
  const slash = value.indexOf("/");
  if (slash < 0 && value.length <= 63 && qualifiedNamePattern.test(value)) return none;
  const parts = value.split("/");
  if (parts.length > 2) return [`a valid label key ${qualifiedNameMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const name = parts[parts.length - 1] ?? "";
  const messages: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] ?? "";
    if (prefix === "") messages.push("prefix part must be non-empty");
    else if (prefix.length > 253) messages.push("prefix part must be no more than 253 bytes");
    else for (const message of isDns1123Subdomain(prefix)) messages.push(`prefix part ${message}`);
  }
  if (name === "") messages.push("name part must be non-empty");
  else if (name.length > 63) messages.push("name part must be no more than 63 bytes");
  if (!qualifiedNamePattern.test(name)) messages.push(`name part ${qualifiedNameMessage}`);
  return messages;
}

export function isLabelValue(value: string): readonly string[] {
  if (value.length <= 63 && labelValuePattern.test(value)) return none;
  const messages = value.length > 63 ? ["must be no more than 63 bytes"] : [];
  if (!labelValuePattern.test(value)) messages.push(labelValueMessage);
  return messages;
}

export function isConfigMapKey(value: string): readonly string[] {
  const messages = tooLongFor(value, 253);
  if (!configMapKeyPattern.test(value)) messages.push(configMapKeyMessage);
  return value === "." ? [...messages, "must not be '.'"] : value === ".." ? [...messages, "must not be '..'"] : value.startsWith("..") ? [...messages, "must not start with '..'"] : messages;
}

export const isHttpHeaderName: FormatCheck = (value) => (headerNamePattern.test(value) ? none : [headerNameMessage]);

/** Env names since 1.32: any printable ASCII but '='. */
export const isRelaxedEnvVarName: FormatCheck = (value) =>
  /^[\x20-\x3c\x3e-\x7e]*$/.test(value)
    ? none
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

export const isPortNumber = (port: number): readonly string[] => (port >= 1 && port <= 65535 ? none : portMessages);

export function isPortName(value: string): readonly string[] {
  const messages = tooLongFor(value, 15);
  if (!/^[-a-z0-9]+$/.test(value)) messages.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(value)) messages.push("must contain at least one letter (a-z)");
  if (value.includes("--")) messages.push("must not contain consecutive hyphens");
  if (value.startsWith("-") || value.endsWith("-")) messages.push("must not begin or end with a hyphen");
  return messages;
}

// Mirrors NameIsDNSSubdomain and its siblings (apimachinery/pkg/api/validation/generic.go): a trailing dash of a generateName is masked.
const named =
  (check: FormatCheck): NameCheck =>
  (value, prefix) =>
    check(prefix && value.length > 1 && value.endsWith("-") ? `${value.slice(0, -1)}a` : value);

export const nameIsDnsSubdomain: NameCheck = named(isDns1123Subdomain);
export const nameIsDnsLabel: NameCheck = named(isDns1123Label);
export const nameIsDns1035Label: NameCheck = named(isDns1035Label);

// Mirrors path.ValidatePathSegmentName (apimachinery/pkg/api/validation/path/name.go): what may stand in a URL.
export const nameIsPathSegment: NameCheck = (value, prefix) => {
  if (!prefix && (value === "." || value === "..")) return [`may not be '${value}'`];
  return ["/", "%"].filter((illegal) => value.includes(illegal)).map((illegal) => `may not contain '${illegal}'`);
};
