import { describe, expect, it } from "vitest";
import type { Pod } from "../../../api/types.ts";
import { aggregateMessage } from "../validation/field-error.ts";
import { podStrategy } from "./pod.ts";

const many = 20_000;
const times = <T>(make: (index: number) => T, count = many): T[] => Array.from({ length: count }, (_, index) => make(index));

function pod(spec: object, metadata: object = {}): Pod {
  const meta = { name: "p", namespace: "default", uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z", ...metadata };
  const given = { apiVersion: "v1", kind: "Pod", metadata: meta, spec: { serviceAccountName: "default", containers: [{ name: "c", image: "i" }], ...spec } };
  return podStrategy.prepareForCreate(podStrategy.applyDefaults(given as unknown as Pod));
}
const container = (fields: object): object => ({ containers: [{ name: "c", image: "i", ...fields }] });

// Shapes on which a comparison of all with all, a message that repeats the whole or a slow pattern would never end.
const shapes: readonly (readonly [string, object, object?])[] = [
  ["mounts and devices of one name", container({ volumeMounts: times(() => ({ name: "v", mountPath: "/v" })), volumeDevices: times(() => ({ name: "v", devicePath: "/v" })) })],
  ["one port many times", container({ ports: times(() => ({ containerPort: 80 })) })],
  ["one capability many times", container({ securityContext: { allowPrivilegeEscalation: false, capabilities: { add: times(() => "CAP_SYS_ADMIN") } } })],
  ["claims of one name", container({ resources: { claims: times((index) => ({ name: "a", request: `r${index}` })) } })],
  ["a field path of brackets", container({ env: [{ name: "a", valueFrom: { fieldRef: { fieldPath: `a${"['".repeat(many * 5)}` } } }] })],
  ["a long iSCSI name", { volumes: [{ name: "v", iscsi: { targetPortal: "t", iqn: "iqn.2020-01.a:".repeat(many) + " " } }] }],
  ["a long image", container({ image: `${"a-".repeat(many * 5)}!` })],
  ["constraints of one kind", { topologySpreadConstraints: times(() => ({ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", labelSelector: {} })) }],
  ["pull secrets", { imagePullSecrets: times((index) => ({ name: `s${index}` })) }],
  ["containers and annotations", { containers: times((index) => ({ name: `c${index}`, image: "i" }), 5000) }, { annotations: Object.fromEntries(times((index) => [`container.apparmor.security.beta.kubernetes.io/c${index}`, "x"], 3000)) }],
  ["bad labels", { nodeSelector: Object.fromEntries(times((index) => [`a b/${index}!`, "c d"], 50_000)) }],
  ["owners that all control", {}, { ownerReferences: times((index) => ({ apiVersion: "v1", kind: "A", name: `a${index}`, uid: "u", controller: true })) }],
];

describe("a hostile Pod", () => {
  for (const [sentence, spec, metadata] of shapes) {
    it(`of ${sentence} gets an answer that grows with it, not with its square`, () => {
      const made = pod(spec, metadata);
      const errors = podStrategy.validateCreate(made);
      expect(errors.length).toBeLessThan(12 * many);
      expect(podStrategy.warningsOnCreate(made).length).toBeLessThan(many);
      expect(aggregateMessage(errors).length).toBeLessThan(50_000_000);
    });
  }

  it("of many tolerations is updated by comparing texts", () => {
    const old = pod({ tolerations: times((index) => ({ key: `k${index}`, operator: "Exists", effect: "NoExecute" })) });
    expect(podStrategy.validateUpdate(old, old)).toEqual([]);
  });
});
