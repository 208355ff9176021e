import { describe, expect, test } from "vitest";
import { judge } from "./judge.ts";
import { mergeJudgements, placeProblems } from "./merge-judgements.ts";
import type { ServerProblem } from "./merge-judgements.ts";

const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    imagee: nginx
    ports: [{ containerPort: 0 }]
`;
const problem = (pointer: string, message: string, document = 0): ServerProblem => ({ document, pointer, severity: "error", message });

describe("placeProblems", () => {
  test.each<[pointer: string, message: string, at: string]>([
    ["/spec/containers/0/imagee", 'strict decoding error: unknown field "spec.containers[0].imagee"', "imagee"],
    ["/spec/containers/0/ports/0/containerPort", "must be between 1 and 65535, inclusive", "0"],
    ["/spec/containers/0/image", "spec.containers[0].image: Required value", "name: web"],
    ["/spec/containers/1/image", "spec.containers[1].image: Required value", "containers"],
    ["/metadata/labels/a~1b", "no", "metadata"],
    ["/spec", "spec: Forbidden", "spec"],
    ["", "kind not set", "apiVersion: v1"],
  ])("%s", (pointer, message, at) => {
    const [placed] = placeProblems(text, [problem(pointer, message)]);
    expect(text.slice(placed?.range.start, placed?.range.end)).toBe(at);
  });

  test("a document that is not there has no place; a broken one has by its indentation", () => {
    expect(placeProblems(text, [problem("", "x", 1)])).toEqual([]);
    const broken = "metadata:\n  name: web\nspec: [\n";
    const [placed] = placeProblems(broken, [problem("/metadata/name", "x")]);
    expect(broken.slice(placed?.range.start, placed?.range.end)).toBe("web");
  });
});

describe("mergeJudgements", () => {
  const judgements = judge(text, "a.yaml");
  test("where both speak of a field, the judgement with its fix stays", () => {
    const merged = mergeJudgements(text, judgements, [problem("/spec/containers/0/imagee", 'strict decoding error: unknown field "spec.containers[0].imagee"'), problem("/spec/containers/0/image", "spec.containers[0].image: Required value")]);
    expect(merged.map(({ finding, fixes }) => [finding.code, fixes.length])).toEqual([["unknownField", 1]]);
  });
  test("what the server alone says is added in its words", () => {
    const merged = mergeJudgements(text, judgements, [problem("/spec/containers/0/ports/0/containerPort", "must be between 1 and 65535, inclusive")]);
    expect(merged.map(({ finding, words }) => [finding.code, words])).toEqual([
      ["unknownField", 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].imagee"'],
      ["server", "must be between 1 and 65535, inclusive"],
    ]);
  });
  test("a judgement without words of its own takes the server's", () => {
    const enumText = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  restartPolicy: always\n  containers: []\n";
    const words = 'spec.restartPolicy: Unsupported value: "always": supported values: "Always", "OnFailure", "Never"';
    expect(mergeJudgements(enumText, judge(enumText, "a.yaml"), [problem("/spec/restartPolicy", words)])).toMatchObject([{ finding: { code: "unknownValue" }, words }]);
  });
  test("a refusal is not hidden behind what is only dated", () => {
    const dated = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  serviceAccount: gone\n  containers: []\n";
    const merged = mergeJudgements(dated, judge(dated, "a.yaml"), [problem("/spec/serviceAccount", 'serviceaccount "gone" not found')]);
    expect(merged.map(({ finding }) => finding.code)).toEqual(["deprecatedField", "server"]);
  });
});
