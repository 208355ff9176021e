import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaFor } from "../../../api/schema/schema.ts";
import type { FieldType, ScalarType, StructSchema } from "../../../api/schema/schema.ts";
import type { Pod } from "../../../api/types.ts";
import { fieldErrorMessage } from "../validation/field-error.ts";
import { podStrategy } from "./pod.ts";

const texts = fc.constantFrom(
  "", "a", "web", "A b", "..", "../x", "/data", "x".repeat(70), "Always", "In", "Exists", "TCP", "NoExecute", "Localhost", "metadata.name", "cpu",
  "nvidia.com/gpu", "hugepages-2Mi", "latest", "nginx:1.25", "1.2.3.4", "::1", "-1", "\u0000é", "constructor", "__proto__",
);
const scalars: Readonly<Record<ScalarType, fc.Arbitrary<unknown>>> = {
  string: texts,
  bool: fc.boolean(),
  int32: fc.constantFrom(-1, 0, 1, 80, 70000, 2 ** 31 - 1),
  int64: fc.constantFrom(-5, 0, 1, 30, 2 ** 32, Number.MAX_SAFE_INTEGER),
  double: fc.constantFrom(0, 0.5),
  quantity: fc.constantFrom("0", "1", "100m", "-64Mi", "1Gi", "5n", "1e3"),
  intOrString: fc.oneof(fc.constantFrom(0, 80, -1), texts),
  time: fc.constant("2026-01-01T00:00:00Z"),
  microTime: fc.constant("2026-01-01T00:00:00.000000Z"),
  bytes: fc.constantFrom("", "YQ=="),
  any: fc.constantFrom(null, {}, "x"),
};

/** Objects that the decoder could hand over: right types, any values, most fields absent. */
function objects(schema: StructSchema, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = [...schema.fields.values()].filter(({ type }) => depth > 0 || type.kind === "scalar");
  const picked = fc.subarray(fields, { maxLength: Math.min(fields.length, 6) });
  return picked.chain((chosen) => fc.record(Object.fromEntries(chosen.map(({ name, type }) => [name, values(type, depth)]))));
}

function values(type: FieldType, depth: number): fc.Arbitrary<unknown> {
  if (type.kind === "scalar") return scalars[type.scalar];
  if (type.kind === "struct") return depth > 0 ? objects(type.struct, depth - 1) : fc.constant({});
  if (type.kind === "list") return fc.array(values(type.of, depth - 1), { maxLength: 2 });
  return fc.dictionary(texts, values(type.of, depth - 1), { maxKeys: 2 });
}

const podSchema = schemaFor("v1", "Pod");
if (!podSchema) throw new Error("there is no schema of Pods");
const specType = podSchema.fields.get("spec")?.type;
if (specType?.kind !== "struct") throw new Error("a Pod's spec is no struct");
const containers = specType.struct.fields.get("containers");
if (!containers) throw new Error("a Pod has no containers");

const pods: fc.Arbitrary<Pod> = fc
  .tuple(objects(specType.struct, 5), fc.array(values(containers.type.kind === "list" ? containers.type.of : containers.type, 4), { maxLength: 2 }), texts)
  .map(([spec, list, name]) => {
    const metadata = { name, namespace: "default", uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", labels: { app: name } };
    return { apiVersion: "v1", kind: "Pod", metadata, spec: { ...spec, containers: list } } as unknown as Pod;
  });

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe("any Pod that the decoder could hand over", () => {
  it("is completed once: a second time finds nothing to do", () => {
    fc.assert(
      fc.property(pods, (pod) => {
        const once = podStrategy.applyDefaults(frozen(pod));
        expect(podStrategy.applyDefaults(frozen(once))).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it("is answered with errors or warnings, never with an exception, and never changed in place", () => {
    fc.assert(
      fc.property(pods, pods, (one, other) => {
        const [made, next] = [one, other].map((pod) => frozen(podStrategy.prepareForCreate(podStrategy.applyDefaults(frozen(pod))))) as [Pod, Pod];
        podStrategy.validateCreate(made).forEach((error) => expect(fieldErrorMessage(error)).toMatch(/^[^:]*.*: /s));
        podStrategy.warningsOnCreate(made);
        for (const subresource of [undefined, "status", "ephemeralcontainers", "resize"]) {
          const changed = frozen(podStrategy.prepareForUpdate(next, made, subresource));
          podStrategy.validateUpdate(changed, made, subresource).forEach(fieldErrorMessage);
        }
      }),
      { numRuns: 300 },
    );
  });
});
