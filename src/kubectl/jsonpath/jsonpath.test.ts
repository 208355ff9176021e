import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../api/json.ts";
import { CommandFailure, describeProblem, problemOf } from "../failure.ts";
import { relaxedTemplate } from "./parse.ts";
import { goValue, parseJsonPath, printJsonPath } from "./print.ts";

const data: Json = {
  kind: "List",
  items: [
    { kind: "None", metadata: { name: "127.0.0.1", labels: { "kubernetes.io/hostname": "127.0.0.1" } }, status: { capacity: { cpu: "4" }, addresses: [{ type: "LegacyHostIP", address: "127.0.0.1" }] } },
    { kind: "None", metadata: { name: "127.0.0.2" }, status: { capacity: { cpu: "8" }, addresses: [{ type: "LegacyHostIP", address: "127.0.0.2" }, { type: "another", address: "127.0.0.3" }] } },
  ],
  users: [{ name: "myself", user: {} }, { name: "e2e", user: { username: "admin", password: "secret" } }],
  numbers: [1, 2, 3, 4, 5],
};
const print = (template: string, value: Json = data) => printJsonPath(template, parseJsonPath(template), value, { allowMissingKeys: true });

// The examples of kubernetes.io/docs/reference/kubectl/jsonpath and of client-go's jsonpath tests.
test.each([
  { template: "kind is {.kind}", printed: "kind is List" },
  { template: "{['kind']}", printed: "List" },
  { template: "{.items[*].metadata.name}", printed: "127.0.0.1 127.0.0.2" },
  { template: "{.users[0].name}", printed: "myself" },
  { template: "{.items[*]['metadata.name', 'status.capacity']}", printed: '127.0.0.1 127.0.0.2 {"cpu":"4"} {"cpu":"8"}' },
  { template: "{.users[?(@.name==\"e2e\")].user.password}", printed: "secret" },
  { template: "{.users[?(@.user.username)].name}", printed: "e2e" },
  { template: "{range .items[*]}[{.metadata.name}, {.status.capacity}] {end}", printed: '[127.0.0.1, {"cpu":"4"}] [127.0.0.2, {"cpu":"8"}] ' },
  { template: "{range .items[*]}{.metadata.name}{'\\t'}{end}", printed: "127.0.0.1\t127.0.0.2\t" },
  { template: "{range .items[*]}{.metadata.name}:{range .status.addresses[*]}{.address},{end};{end}", printed: "127.0.0.1:127.0.0.1,;127.0.0.2:127.0.0.2,127.0.0.3,;" },
  { template: "{..name}", printed: "127.0.0.1 127.0.0.2 myself e2e" },
  { template: "{.items[0].metadata.labels.kubernetes\\.io/hostname}", printed: "127.0.0.1" },
  { template: "{.numbers[0:3]}", printed: "1 2 3" },
  { template: "{.numbers[-2:]}", printed: "4 5" },
  { template: "{.numbers[-1]}", printed: "5" },
  { template: "{.numbers[::2]}", printed: "1 3 5" },
  { template: "{.numbers[0,2]}", printed: "1 3" },
  { template: "{.numbers[?(@>3)]}", printed: "4 5" },
  { template: "{.users[?(@.name!='e2e')].name}", printed: "myself" },
  { template: "{.nope.deeper}", printed: "" },
  { template: "{range .nope[*]}{.x}{end}after", printed: "after" },
  { template: '{"quoted \\"text\\""}', printed: 'quoted "text"' },
  { template: "{.users[1].user}", printed: '{"password":"secret","username":"admin"}' },
])("$template prints $printed", ({ template, printed }) => {
  expect(print(template)).toBe(printed);
});

test.each([
  { template: "{.data", message: "error parsing jsonpath {.data, unclosed action" },
  { template: "{.a[1", message: "error parsing jsonpath {.a[1, unterminated array" },
  { template: "{.a[x]}", message: "error parsing jsonpath {.a[x]}, invalid array index x" },
  { template: "{.a[?(@.b}", message: "error parsing jsonpath {.a[?(@.b}, unterminated filter" },
])("$template is refused: $message", ({ template, message }) => {
  try {
    print(template);
    expect.unreachable();
  } catch (error) {
    expect(describeProblem(problemOf(error))).toBe(message);
  }
});

test.each([
  { template: "{.kind[0]}", why: "string is not array or slice" },
  { template: "{.numbers[9]}", why: "array index out of bounds: index 9, length 5" },
  { template: "{end}", why: "not in range, nothing to end" },
])("$template fails with: $why", ({ template, why }) => {
  expect(() => print(template)).toThrow(`error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${why}. Printing`);
});

describe("the short form of --sort-by and custom columns", () => {
  test.each([["x.y", "{.x.y}"], [".x.y", "{.x.y}"], ["{x.y}", "{.x.y}"], ["{.x.y}", "{.x.y}"]])("%s is %s", (short, long) => {
    expect(relaxedTemplate(short)).toBe(long);
  });
});

test("maps and lists print as Go prints them", () => {
  expect(goValue([{ key: "lab", effect: "NoSchedule", n: [1, null, true] }])).toBe("[map[effect:NoSchedule key:lab n:[1 <nil> true]]]");
});

test("no template makes anything but text or a refusal", () => {
  const piece = fc.constantFrom("{", "}", ".", "[", "]", "*", "..", "?(", ")", "@", "'", '"', "range", "end", " ", "items", "name", "0", "-1", ":", ",", "==", "\\");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      try {
        expect(typeof print(pieces.join(""))).toBe("string");
      } catch (error) {
        expect(error).toBeInstanceOf(CommandFailure);
      }
    }),
    { numRuns: 2000 },
  );
});
