import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../api/json.ts";
import { quantityFormatError, quantitySuffixError } from "../../../api/quantity.ts";
import { resources } from "../../../api/resources.ts";
import { decodeObject } from "./decode.ts";
import type { DecodeOptions } from "./decode.ts";

const strictly = (apiVersion: string, kind: string): DecodeOptions => ({ apiVersion, kind, fieldValidation: "Strict" });
const asPod = (json: Json, fieldValidation: DecodeOptions["fieldValidation"] = "Strict") => decodeObject(json, { apiVersion: "v1", kind: "Pod", fieldValidation });
const withContainer = (more: JsonObject): JsonObject => ({ metadata: { name: "a" }, spec: { containers: [{ name: "m", image: "n", ...more }] } });
const messageOf = (result: ReturnType<typeof decodeObject>): string | undefined => (result.ok ? undefined : result.message);
const podFault = (fault: string): string => `Pod in version "v1" cannot be handled as a Pod: ${fault}`;

// The texts up to the blank line are recorded from v1.36.3; the others follow from sigs.k8s.io/json and the Go types.
describe("wrong types in a Pod", () => {
  const unmarshal = (rest: string): string => podFault(`json: cannot unmarshal ${rest}`);
  test.each<[string, JsonObject, string]>([
    ["a port as text", withContainer({ ports: [{ containerPort: "8080" }] }), unmarshal("string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")],
    ["a number in env", withContainer({ env: [{ name: "PORT", value: 5432 }] }), unmarshal("number into Go struct field EnvVar.spec.containers.env.value of type string")],
    ["a bool in env", withContainer({ env: [{ name: "DEBUG", value: true }] }), unmarshal("bool into Go struct field EnvVar.spec.containers.env.value of type string")],
    ["seconds as text", { spec: { terminationGracePeriodSeconds: "30" } }, unmarshal("string into Go struct field PodSpec.spec.terminationGracePeriodSeconds of type int64")],
    ["a fraction of seconds", { spec: { terminationGracePeriodSeconds: 1.5 } }, unmarshal("number 1.5 into Go struct field PodSpec.spec.terminationGracePeriodSeconds of type int64")],
    ["a user as text", withContainer({ securityContext: { runAsUser: "me" } }), unmarshal("string into Go struct field SecurityContext.spec.containers.securityContext.runAsUser of type int64")],
    ["a bool as text", withContainer({ securityContext: { runAsNonRoot: "yes" } }), unmarshal("string into Go struct field SecurityContext.spec.containers.securityContext.runAsNonRoot of type bool")],

    ["a number among labels", { metadata: { labels: { a: 1 } } }, unmarshal("number into Go struct field ObjectMeta.metadata.labels of type string")],
    ["labels as a list", { metadata: { labels: ["a"] } }, unmarshal("array into Go struct field ObjectMeta.metadata.labels of type map[string]string")],
    ["containers as an object", { spec: { containers: {} } }, unmarshal("object into Go struct field PodSpec.spec.containers of type []v1.Container")],
    ["a command as text", withContainer({ command: "sh" }), unmarshal("string into Go struct field Container.spec.containers.command of type []string")],
    ["a policy as a number", { spec: { restartPolicy: 1 } }, unmarshal("number into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy")],
    ["a port beyond int32", withContainer({ ports: [{ containerPort: 3_000_000_000 }] }), unmarshal("number 3000000000 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")],
    ["limits as text", withContainer({ resources: { limits: "1" } }), unmarshal("string into Go struct field ResourceRequirements.spec.containers.resources.limits of type v1.ResourceList")],
    ["a handler as text", withContainer({ livenessProbe: { httpGet: "/" } }), unmarshal("string into Go struct field Probe.spec.containers.livenessProbe.ProbeHandler.httpGet of type v1.HTTPGetAction")],
    ["a named port as a bool", withContainer({ livenessProbe: { httpGet: { port: true } } }), unmarshal("bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.port of type int32")],
    ["a spec as text", { spec: "x" }, unmarshal("string into Go struct field Pod.spec of type v1.PodSpec")],
    ["the first of two by their keys", { spec: { hostNetwork: 1, containers: [{ image: 2 }] } }, unmarshal("number into Go struct field Container.spec.containers.image of type string")],
  ])("%s", (_, json, message) => expect(messageOf(asPod(json))).toBe(message));
});

