import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject, PodSpec, StringMap } from "../../../api/types.ts";
import { each, fill, within } from "./fill.ts";
import { defaultPodSpec } from "./pod-spec.ts";

export interface PodTemplate {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec?: PodSpec;
}
interface TemplatedSpec {
  readonly template?: PodTemplate;
}
/** An object whose spec is read as T. */
export type WithSpec<T> = KubernetesObject & { readonly spec?: T };

const noSpec = {};
export const defaultTemplate = (template: PodTemplate): PodTemplate =>
  within(fill(template, { metadata: {}, spec: noSpec as PodSpec }), "spec", defaultPodSpec);

/** Completes the spec, which is there even when nobody wrote one, and the template in it. */
export function defaultSpec<T extends TemplatedSpec>(object: KubernetesObject, complete: (spec: T) => T): KubernetesObject {
  const given = object as WithSpec<T>;
  const spec = given.spec ?? (noSpec as T);
  const next = complete(within(fill(spec, { template: {} } as Partial<T>), "template", (template) => defaultTemplate(template) as T["template"]));
  return next === given.spec ? object : ({ ...object, spec: next } as KubernetesObject);
}

export interface RollingSpec extends TemplatedSpec {
  readonly replicas?: number;
  readonly selector?: JsonObject;
  readonly minReadySeconds?: number;
  readonly revisionHistoryLimit?: number;
}
export interface DeploymentSpec extends RollingSpec {
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string } };
  readonly progressDeadlineSeconds?: number;
}

// Mirrors SetDefaults_Deployment (pkg/apis/apps/v1/defaults.go).
export const defaultDeployment = (object: KubernetesObject): KubernetesObject =>
  defaultSpec<DeploymentSpec>(object, (spec) =>
    within(fill(spec, { replicas: 1, strategy: {}, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 }), "strategy", (strategy) => {
      const typed = fill(strategy, { type: "RollingUpdate" });
      if (typed.type !== "RollingUpdate") return typed;
      return within(fill(typed, { rollingUpdate: {} }), "rollingUpdate", (update) => fill(update, { maxSurge: "25%", maxUnavailable: "25%" }));
    }),
  );

export const defaultReplicaSet = (object: KubernetesObject): KubernetesObject => defaultSpec<RollingSpec>(object, (spec) => fill(spec, { replicas: 1 }));

export interface StatefulSetSpec extends RollingSpec {
  readonly podManagementPolicy?: string;
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number; readonly maxUnavailable?: number | string } };
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string };
  readonly volumeClaimTemplates?: readonly ClaimTemplate[];
  readonly ordinals?: { readonly start?: number };
}
interface ClaimTemplate {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly spec?: { readonly volumeMode?: string };
  readonly status?: { readonly phase?: string };
}

// Mirrors SetDefaults_StatefulSet (same file).
export const defaultStatefulSet = (object: KubernetesObject): KubernetesObject =>
  defaultSpec<StatefulSetSpec>(object, (spec) => {
    const filled = fill(spec, {
      replicas: 1,
      podManagementPolicy: "OrderedReady",
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {},
      revisionHistoryLimit: 10,
    });
    const kept = within(filled, "persistentVolumeClaimRetentionPolicy", (policy) => fill(policy, { whenDeleted: "Retain", whenScaled: "Retain" }));
    const claimed = within(kept, "volumeClaimTemplates", (templates) => each(templates, defaultClaim));
    return within(claimed, "updateStrategy", (strategy) => {
      const typed = fill(strategy, { type: "RollingUpdate" });
      if (typed.type !== "RollingUpdate") return typed;
      return within(fill(typed, { rollingUpdate: {} }), "rollingUpdate", (update) => fill(update, { partition: 0 }));
    });
  });

/** A claim inside another object: it is written with its kind and a state. */
const defaultClaim = (claim: ClaimTemplate): ClaimTemplate => {
  const filled = fill(claim, { apiVersion: "v1", kind: "PersistentVolumeClaim", spec: {}, status: {} });
  const moded = within(filled, "spec", (spec) => fill(spec, { volumeMode: "Filesystem" }));
  return within(moded, "status", (status) => fill(status, { phase: "Pending" }));
};

export interface DaemonSetSpec extends RollingSpec {
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxUnavailable?: number | string; readonly maxSurge?: number | string } };
}

// Mirrors SetDefaults_DaemonSet (same file).
export const defaultDaemonSet = (object: KubernetesObject): KubernetesObject =>
  defaultSpec<DaemonSetSpec>(object, (spec) =>
    within(fill(spec, { updateStrategy: {}, revisionHistoryLimit: 10 }), "updateStrategy", (strategy) => {
      const typed = fill(strategy, { type: "RollingUpdate" });
      if (typed.type !== "RollingUpdate") return typed;
      return within(fill(typed, { rollingUpdate: {} }), "rollingUpdate", (update) => fill(update, { maxUnavailable: 1, maxSurge: 0 }));
    }),
  );

interface ReplicationControllerSpec extends TemplatedSpec {
  readonly replicas?: number;
  readonly selector?: StringMap;
}

// Mirrors SetDefaults_ReplicationController (pkg/apis/core/v1/defaults.go).
export function defaultReplicationController(object: KubernetesObject): KubernetesObject {
  const labels = (object as WithSpec<ReplicationControllerSpec>).spec?.template?.metadata?.labels;
  const labelled = labels && !object.metadata.labels ? { ...object, metadata: { ...object.metadata, labels } } : object;
  return defaultSpec<ReplicationControllerSpec>(labelled, (spec) => fill(spec, { replicas: 1, ...(labels && { selector: labels }) }));
}
