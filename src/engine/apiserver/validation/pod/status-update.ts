import type { ContainerStatus, Pod, PodSpec } from "../../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isQualifiedName, nameIsDnsSubdomain } from "../formats.ts";
import { isIpv6, validateIp } from "../ip.ts";
import { fieldIsImmutable, validateObjectMetaUpdate } from "../object-meta.ts";
import { validatePodAnnotationUpdate } from "./annotations.ts";

// Mirrors ValidatePodStatusUpdate (pkg/apis/core/validation/validation.go).
export function validatePodStatusUpdate(next: Pod, old: Pod): readonly FieldError[] {
  const errors = validateObjectMetaUpdate(next.metadata, old.metadata);
  validatePodAnnotationUpdate(next.metadata.annotations ?? {}, old.metadata.annotations ?? {}, next.spec, "metadata.annotations", errors);
  next.status.conditions?.forEach(({ type = "" }, index) => {
    errors.push(...invalidEach(`metadata.conditions[${index}].Type`, type, isQualifiedName(type)));
  });
  if (next.spec.nodeName !== old.spec.nodeName) errors.push(forbidden("status.nodeName", "may not be changed directly"));
  const nominated = next.status.nominatedNodeName;
  if (nominated && nominated !== old.status.nominatedNodeName) {
    errors.push(...invalidEach("status.nominatedNodeName", nominated, nameIsDnsSubdomain(nominated, false)));
  }
  if (next.status.qosClass !== old.status.qosClass) errors.push(invalid("status.qosClass", next.status.qosClass ?? "", fieldIsImmutable));
  validateTransitions(next, old, errors);
  validateAddresses(next.status.podIPs, undefined, "status.podIPs", errors);
  validateAddresses(next.status.hostIPs, next.status.hostIP, "status.hostIPs", errors);
  return errors;
}

function validateTransitions(next: Pod, old: Pod, errors: FieldError[]): void {
  const { spec } = old;
  validateTransition(next.status.containerStatuses, old.status.containerStatuses, mayRestart(spec, spec.containers), "status.containerStatuses", errors);
  const init = mayRestart(spec, spec.initContainers);
  validateTransition(next.status.initContainerStatuses, old.status.initContainerStatuses, init, "status.initContainerStatuses", errors);
  const never = (): boolean => false;
  const path = "status.ephemeralContainerStatuses";
  validateTransition(next.status.ephemeralContainerStatuses, old.status.ephemeralContainerStatuses, never, path, errors);
}

type MayRestart = (status: ContainerStatus) => boolean;

// Mirrors ValidateContainerStateTransition with the policies of containers (same file; ContainerRestartRules).
// Where a rule restarts all of them, any may run again (AllContainersCouldRestart, pkg/api/v1/pod/util.go).
function mayRestart(spec: PodSpec, containers: PodSpec["initContainers"]): MayRestart {
  const all = [...(spec.initContainers ?? []), ...spec.containers];
  if (all.some((c) => c.restartPolicyRules?.some(({ action }) => action === "RestartAllContainers"))) return () => true;
  const known = new Map((containers ?? []).map((container) => [container.name, container] as const));
  return ({ name, state }) => {
    const container = known.get(name);
    if (container?.restartPolicyRules?.length) return true;
    const policy = container?.restartPolicy ?? spec.restartPolicy;
    return policy === "Always" || (policy === "OnFailure" && state?.terminated?.exitCode !== 0);
  };
}

function validateTransition(
  next: readonly ContainerStatus[] | undefined,
  old: readonly ContainerStatus[] | undefined,
  mayRestart: MayRestart,
  path: string,
  errors: FieldError[],
): void {
  const alive = new Set((next ?? []).filter(({ state }) => !state?.terminated).map(({ name }) => name));
  old?.forEach((before, index) => {
    if (!before.state?.terminated || mayRestart(before)) return;
    if (alive.has(before.name)) {
      errors.push(forbidden(`${path}[${index}].state`, "may not be transitioned to non-terminated state"));
    }
  });
}

// Mirrors validatePodIPs and validateHostIPs (same file).
function validateAddresses(list: readonly { readonly ip: string }[] | undefined, first: string | undefined, path: string, errors: FieldError[]): void {
  if (!list?.length) return;
  const ips = list.map(({ ip }) => ip);
  if (first !== undefined && ips[0] !== first) errors.push(invalid(`${path}[0].ip`, ips[0] ?? "", "must be equal to `hostIP`"));
  ips.forEach((ip, index) => validateIp(ip, `${path}[${index}]`, errors));
  if (ips.length === 1) return;
  const families = new Set(ips.map(isIpv6));
  if (families.size !== 2 || ips.length > 2) {
    errors.push(invalid(path, list.map(({ ip }) => ({ IP: ip })), "may specify no more than one IP for each IP family"));
  }
  const seen = new Set<string>();
  ips.forEach((ip, index) => {
    if (seen.size === seen.add(ip).size) errors.push(duplicate(`${path}[${index}]`, { IP: ip }));
  });
}
