import { describe, expect, test } from "vitest";
import {
  configMapKeyErrors, dns1035LabelErrors, dns1123LabelErrors, dns1123SubdomainErrors, envVarNameErrors, labelValueErrors, percentErrors, portNameErrors,
  qualifiedNameErrors,
} from "./names.ts";

const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

describe("names", () => {
  test.each([["web", []], ["a.b-c", []], ["Web", [subdomain]], ["-a", [subdomain]], ["a..b", [subdomain]], ["“cat”", [subdomain]], ["", [subdomain]]])(
    "subdomain %j", (name, errors) => expect(dns1123SubdomainErrors(name)).toEqual(errors));
  test.each([["web", []], ["a.b", ["must not contain dots"]], ["A", [label]], ["a".repeat(64), ["must be no more than 63 characters"]]])(
    "label %j", (name, errors) => expect(dns1123LabelErrors(name)).toEqual(errors));
  test("a DNS-1035 label begins with a letter", () => {
    expect(dns1035LabelErrors("a1")).toEqual([]);
    expect(dns1035LabelErrors("1a")[0]).toContain("a DNS-1035 label must consist of");
  });
  test.each([["my key", 1], ["..", 1], ["a.b_c-D", 0], ["..a", 1], ["k".repeat(254), 1]])("config key %j has %d faults", (key, count) =>
    expect(configMapKeyErrors(key)).toHaveLength(count));
  test.each([["app", 0], ["a/b", 0], ["a/b/c", 1], ["/b", 1], ["a/", 2], ["A/b", 1]])("label key %j has %d faults", (key, count) =>
    expect(qualifiedNameErrors(key)).toHaveLength(count));
  test.each([["", 0], ["v1.2_a", 0], ["-", 1], ["a b", 1], ["a".repeat(64), 1]])("label value %j has %d faults", (value, count) =>
    expect(labelValueErrors(value)).toHaveLength(count));
  // As a v1.36 cluster says it: labels and their keys in bytes, names in characters.
  test("a label value that is too long", () => expect(labelValueErrors("a".repeat(64))).toEqual(["must be no more than 63 bytes"]));
  test("a label key that is too long", () =>
    expect(qualifiedNameErrors(`${"a".repeat(254)}/${"b".repeat(64)}`)).toEqual(["prefix part must be no more than 253 bytes", "name part must be no more than 63 bytes"]));
  test("a label key with two slashes", () => expect(qualifiedNameErrors("a/b/c")[0]).toMatch(/^a valid label key must consist of alphanumeric characters/));
  test.each([["http", []], ["80", ["must contain at least one letter (a-z)"]], ["a--b", ["must not contain consecutive hyphens"]], ["-a", ["must not begin or end with a hyphen"]]])(
    "port name %j", (name, errors) => expect(portNameErrors(name)).toEqual(errors));
  test.each([["A B", 0], ["1", 0], ["a=b", 1], ["", 1]])("environment variable %j has %d faults", (name, count) => expect(envVarNameErrors(name)).toHaveLength(count));
  test.each([["25%", 0], ["many", 1], ["1.5%", 1]])("percentage %j has %d faults", (text, count) => expect(percentErrors(text)).toHaveLength(count));
  test("a hostile name is judged at once", () => expect(dns1123SubdomainErrors(`${"a".repeat(100_000)}!`)).toHaveLength(2));
});