describe("wrong types elsewhere", () => {
  test.each<[string, string, JsonObject, string]>([
    ["v1", "ConfigMap", { data: { port: 80 } }, "json: cannot unmarshal number into Go struct field ConfigMap.data of type string"],
    ["v1", "ConfigMap", { data: { db: { host: "a" } } }, "json: cannot unmarshal object into Go struct field ConfigMap.data of type string"],
    ["v1", "ConfigMap", { binaryData: { a: "not base64!" } }, "illegal base64 data at input byte 3"],
    ["apps/v1", "Deployment", { spec: { replicas: 2.5 } }, "json: cannot unmarshal number 2.5 into Go struct field DeploymentSpec.spec.replicas of type int32"],
    ["v1", "Service", { spec: { sessionAffinity: true } }, "json: cannot unmarshal bool into Go struct field ServiceSpec.spec.sessionAffinity of type v1.ServiceAffinity"],
    ["v1", "Service", { spec: { ports: [{ port: "80" }] } }, "json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32"],
    ["networking.k8s.io/v1", "Ingress", { spec: { rules: [{ http: { paths: [{ backend: { service: { port: { number: "80" } } } }] } }] } },
      "json: cannot unmarshal string into Go struct field ServiceBackendPort.spec.rules.IngressRuleValue.http.paths.backend.service.port.number of type int32"],
  ])("%s %s", (apiVersion, kind, json, fault) => {
    const version = apiVersion.slice(apiVersion.indexOf("/") + 1);
    expect(messageOf(decodeObject(json, strictly(apiVersion, kind)))).toBe(`${kind} in version "${version}" cannot be handled as a ${kind}: ${fault}`);
  });
});

describe("quantities", () => {
  const limit = (amount: Json) => asPod(withContainer({ resources: { limits: { cpu: amount } } }));
  test.each<[Json, string]>([["lots", quantityFormatError], ["", quantityFormatError], ["64K", quantitySuffixError], [true, quantityFormatError], [{}, quantityFormatError]])(
    "%j is refused", (amount, fault) => expect(messageOf(limit(amount))).toBe(podFault(fault)));
  test.each<[Json, string]>([["0.5", "500m"], [1000, "1k"], [null, "0"], [" 1 ", "1"], [-1, "-1"]])("%j is stored as %s", (amount, stored) => {
    const result = limit(amount);
    expect(result.ok && result.object).toMatchObject({ spec: { containers: [{ resources: { limits: { cpu: stored } } }] } });
  });
  test("a bad quantity wins over a wrong type before it", () =>
    expect(messageOf(asPod(withContainer({ image: 1, resources: { limits: { cpu: "x" } } })))).toBe(podFault(quantityFormatError)));
});

describe("unknown fields", () => {
  const three: JsonObject = {
    metadata: { name: "three", owner: "me" },
    spec: { replicas: 2, containers: [{ name: "main", image: "n", cmd: ["a"] }, { name: "side", image: "n", env: [{ name: "A", val: "b" }] }] },
  };
  const faults = ['unknown field "metadata.owner"', 'unknown field "spec.containers[0].cmd"', 'unknown field "spec.containers[1].env[0].val"', 'unknown field "spec.replicas"'];
  test("strictly, all are told", () => expect(messageOf(asPod(three))).toBe(podFault(`strict decoding error: ${faults.join(", ")}`)));
  test("else they are dropped, with warnings if asked", () => {
    const warned = asPod(three, "Warn");
    expect(warned.ok && warned.warnings).toEqual(faults);
    expect(warned.ok && JSON.stringify(warned.object)).not.toContain("owner");
    const ignored = asPod(three, "Ignore");
    expect(ignored.ok && ignored.warnings).toEqual([]);
  });
  test("names are case-sensitive", () => expect(messageOf(asPod({ Spec: {} }))).toBe(podFault('strict decoding error: unknown field "Spec"')));
  test("a wrong type is told instead", () => expect(messageOf(asPod({ sepc: 1, spec: { hostPID: "x" } }))).toContain("cannot unmarshal string"));
  test("fields of maps are not fields", () => expect(asPod({ metadata: { labels: { anything: "x" } } }).ok).toBe(true));
});

