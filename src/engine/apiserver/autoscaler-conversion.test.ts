import { expect, test } from "vitest";
import type { HorizontalPodAutoscaler } from "../../api/autoscaling.ts";
import { autoscalerFromV1, autoscalerToV1 } from "./autoscaler-conversion.ts";

const metadata = { name: "web", namespace: "default", uid: "u", resourceVersion: "1", creationTimestamp: "2026-01-01T00:00:00Z" };
const target = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
const cpu = { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } } as const;
const memory = { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "64Mi" } } } as const;
const v2 = (more: object = {}): HorizontalPodAutoscaler => ({ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata, spec: { scaleTargetRef: target, minReplicas: 1, maxReplicas: 3, metrics: [cpu], ...more } });

test("what v1 says of CPU is a metric of v2", () => {
  const v1 = { apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler", metadata, spec: { scaleTargetRef: target, minReplicas: 1, maxReplicas: 3, targetCPUUtilizationPercentage: 70 } };
  expect(autoscalerFromV1(v1)).toEqual(v2());
  expect(autoscalerToV1(v2())).toEqual(v1);
});

// Names and words of the annotations: TestConvert… and the round trips of pkg/apis/autoscaling/v1/conversion.go.
test("what v1 has no field for stands in annotations", () => {
  const object = { ...v2({ metrics: [memory, cpu], behavior: { scaleUp: { stabilizationWindowSeconds: 0 }, scaleDown: { stabilizationWindowSeconds: 60 } } }), status: { currentReplicas: 2, desiredReplicas: 3, currentMetrics: [{ type: "Resource", resource: { name: "cpu", current: { averageUtilization: 90, averageValue: "9m" } } }], conditions: [{ type: "AbleToScale", status: "True", lastTransitionTime: "2026-01-01T00:00:15Z" }] } } as HorizontalPodAutoscaler;
  const v1 = autoscalerToV1(object);
  expect(v1).toMatchObject({
    metadata: { annotations: { "autoscaling.alpha.kubernetes.io/metrics": '[{"type":"Resource","resource":{"name":"memory","targetAverageValue":"64Mi"}}]', "autoscaling.alpha.kubernetes.io/current-metrics": '[{"type":"Resource","resource":{"name":"cpu","currentAverageUtilization":90,"currentAverageValue":"9m"}}]' } },
    spec: { targetCPUUtilizationPercentage: 70 },
    status: { currentCPUUtilizationPercentage: 90, currentReplicas: 2, desiredReplicas: 3 },
  });
  expect(autoscalerFromV1(v1)).toEqual(object);
});

test("an annotation that cannot be read says nothing", () => {
  expect(autoscalerFromV1({ ...v2(), apiVersion: "autoscaling/v1", metadata: { ...metadata, annotations: { "autoscaling.alpha.kubernetes.io/metrics": "[", own: "kept" } } })).toMatchObject({ metadata: { annotations: { own: "kept" } } });
});
