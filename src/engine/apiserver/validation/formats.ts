/**
 * The formats that validation asks for: src/api/names.ts with a short way for what is valid, and the few checks that only
 * the API server makes. Each check returns upstream's messages in its order; none = valid.
 */
import {
  configMapKeyErrors,
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  envVarNameErrors,
  inclusiveRangeError,
  portNameErrors,
  portNumberErrors,
  qualifiedNameErrors,
  labelValueErrors,
  regexError,
} from "../../../api/names.ts";
import { utf8Length } from "../../../api/utf8.ts";

export type FormatCheck = (value: string) => readonly string[];
/** `prefix`: the value is a generateName, to which characters will be added. */
export type NameCheck = (value: string, prefix: boolean) => readonly string[];

const none: readonly string[] = [];
const shortLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const shortName = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

export const rangeMessage = inclusiveRangeError;
export const isPortNumber: (port: number) => readonly string[] = portNumberErrors;
export const isPortName: FormatCheck = portNameErrors;
export const isConfigMapKey: FormatCheck = configMapKeyErrors;
export const isRelaxedEnvVarName: FormatCheck = envVarNameErrors;
export const isDns1123Label: FormatCheck = (value) => (shortLabel.test(value) ? none : dns1123LabelErrors(value));
export const isDns1123Subdomain: FormatCheck = (value) => (shortLabel.test(value) ? none : dns1123SubdomainErrors(value));

/** A label key: `name` or `prefix/name`. */
export const isQualifiedName: FormatCheck = (value) => (shortName.test(value) ? none : qualifiedNameErrors(value));
export const isLabelValue: FormatCheck = (value) => (shortName.test(value) ? none : labelValueErrors(value));

const headerName = "[-A-Za-z0-9]+";
const headerNamePattern = new RegExp(`^${headerName}$`);
const headerNameMessage = regexError("a valid HTTP header must consist of alphanumeric characters or '-'", headerName, "X-Header-Name");

// Mirrors IsHTTPHeaderName (apimachinery/pkg/util/validation/validation.go).
export const isHttpHeaderName: FormatCheck = (value) => (headerNamePattern.test(value) ? none : [headerNameMessage]);

const underscored = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const underscoredPart = new RegExp(`^${underscored}$`);
const underscoredMessage = regexError(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  `${underscored}(\\.${underscored})*`,
  "example.com",
);

// Mirrors IsDNS1123SubdomainWithUnderscore (same file).
export function isDns1123SubdomainWithUnderscore(value: string): readonly string[] {
  const messages = utf8Length(value) > 253 ? ["must be no more than 253 characters"] : [];
  if (!value.split(".").every((part) => underscoredPart.test(part))) messages.push(underscoredMessage);
  return messages;
}

const wildcardMessage = regexError(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  "\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
  "*.example.com",
);

// Mirrors IsWildcardDNS1123Subdomain (same file).
export function isWildcardSubdomain(value: string): readonly string[] {
  const messages = utf8Length(value) > 253 ? ["must be no more than 253 characters"] : [];
  const rest = value.startsWith("*.") ? value.slice(2) : "";
  if (rest === "" || dns1123SubdomainErrors(rest.slice(0, 253)).length > 0) messages.push(wildcardMessage);
  return messages;
}

// Mirrors NameIsDNSSubdomain and its siblings (apimachinery/pkg/api/validation/generic.go): a trailing dash of a generateName is masked.
const named =
  (check: FormatCheck): NameCheck =>
  (value, prefix) =>
    check(prefix && value.length > 1 && value.endsWith("-") ? `${value.slice(0, -1)}a` : value);

export const nameIsDnsSubdomain: NameCheck = named(isDns1123Subdomain);
export const nameIsDnsLabel: NameCheck = named(isDns1123Label);

// Mirrors path.ValidatePathSegmentName (apimachinery/pkg/api/validation/path/name.go): what may stand in a URL.
export const nameIsPathSegment: NameCheck = (value, prefix) => {
  if (!prefix && (value === "." || value === "..")) return [`may not be '${value}'`];
  return ["/", "%"].filter((illegal) => value.includes(illegal)).map((illegal) => `may not contain '${illegal}'`);
};
