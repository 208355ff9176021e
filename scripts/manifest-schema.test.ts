import { join } from "node:path";
import { expect, test } from "vitest";
import { enumValues } from "../src/api/enums.ts";
import { allModels, structOf } from "../src/api/schema/schema.ts";
import { readDocumentation } from "../src/cli/types-package.ts";
import { buildManifestSchema } from "./manifest-schema.ts";

const schema = buildManifestSchema(readDocumentation(join(import.meta.dirname, "../node_modules/kubernetes-types")));
const definitions = schema.definitions ?? {};

test.each([
  ["V1Probe", "failureThreshold", { title: "int32", type: "integer", default: 3 }],
  ["V1Probe", "periodSeconds", { title: "int32", type: "integer", default: 10 }],
  ["V1SecretVolumeSource", "defaultMode", { title: "int32", type: "integer" }],
  ["V1PodSpec", "restartPolicy", { title: "string", type: "string", enum: ["Always", "OnFailure", "Never"], default: "Always" }],
  ["V1PodSpec", "containers", { title: "[]Container", type: "array", items: { $ref: "#/definitions/V1Container" } }],
  ["V1ResourceRequirements", "limits", { title: "map[string]Quantity", type: "object", additionalProperties: { type: ["string", "number"] } }],
  ["V1Container", "imagePullPolicy", { title: "string", type: "string", enum: ["Always", "IfNotPresent", "Never"] }],
  ["V1ServicePort", "targetPort", { title: "IntOrString", type: ["integer", "string"] }],
  ["V1Pod", "status", { title: "PodStatus", type: "object", doNotSuggest: true }],
])("%s.%s is described", (model, field, expected) => {
  const { description, ...property } = definitions[model]?.properties?.[field] ?? {};
  expect(property).toEqual(expected);
  expect(description?.length).toBeGreaterThan(10);
});

test("a kind is offered under its apiVersion only", () => {
  const then = schema.allOf?.find((one) => Object.keys(one.if?.properties ?? {}).join() === "apiVersion" && one.if?.properties?.["apiVersion"]?.const === "batch/v1")?.then;
  expect(then).toEqual({ properties: { kind: { enum: ["CronJob", "Job"] } } });
});

test("most fields have documentation", () => {
  const properties = Object.values(definitions).flatMap((one) => Object.values(one.properties ?? {}));
  const told = properties.filter(({ description }) => description);
  expect(properties.length).toBeGreaterThan(1500);
  expect(told.length / properties.length).toBeGreaterThan(0.8);
});

test("every type that has known values is the type of a field", () => {
  const used = new Set(allModels().flatMap((model) => [...(structOf(model)?.fields.values() ?? [])].map(({ goType }) => goType)));
  expect([...used].filter((name) => enumValues(name)).length).toBeGreaterThan(50);
});
