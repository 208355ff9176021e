import { invalid } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";

const invalidIp = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

// Mirrors IsValidIPForLegacyField with strict validation (apimachinery/pkg/util/validation/ip.go; StrictIPCIDRValidation is on in 1.36).
export function validateIp(value: string, path: string, errors: FieldError[]): void {
  const octets = ipv4Octets(value);
  if (octets !== undefined) {
    if (octets.some((octet) => octet.length > 1 && octet.startsWith("0"))) errors.push(invalid(path, value, "must not have leading 0s"));
  } else if (!isIpv6(value)) errors.push(invalid(path, value, invalidIp));
  else if (/^::ffff:/i.test(value) && value.includes(".")) errors.push(invalid(path, value, "must not be an IPv4-mapped IPv6 address"));
}

export const isIp = (value: string): boolean => ipv4Octets(value) !== undefined || isIpv6(value);

function ipv4Octets(value: string): readonly string[] | undefined {
  const octets = value.split(".");
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255) ? octets : undefined;
}

export function isIpv6(value: string): boolean {
  const [head = "", tail, ...more] = value.split("::");
  if (more.length > 0 || !value.includes(":")) return false;
  const groups = [...groupsOf(head), ...groupsOf(tail ?? "")];
  const last = groups.at(-1) ?? "";
  const embedded = last.includes(".");
  const plain = embedded ? groups.slice(0, -1) : groups;
  if (embedded && ipv4Octets(last) === undefined) return false;
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  const length = plain.length + (embedded ? 2 : 0);
  return tail === undefined ? length === 8 : length < 8;
}

const groupsOf = (text: string): readonly string[] => (text === "" ? [] : text.split(":"));
