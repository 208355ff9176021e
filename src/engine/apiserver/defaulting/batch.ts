import type { PodFailurePolicy, SuccessPolicy } from "../../../api/batch.ts";
import type { JsonObject } from "../../../api/json.ts";
import type { KubernetesObject, StringMap } from "../../../api/types.ts";
import { fill, within } from "./fill.ts";
import { defaultSpec, defaultTemplate } from "./workloads.ts";
import type { PodTemplate, WithSpec } from "./workloads.ts";

export interface JobSpec {
  readonly template?: PodTemplate;
  readonly parallelism?: number;
  readonly completions?: number;
  readonly completionMode?: string;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly activeDeadlineSeconds?: number;
  readonly ttlSecondsAfterFinished?: number;
  readonly suspend?: boolean;
  readonly manualSelector?: boolean;
  readonly selector?: { readonly matchLabels?: StringMap };
  readonly podFailurePolicy?: PodFailurePolicy;
  readonly successPolicy?: SuccessPolicy;
  readonly maxFailedIndexes?: number;
  readonly managedBy?: string;
  readonly podReplacementPolicy?: string;
}

const noLimit = 2 ** 31 - 1;

// Mirrors SetDefaults_Job (pkg/apis/batch/v1/defaults.go).
export function defaultJob(object: KubernetesObject): KubernetesObject {
  const labels = (object as WithSpec<JobSpec>).spec?.template?.metadata?.labels;
  const labelled = labels && !object.metadata.labels ? { ...object, metadata: { ...object.metadata, labels } } : object;
  return defaultSpec<JobSpec>(labelled, (spec) => {
    const counted = spec.completions === undefined && spec.parallelism === undefined ? { completions: 1, parallelism: 1 } : { parallelism: 1 };
    return fill(withConditionStatuses(spec), {
      ...counted,
      backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : noLimit,
      completionMode: "NonIndexed",
      suspend: false,
      podReplacementPolicy: spec.podFailurePolicy ? "Failed" : "TerminatingOrFailed",
    });
  });
}

// Mirrors SetDefaults_PodFailurePolicyOnPodConditionsPattern (same file).
function withConditionStatuses(spec: JobSpec): JobSpec {
  const rules = spec.podFailurePolicy?.rules;
  if (!rules?.some(({ onPodConditions = [] }) => onPodConditions.some(({ status }) => status === undefined))) return spec;
  const filled = rules.map((rule) => (rule.onPodConditions ? { ...rule, onPodConditions: rule.onPodConditions.map((pattern) => ({ status: "True", ...pattern })) } : rule));
  return { ...spec, podFailurePolicy: { ...spec.podFailurePolicy, rules: filled } };
}

// Mirrors generateSelector (pkg/registry/batch/job/strategy.go): a Job finds its Pods by its own uid.
export function withGeneratedSelector(object: KubernetesObject): KubernetesObject {
  const { spec = {} } = object as WithSpec<JobSpec>;
  if (spec.manualSelector) return object;
  const { name, uid } = object.metadata;
  const known = spec.template?.metadata?.labels ?? {};
  const added = { "batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": name, "controller-uid": uid, "job-name": name };
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels: { ...added, ...known } } };
  const selector = { ...spec.selector, matchLabels: { ...spec.selector?.matchLabels, "batch.kubernetes.io/controller-uid": uid } };
  return { ...object, spec: { ...spec, template, selector } } as KubernetesObject;
}

interface CronJobSpec {
  readonly concurrencyPolicy?: string;
  readonly suspend?: boolean;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: { readonly metadata?: JsonObject; readonly spec?: JobSpec };
}

// Mirrors SetDefaults_CronJob (pkg/apis/batch/v1/defaults.go): the Job inside gets its own defaults only when it is made.
export function defaultCronJob(object: KubernetesObject): KubernetesObject {
  const given = object as WithSpec<CronJobSpec>;
  const filled = fill(given.spec ?? {}, {
    concurrencyPolicy: "Allow",
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    jobTemplate: {},
  } satisfies CronJobSpec as Partial<CronJobSpec>);
  const spec = within(filled, "jobTemplate", (template) =>
    within(fill(template, { metadata: {}, spec: {} }), "spec", (job) => within(fill(job, { template: {} }), "template", defaultTemplate)),
  );
  return spec === given.spec ? object : ({ ...object, spec } as KubernetesObject);
}
