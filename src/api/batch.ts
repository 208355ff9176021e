/** Objects of group batch. */
import type { Condition, KubernetesObject, LabelSelector, StringMap } from "./types.ts";
import type { PodTemplateSpec } from "./workloads.ts";

export interface Job extends KubernetesObject {
  readonly spec: JobSpec;
  readonly status: JobStatus;
}
export interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly completionMode?: "NonIndexed" | "Indexed";
  readonly activeDeadlineSeconds?: number;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplateSpec;
  readonly ttlSecondsAfterFinished?: number;
  readonly suspend?: boolean;
  readonly podFailurePolicy?: PodFailurePolicy;
  readonly successPolicy?: SuccessPolicy;
  readonly podReplacementPolicy?: "TerminatingOrFailed" | "Failed";
  readonly managedBy?: string;
}
export interface JobStatus {
  readonly conditions?: readonly Condition[];
  readonly startTime?: string;
  readonly completionTime?: string;
  readonly active?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly terminating?: number;
  /** "0,2-4" */
  readonly completedIndexes?: string;
  readonly failedIndexes?: string;
  readonly uncountedTerminatedPods?: UncountedTerminatedPods;
  readonly ready?: number;
}
/** Uids of Pods that have ended, and still hold the finalizer by which they are tracked. */
export interface UncountedTerminatedPods {
  readonly succeeded?: readonly string[];
  readonly failed?: readonly string[];
}

export type PodFailurePolicyAction = "FailJob" | "FailIndex" | "Ignore" | "Count";
export interface PodFailurePolicy {
  readonly rules: readonly PodFailurePolicyRule[];
}
export interface PodFailurePolicyRule {
  readonly action: PodFailurePolicyAction;
  readonly onExitCodes?: { readonly containerName?: string; readonly operator: "In" | "NotIn"; readonly values: readonly number[] };
  readonly onPodConditions?: readonly { readonly type: string; readonly status?: string }[];
}
export interface SuccessPolicy {
  readonly rules: readonly { readonly succeededIndexes?: string; readonly succeededCount?: number }[];
}

export interface JobTemplateSpec {
  readonly metadata?: { readonly labels?: StringMap; readonly annotations?: StringMap };
  readonly spec: JobSpec;
}
export interface CronJob extends KubernetesObject {
  readonly spec: CronJobSpec;
  readonly status: CronJobStatus;
}
export interface CronJobSpec {
  readonly schedule: string;
  readonly timeZone?: string;
  readonly startingDeadlineSeconds?: number;
  readonly concurrencyPolicy?: "Allow" | "Forbid" | "Replace";
  readonly suspend?: boolean;
  readonly jobTemplate: JobTemplateSpec;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
}
export interface CronJobStatus {
  readonly active?: readonly JobReference[];
  readonly lastScheduleTime?: string;
  readonly lastSuccessfulTime?: string;
}
export interface JobReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
}

/** What manages a Job that names nobody. Mirrors JobControllerName (staging/src/k8s.io/api/batch/v1/types.go). */
export const JOB_CONTROLLER = "kubernetes.io/job-controller";

/** The condition that ended a Job; undefined = it goes on. Mirrors FinishedCondition (pkg/controller/job/util/utils.go). */
export const finishedCondition = ({ status }: Job): Condition | undefined =>
  status.conditions?.find(({ type, status: holds }) => (type === "Complete" || type === "Failed") && holds === "True");
export const isJobFinished = (job: Job): boolean => finishedCondition(job) !== undefined;
