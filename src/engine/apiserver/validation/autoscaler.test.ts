import { expect, test } from "vitest";
import type { ScalingRules } from "../../../api/autoscaling.ts";
import { validateAutoscaler } from "./autoscaler.ts";

const errorsOf = (rules: object): readonly string[] =>
  validateAutoscaler({ kind: "HorizontalPodAutoscaler", apiVersion: "autoscaling/v2", metadata: { name: "web" }, spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, maxReplicas: 3, metrics: [], behavior: { scaleUp: rules } } } as never).map(({ field, detail }) => `${field}: ${detail}`);

const policies = [{ type: "Pods", value: 1, periodSeconds: 60 }] as const;

// Cases of TestValidateScale… and TestValidateHorizontalPodAutoscaler's behaviors (pkg/apis/autoscaling/validation/validation_test.go).
test.each<[what: string, rules: Partial<ScalingRules> | object, says: readonly string[]]>([
  ["as it should be", { policies, stabilizationWindowSeconds: 3600, selectPolicy: "Min", tolerance: "50m" }, []],
  ["too long a window", { policies, stabilizationWindowSeconds: 3601 }, ["spec.behavior.scaleUp.stabilizationWindowSeconds: must be less than or equal to 3600"]],
  ["a window before now", { policies, stabilizationWindowSeconds: -1 }, ["spec.behavior.scaleUp.stabilizationWindowSeconds: must be greater than or equal to zero"]],
  ["no policy", { policies: [] }, ["spec.behavior.scaleUp.policies: must specify at least one Policy"]],
  ["a policy of nothing, for ever", { policies: [{ type: "Pods", value: 0, periodSeconds: 1801 }] }, ["spec.behavior.scaleUp.policies[0].value: must be greater than zero", "spec.behavior.scaleUp.policies[0].periodSeconds: must be less than or equal to 1800"]],
  ["another kind of policy", { policies: [{ type: "hm", value: 1, periodSeconds: 1 }], selectPolicy: "hm" }, ['spec.behavior.scaleUp.selectPolicy: supported values: "Disabled", "Max", "Min"', 'spec.behavior.scaleUp.policies[0].type: supported values: "Percent", "Pods"']],
])("%s", (_what, rules, says) => expect(errorsOf(rules)).toEqual(says));
