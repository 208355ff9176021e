import { join } from "node:path";
import { expect, test } from "vitest";
import { readDocumentation } from "../../cli/types-package.ts";
import { buildManifestSchema } from "../../../scripts/manifest-schema.ts";
import { describeField, type ManifestSchema } from "./field-description.ts";

const schema = buildManifestSchema(readDocumentation(join(import.meta.dirname, "../../../node_modules/kubernetes-types"))) as ManifestSchema;

const text = `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  restartPolicy: Never
  containers:
  - name: a
    image: nginx
    args: [sh, -c]
    resources: {limits: {cpu: 1}}
    livenessProbe:
      failureThreshold: 3
      nonsense: 1
`;

test.each([
  ["containers", { path: "spec.containers", type: "[]Container", required: true }],
  ["image", { path: "spec.containers[0].image", type: "string", required: false }],
  ["failureThreshold", { path: "spec.containers[0].livenessProbe.failureThreshold", type: "int32", required: false, byDefault: "3" }],
  ["restartPolicy", { path: "spec.restartPolicy", type: "string", required: false, byDefault: "Always", values: ["Always", "OnFailure", "Never"] }],
  ["cpu", { path: "spec.containers[0].resources.limits.cpu", type: "Quantity", required: false }],
  ["-c", { path: "spec.containers[0].args[1]", type: "string", required: false }],
  ["app", { path: "metadata.labels.app", type: "string", required: false }],
])("%s is described", (word, expected) => {
  const { doc, start, end, ...rest } = describeField(schema, text, text.indexOf(word, 40) + 1)!;
  expect(rest).toEqual(expected);
  expect(doc).not.toBe("");
  expect(text.slice(start, end)).toBe(word);
});

test.each(["nonsense", "  - name"])("%j is not", (word) => expect(describeField(schema, text, text.indexOf(word))).toBeUndefined());

test("a text that cannot be parsed is described by its indentation", () => {
  const broken = `${text}      x: [\n`;
  expect(describeField(schema, broken, broken.indexOf("failureThreshold") + 2)?.byDefault).toBe("3");
});
