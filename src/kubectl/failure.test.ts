import { expect, test } from "vitest";
import type { Status } from "../api/types.ts";
import type { Problem } from "./failure.ts";
import { messageProblem, verdictOf, withSource } from "./failure.ts";

const status = (more: Partial<Status>): Problem => ({ kind: "status", status: { apiVersion: "v1", kind: "Status", metadata: {}, status: "Failure", code: 400, ...more } });
const invalid = (causes: readonly string[], details = { kind: "Pod", name: "p3" }) =>
  status({ reason: "Invalid", message: "long", details: { ...details, causes: causes.map((c) => ({ field: c.split(": ")[0] ?? "", message: c.split(": ").slice(1).join(": ") })) } });

test.each([
  { when: "the server gives a reason", problem: status({ reason: "NotFound", message: 'pods "x" not found' }), text: 'Error from server (NotFound): pods "x" not found\n' },
  { when: "the server gives no reason", problem: status({ message: "odd" }), text: "Error from server: odd\n" },
  { when: "an object is invalid in one place", problem: invalid(["spec.a: Required value"]), text: 'The Pod "p3" is invalid: spec.a: Required value\n' },
  {
    when: "an object is invalid in several places, one said twice",
    problem: invalid(["spec.a: Required value", "spec.b: Required value", "spec.a: Required value"]),
    text: 'The Pod "p3" is invalid: \n* spec.a: Required value\n* spec.b: Required value\n',
  },
  { when: "a request is invalid as such", problem: status({ reason: "Invalid", message: "the server rejected it", details: {} }), text: "The request is invalid: the server rejected it\n" },
  { when: "kubectl itself refuses", problem: messageProblem("no objects passed to apply"), text: "error: no objects passed to apply\n" },
  { when: "several things fail, none has a prefix of its own", problem: { kind: "aggregate", problems: [messageProblem("a"), status({ reason: "Conflict", message: "b" })] } as Problem, text: "a\nError from server (Conflict): b\n" },
  { when: "a file is named", problem: withSource(status({ reason: "AlreadyExists", message: 'pods "x" already exists' }), "creating", "p.yaml"), text: 'Error from server (AlreadyExists): error when creating "p.yaml": pods "x" already exists\n' },
])("when $when, kubectl says so", ({ problem, text }) => {
  expect(verdictOf(problem)).toEqual({ text, exitCode: 1 });
});
