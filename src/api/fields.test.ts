import { describe, expect, test } from "vitest";
import { fieldOf, formatFieldSelector, matchesFields, parseFieldSelector, unsupportedField } from "./fields.ts";

const pod = { metadata: { name: "web", namespace: "shop" }, spec: { nodeName: "worker-1" }, status: { phase: "Running" } };

test.each([
  ["status.phase=Running", true], ["status.phase!=Running", false], ["spec.nodeName==worker-1,metadata.name=web", true], ["spec.nodeName=", false],
  ["", true], ["status.podIP=", true], ["spec.hostNetwork=false", true],
])("%s selects the pod: %s", (text, holds) => {
  const result = parseFieldSelector(text);
  expect(result.ok && matchesFields(result.selector, (field) => fieldOf(pod, field))).toBe(holds);
});

describe("refusals in the words of fields.ParseSelector", () => {
  test.each([
    ["foo", "invalid selector: 'foo'; can't understand 'foo'"],
    ["a=b=c", "invalid field selector: unescaped character in value: ="],
    ["a=\\q", "invalid field selector: invalid escape sequence: \\q"],
  ])("%s", (text, message) => expect(parseFieldSelector(text)).toEqual({ ok: false, message }));
});

test("escapes survive printing", () => {
  const result = parseFieldSelector("a=x\\,y\\=z");
  expect(result.ok && result.selector).toEqual([{ field: "a", operator: "=", value: "x,y=z" }]);
  expect(result.ok && formatFieldSelector(result.selector)).toBe("a=x\\,y\\=z");
});

test("a field that a kind is not indexed by is named", () => {
  const selector = [{ field: "status.phase", operator: "=", value: "Running" }] as const;
  expect(unsupportedField("Pod", selector)).toBeUndefined();
  expect(unsupportedField("ConfigMap", selector)).toBe("status.phase");
});

test("the source of an event is its component, or else its reporting component", () => {
  expect(fieldOf({ source: { component: "kubelet" }, reportingComponent: "x" }, "source")).toBe("kubelet");
  expect(fieldOf({ source: {}, reportingComponent: "default-scheduler" }, "source")).toBe("default-scheduler");
});
