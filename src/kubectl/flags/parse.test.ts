import { expect, test } from "vitest";
import { describeProblem, problemOf } from "../failure.ts";
import { bool, duration, int, list, text } from "./flag.ts";
import { parseArguments } from "./parse.ts";

const flags = [
  text("output", { shorthand: "o" }), text("namespace", { shorthand: "n" }), bool("watch", { shorthand: "w" }), bool("all-namespaces", { shorthand: "A" }),
  list("filename", { shorthand: "f" }), int("tail", { default: "-1" }), duration("since"), text("dry-run", { default: "none", withoutValue: "unchanged" }),
];
const parse = (line: string) => parseArguments(flags, line.split(" ").filter((w) => w !== ""), "kubectl get");

test.each([
  { when: "a value follows", line: "pods -o yaml", flag: "output", value: "yaml", args: ["pods"] },
  { when: "a value is glued to the letter", line: "pods -oyaml", flag: "output", value: "yaml", args: ["pods"] },
  { when: "a value stands behind =", line: "-n=x pods", flag: "namespace", value: "x", args: ["pods"] },
  { when: "a value holds a =", line: "--output=jsonpath={.a}=b", flag: "output", value: "jsonpath={.a}=b", args: [] },
  { when: "letters stand in a group", line: "-wAn x", flag: "namespace", value: "x", args: [] },
  { when: "the last wins", line: "-n a -n b", flag: "namespace", value: "b", args: [] },
  { when: "an optional value is left out", line: "--dry-run pods", flag: "dry-run", value: "unchanged", args: ["pods"] },
  { when: "a flag is not given", line: "pods", flag: "tail", value: "-1", args: ["pods"] },
  { when: "a bool is told its value", line: "--watch=false pods", flag: "watch", value: "false", args: ["pods"] },
  { when: "a lone dash stands for stdin", line: "-f - pods", flag: "filename", value: "-", args: ["pods"] },
])("when $when, $line means $flag=$value", ({ line, flag, value, args }) => {
  const parsed = parse(line);
  expect(parsed.flags.text(flag)).toBe(value);
  expect(parsed.args).toEqual(args);
});

test("what stands behind -- is no flag", () => {
  expect(parse("web -n x -- ls -w")).toMatchObject({ args: ["web", "ls", "-w"], argsBeforeDash: 1 });
});

test("lists are split at commas and gathered", () => {
  expect(parse("-f a,b -f c").flags.list("filename")).toEqual(["a", "b", "c"]);
});

test.each([
  { line: "--foo", message: "unknown flag: --foo" },
  { line: "-q", message: "unknown shorthand flag: 'q' in -q" },
  { line: "-wq", message: "unknown shorthand flag: 'q' in -q" },
  { line: "pods -f", message: "flag needs an argument: 'f' in -f" },
  { line: "pods --output", message: "flag needs an argument: --output" },
  { line: "--since=abc", message: 'invalid argument "abc" for "--since" flag: time: invalid duration "abc"' },
  { line: "--tail=x", message: 'invalid argument "x" for "--tail" flag: strconv.ParseInt: parsing "x": invalid syntax' },
  { line: "-w=maybe", message: 'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax' },
])("$line is refused: $message", ({ line, message }) => {
  try {
    parse(line);
    expect.unreachable();
  } catch (error) {
    expect(describeProblem(problemOf(error))).toBe(`${message}\nSee 'kubectl get --help' for usage.`);
  }
});
