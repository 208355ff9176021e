import type { PodSpec } from "../../../../api/types.ts";
import { invalid, invalidEach, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Subdomain, isDns1123SubdomainWithUnderscore } from "../formats.ts";
import { validateIp } from "../ip.ts";

interface DnsConfig {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name?: string }[];
}

const mostNameservers = 3;
const mostSearches = 32;
const longestSearchList = 2048;

// Mirrors validatePodDNSConfig (pkg/apis/core/validation/validation.go; RelaxedDNSSearchValidation).
export function validateDnsConfig(config: DnsConfig | undefined, policy: string, path: string, errors: FieldError[]): void {
  if (policy === "None" && !config) errors.push(required(path, "must provide `dnsConfig` when `dnsPolicy` is None"));
  else if (policy === "None" && !config?.nameservers?.length) {
    errors.push(required(`${path}.nameservers`, "must provide at least one DNS nameserver when `dnsPolicy` is None"));
  } else if (config) validateConfig(config, path, errors);
}

function validateConfig({ nameservers = [], searches = [], options = [] }: DnsConfig, path: string, errors: FieldError[]): void {
  if (nameservers.length > mostNameservers) {
    errors.push(invalid(`${path}.nameservers`, nameservers, `must not have more than ${mostNameservers} nameservers`));
  }
  nameservers.forEach((nameserver, index) => validateIp(nameserver, `${path}.nameservers[${index}]`, errors));
  if (searches.length > mostSearches) errors.push(invalid(`${path}.searches`, searches, `must not have more than ${mostSearches} search paths`));
  if (searches.join(" ").length > longestSearchList) {
    const detail = `must not have more than ${longestSearchList} characters (including spaces) in the search list`;
    errors.push(invalid(`${path}.searches`, searches, detail));
  }
  searches.forEach((search, index) => {
    if (search === ".") return;
    const name = search.endsWith(".") ? search.slice(0, -1) : search;
    errors.push(...invalidEach(`${path}.searches[${index}]`, name, isDns1123SubdomainWithUnderscore(name)));
  });
  options.forEach(({ name }, index) => {
    if (!name) errors.push(required(`${path}.options[${index}]`, "must not be empty"));
  });
}

// Mirrors ValidateHostAliases (same file).
export function validateHostAliases(aliases: NonNullable<PodSpec["hostAliases"]>, path: string, errors: FieldError[]): void {
  aliases.forEach(({ ip = "", hostnames = [] }, index) => {
    validateIp(ip, `${path}[${index}].ip`, errors);
    hostnames.forEach((name, at) => errors.push(...invalidEach(`${path}[${index}].hostnames[${at}]`, name, isDns1123Subdomain(name))));
  });
}
