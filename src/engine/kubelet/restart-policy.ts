import type { Container, ContainerRestartRule, Pod, RestartPolicy } from "../../api/types.ts";
import type { Container as RuntimeContainer } from "../container-runtime/cri.ts";

/** The policy that a container has of its own, or its pod's. */
export function effectivePolicy(pod: Pod, container: Container): RestartPolicy {
  if (container.restartPolicy) return container.restartPolicy;
  const isInit = pod.spec.initContainers?.some((c) => c.name === container.name) ?? false;
  return isInit && pod.spec.restartPolicy === "Always" ? "OnFailure" : pod.spec.restartPolicy;
}

/** The first rule of a container that speaks of an exit code. */
// Mirrors FindMatchingContainerRestartRule (pkg/api/v1/pod/util.go).
export function matchingRule({ restartPolicyRules = [] }: Container, exitCode: number): ContainerRestartRule | undefined {
  return restartPolicyRules.find(({ exitCodes }) => {
    const listed = exitCodes?.values?.includes(exitCode) ?? false;
    return exitCodes?.operator === "In" ? listed : exitCodes?.operator === "NotIn" && !listed;
  });
}

// Mirrors ContainerShouldRestart (pkg/api/v1/pod/util.go): the first rule that matches, the container's policy, the pod's.
export function restartsAfterExit(pod: Pod, container: Container, exitCode: number): boolean {
  if (matchingRule(container, exitCode)) return true;
  const policy = effectivePolicy(pod, container);
  return policy === "Always" || (policy === "OnFailure" && exitCode !== 0);
}

// Mirrors ShouldContainerBeRestarted (pkg/kubelet/container/helpers.go): never once the pod is being deleted.
export function shouldBeRestarted(pod: Pod, container: Container, newest: RuntimeContainer | undefined): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  if (!newest || newest.state === "Created") return true;
  if (newest.state === "Running") return false;
  return restartsAfterExit(pod, container, newest.exitCode ?? 137);
}
