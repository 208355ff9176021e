import type { PodFailurePolicy, PodFailurePolicyAction, PodFailurePolicyRule } from "../../../api/batch.ts";
import type { ContainerStatus, Pod } from "../../../api/types.ts";

export interface PolicyMatch {
  /** Why the Job fails at once. */
  readonly failure?: string;
  /** Whether the Pod's failure counts towards the back-off limit. */
  readonly counts: boolean;
  readonly action?: PodFailurePolicyAction;
}

/** What the first rule that a failed Pod matches makes of it. Mirrors matchPodFailurePolicy (pkg/controller/job/pod_failure_policy.go). */
export function matchPodFailurePolicy(policy: PodFailurePolicy | undefined, pod: Pod): PolicyMatch {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const failure = matched(rule, pod, index);
    if (failure === undefined) continue;
    const { action } = rule;
    return { counts: action !== "Ignore", action, ...(action === "FailJob" && { failure }) };
  }
  return { counts: true };
}

function matched(rule: PodFailurePolicyRule, { metadata, status }: Pod, index: number): string | undefined {
  const where = `matching ${rule.action} rule at index ${index}`;
  const pod = `${metadata.namespace ?? ""}/${metadata.name}`;
  if (rule.onExitCodes) {
    const container = exited(status.containerStatuses, rule.onExitCodes) ?? exited(status.initContainerStatuses, rule.onExitCodes);
    return container && `Container ${container.name} for pod ${pod} failed with exit code ${container.state?.terminated?.exitCode ?? 0} ${where}`;
  }
  const patterns = rule.onPodConditions ?? [];
  const found = (status.conditions ?? []).find((condition) => patterns.some(({ type, status: wanted = "True" }) => type === condition.type && wanted === condition.status));
  return found && `Pod ${pod} has condition ${found.type} ${where}`;
}

// Mirrors getMatchingContainerFromList: a container that ended well matches nothing.
function exited(statuses: readonly ContainerStatus[] | undefined, { containerName, operator, values }: NonNullable<PodFailurePolicyRule["onExitCodes"]>): ContainerStatus | undefined {
  return statuses?.find(({ name, state }) => {
    const code = state?.terminated?.exitCode ?? 0;
    return code !== 0 && (containerName === undefined || containerName === name) && values.includes(code) === (operator === "In");
  });
}