describe("what is stored", () => {
  test("absent spec and status are empty, resources are always there", () => {
    const result = asPod({ metadata: { name: "a" }, spec: { containers: [{ name: "m", image: "n" }] } });
    expect(result.ok && result.object).toEqual({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ image: "n", name: "m", resources: {} }] }, status: {} });
  });
  test("nulls and zeros that Go cannot tell from absent are left out; pointers keep theirs", () => {
    const result = asPod({ spec: { containers: [{ name: "m", env: [{ name: "A", value: null }], command: [], stdin: false }], hostNetwork: false, terminationGracePeriodSeconds: 0, nodeName: "", automountServiceAccountToken: false } });
    expect(result.ok && result.object).toMatchObject({ spec: { terminationGracePeriodSeconds: 0, automountServiceAccountToken: false } });
    expect(JSON.stringify(result)).not.toMatch(/hostNetwork|nodeName|command|stdin|value/);
  });
  // As a real cluster stores it (golden trace of a StatefulSet): the tag has no omitempty.
  test("a StatefulSet always says how many Pods are available", () => {
    const result = decodeObject({ status: { replicas: 0, readyReplicas: 0, availableReplicas: 0 } }, strictly("apps/v1", "StatefulSet"));
    expect(result.ok && result.object).toMatchObject({ status: { replicas: 0, availableReplicas: 0 } });
    expect(JSON.stringify(result)).not.toContain("readyReplicas");
  });
  test("a selector that is not given is no selector", () => {
    const result = decodeObject({ spec: { template: {} } }, strictly("apps/v1", "Deployment"));
    expect(result.ok && Object.keys((result.object as unknown as { spec: object }).spec)).toEqual(["strategy", "template"]);
  });
  test("a null in a map of strings is an empty string", () => {
    const result = decodeObject({ data: { a: null } }, strictly("v1", "ConfigMap"));
    expect(result.ok && result.object).toMatchObject({ data: { a: "" } });
  });
  test("times are UTC in whole seconds, and faulty ones told in Go's words", () => {
    const result = asPod({ metadata: { creationTimestamp: "2026-01-01T01:00:00.5+01:00" } });
    expect(result.ok && result.object.metadata.creationTimestamp).toBe("2026-01-01T00:00:00Z");
    expect(messageOf(asPod({ metadata: { creationTimestamp: "yesterday" } }))).toBe(
      podFault('parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"'));
    expect(messageOf(asPod({ metadata: { creationTimestamp: 3 } }))).toBe(
      podFault("json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string"));
  });
  test("a key like __proto__ is a key", () => {
    const result = decodeObject({ data: JSON.parse('{"__proto__":"x"}') as JsonObject }, strictly("v1", "ConfigMap"));
    expect(result.ok && JSON.stringify(result.object)).toContain('"__proto__":"x"');
  });
});

describe("other kinds than the path's", () => {
  test.each<[JsonObject, string]>([
    [{ apiVersion: "v1", kind: "Service" }, 'Service in version "v1" cannot be handled as a Pod: converting (v1.Service) to (core.Pod): unknown conversion'],
    [{ apiVersion: "v1", kind: "Foo" }, 'Foo in version "v1" cannot be handled as a Pod: no kind "Foo" is registered for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30"'],
    [{ apiVersion: "v1", kind: "PodSpec" }, 'PodSpec in version "v1" cannot be handled as a Pod: no kind "PodSpec" is registered for version "v1" in scheme "pkg/api/legacyscheme/scheme.go:30"'],
  ])("%j", (json, message) => expect(messageOf(asPod(json))).toBe(message));
});

describe("properties", () => {
  const kinds = resources.map((r) => strictly(r.group === "" ? r.version : `${r.group}/${r.version}`, r.kind));
  const keys = fc.oneof(fc.string(), fc.constantFrom("metadata", "spec", "status", "containers", "env", "name", "resources", "limits", "data", "template", "ports", "labels", "__proto__", "constructor"));
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof({ depthSize: "medium" }, fc.constantFrom<Json>(null, true, 1, 1.5, -1, 1e30, "", "1Gi", "x"), fc.array(tie("value"), { maxLength: 3 }), fc.dictionary(keys, tie("value"), { maxKeys: 5 })),
  })).value;

  test("no body throws, and a refusal has a message", () => fc.assert(fc.property(fc.constantFrom(...kinds), json, fc.constantFrom("Strict" as const, "Warn" as const, "Ignore" as const), (options, value, fieldValidation) => {
    const result = decodeObject(value, { ...options, fieldValidation });
    if (!result.ok) expect(result.message).not.toBe("");
  }), { numRuns: 5000 }));

  test("what was decoded decodes to itself", () => fc.assert(fc.property(fc.constantFrom(...kinds), json, (options, value) => {
    const once = decodeObject(value, { ...options, fieldValidation: "Ignore" });
    if (!once.ok) return;
    const again = decodeObject(once.object as unknown as Json, options);
    expect(again).toEqual({ ok: true, object: once.object, warnings: [] });
  }), { numRuns: 5000 }));

  test("a body of any depth is refused, not recursed into", () => {
    let deep: Json = null;
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(messageOf(asPod({ spec: deep }))).toBe("exceeded max depth");
  });
});
