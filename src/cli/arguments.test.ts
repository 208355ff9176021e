import { describe, expect, test } from "vitest";
import { readArguments, USAGE } from "./arguments.ts";

const words = (line: string): string[] => line.split(" ").filter((word) => word !== "");

describe("a command line is read", () => {
  test.each([
    ["run a.yaml", { type: "run", files: ["a.yaml"], options: { output: "text" } }],
    ["run a.yaml b.yaml --for 2m --seed 7 --nodes 3 -o json", { type: "run", files: ["a.yaml", "b.yaml"], options: { output: "json", forMs: 120_000, seed: 7, nodes: 3 } }],
    ["run --for=1m30s --seed=0 -ojson a.yaml", { type: "run", files: ["a.yaml"], options: { output: "json", forMs: 90_000, seed: 0 } }],
    ["run -o=json -- -a.yaml", { type: "run", files: ["-a.yaml"], options: { output: "json" } }],
    ["run - --output text", { type: "run", files: ["-"], options: { output: "text" } }],
    ["test a.yaml -o json", { type: "test", files: ["a.yaml"], output: "json" }],
    ["run --help", { type: "say", text: USAGE, exitCode: 0 }],
    ["--help", { type: "say", text: USAGE, exitCode: 0 }],
    ["", { type: "say", text: USAGE, exitCode: 2 }],
  ])("%s", (line, wanted) => {
    expect(readArguments(words(line))).toEqual(wanted);
  });
});

describe("a mistake is named, with exit code 2", () => {
  test.each([
    ["plays a.yaml", 'unknown command "plays"'],
    ["constructor a.yaml", 'unknown command "constructor"'],
    ["serve", "not built yet"],
    ["run", "needs a file"],
    ["run a.yaml --fast", "unknown flag --fast"],
    ["run a.yaml -x", "unknown flag -x"],
    ["run a.yaml --for", "flag --for needs a value"],
    ["run a.yaml --for 2", "--for: write a duration"],
    ["run a.yaml --for 1000h", "--for: virtual time ends at 30 days"],
    ["run a.yaml --seed -1", "--seed takes a whole number"],
    ["run a.yaml --seed 1.5", "--seed takes a whole number"],
    ["run a.yaml --nodes many", "--nodes takes a whole number"],
    ["run a.yaml --nodes 100000", "--nodes takes a whole number"],
    ["run a.yaml -o yaml", '-o takes text or json, not "yaml"'],
    ["test a.yaml --seed 1", "unknown flag --seed"],
  ])("%s", (line, says) => {
    expect(readArguments(words(line))).toMatchObject({ type: "say", exitCode: 2, text: expect.stringContaining(says) });
  });
});
