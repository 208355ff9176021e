import type { PodResourceClaim, PodSpec } from "../../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach, pushAll, required, tooLong } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Label, isDns1123Subdomain, nameIsDnsSubdomain, rangeMessage } from "../formats.ts";
import { validateLabels } from "../object-meta.ts";
import { validateOneOf } from "../one-of.ts";
import { validateAffinity } from "./affinity.ts";
import { validateContainers, validateEphemeralContainers, validateInitContainers } from "./containers.ts";
import type { PodContext } from "./context.ts";
import { validateDnsConfig, validateHostAliases } from "./dns.ts";
import { validatePodLevelResources } from "./pod-level-resources.ts";
import { validateHostNetworkPorts } from "./ports.ts";
import { validateResourceRequirements } from "./resources.ts";
import { validateReadinessGates, validateSchedulingGates, validateTolerations } from "./scheduling.ts";
import { validatePodSecurityContext } from "./security-context.ts";
import { validateTopologySpread } from "./topology-spread.ts";
import { validateVolumes } from "./volumes.ts";
import { validateHostProcess, validateOs } from "./windows.ts";

const restartPolicies = ["Always", "OnFailure", "Never"];
const dnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const preemptionPolicies = ["PreemptLowerPriority", "Never"];
const longestDeadline = 2 ** 31 - 1;

// Mirrors ValidatePodSpec (pkg/apis/core/validation/validation.go), in its order.
/** `podName` is undefined for a template, whose Pods have names and host ports of their own. */
export function validatePodSpec(spec: PodSpec, podName: string | undefined, path: string, errors: FieldError[]): void {
  if (spec.terminationGracePeriodSeconds === undefined) errors.push(required(`${path}.terminationGracePeriodSeconds`));
  const volumes = validateVolumes(spec, podName, `${path}.volumes`, errors);
  const claims = spec.resourceClaims ?? [];
  const pod: PodContext = {
    volumes,
    claimNames: new Set(claims.map((claim) => claim.name).filter(Boolean)),
    gracePeriodSeconds: spec.terminationGracePeriodSeconds,
    restartPolicy: spec.restartPolicy ?? "",
    hostUsers: spec.hostUsers ?? true,
  };
  validateResourceClaims(claims, `${path}.resourceClaims`, errors);
  validateAllContainers(spec, pod, path, errors);
  if (spec.resources) validatePodLevelResources(spec, pod.claimNames, path, errors);
  if (spec.hostNetwork) validateHostNetworkPorts(spec.containers ?? [], podName === undefined, `${path}.containers`, errors);
  validateOneOf(spec.restartPolicy, restartPolicies, `${path}.restartPolicy`, errors);
  validateOneOf(spec.dnsPolicy, dnsPolicies, `${path}.dnsPolicy`, errors);
  if (spec.nodeSelector) pushAll(errors, validateLabels(spec.nodeSelector, `${path}.nodeSelector`));
  if (spec.securityContext) validatePodSecurityContext(spec.securityContext, spec, `${path}.securityContext`, errors);
  validatePlacement(spec, path, errors);
  validateHostProcess(spec, path, errors);
  if (spec.hostUsers === false) validateNoHostUsers(spec, path, errors);
  validateNames(spec, path, errors);
  validateOs(spec, path, errors);
}

function validateAllContainers(spec: PodSpec, pod: PodContext, path: string, errors: FieldError[]): void {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec;
  validateContainers(containers, pod, `${path}.containers`, errors);
  if (initContainers.length > 0) validateInitContainers(initContainers, containers, pod, `${path}.initContainers`, errors);
  if (ephemeralContainers.length > 0) {
    validateEphemeralContainers(ephemeralContainers, [...containers, ...initContainers], pod, `${path}.ephemeralContainers`, errors);
  }
}

function validatePlacement(spec: PodSpec, path: string, errors: FieldError[]): void {
  if (spec.affinity) validateAffinity(spec.affinity, `${path}.affinity`, errors);
  validateDnsConfig(spec.dnsConfig, spec.dnsPolicy ?? "", `${path}.dnsConfig`, errors);
  if (spec.readinessGates) validateReadinessGates(spec.readinessGates, `${path}.readinessGates`, errors);
  if (spec.schedulingGates) validateSchedulingGates(spec.schedulingGates, `${path}.schedulingGates`, errors);
  if (spec.topologySpreadConstraints) validateTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`, errors);
}

// Mirrors validateHostUsers (same file), with its spelling.
function validateNoHostUsers(spec: PodSpec, path: string, errors: FieldError[]): void {
  for (const [field, name] of [["hostNetwork", "hostNetwork"], ["hostPID", "HostPID"], ["hostIPC", "HostIPC"]] as const) {
    if (spec[field]) errors.push(forbidden(`${path}.${name}`, "when `pod.Spec.HostUsers` is false"));
  }
}

function validateNames(spec: PodSpec, path: string, errors: FieldError[]): void {
  const subdomain = (value: string | undefined, field: string): void => {
    if (value) errors.push(...invalidEach(`${path}.${field}`, value, nameIsDnsSubdomain(value, false)));
  };
  const label = (value: string | undefined, field: string): void => {
    if (value) errors.push(...invalidEach(`${path}.${field}`, value, isDns1123Label(value)));
  };
  subdomain(spec.serviceAccountName, "serviceAccountName");
  subdomain(spec.nodeName, "nodeName");
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > longestDeadline)) {
    errors.push(invalid(`${path}.activeDeadlineSeconds`, deadline, rangeMessage(1, longestDeadline)));
  }
  label(spec.hostname, "hostname");
  label(spec.subdomain, "subdomain");
  if (spec.hostnameOverride !== undefined) validateHostnameOverride(spec, spec.hostnameOverride, path, errors);
  if (spec.tolerations) validateTolerations(spec.tolerations, `${path}.tolerations`, errors);
  if (spec.hostAliases) validateHostAliases(spec.hostAliases, `${path}.hostAliases`, errors);
  subdomain(spec.priorityClassName, "priorityClassName");
  if (spec.runtimeClassName !== undefined) {
    errors.push(...invalidEach(`${path}.runtimeClassName`, spec.runtimeClassName, nameIsDnsSubdomain(spec.runtimeClassName, false)));
  }
  if (spec.preemptionPolicy !== undefined) validateOneOf(spec.preemptionPolicy, preemptionPolicies, `${path}.preemptionPolicy`, errors);
  // The overhead is held to the rules of limits, and named so.
  if (spec.overhead) validateResourceRequirements({ limits: spec.overhead }, new Set(), `${path}.overhead`, errors);
}

// Mirrors validateHostnameOverride (same file; HostnameOverride).
function validateHostnameOverride(spec: PodSpec, name: string, path: string, errors: FieldError[]): void {
  const at = `${path}.hostnameOverride`;
  if (name === "") errors.push(required(at));
  else errors.push(...invalidEach(at, name, isDns1123Subdomain(name)));
  if (name.length > 64) errors.push(tooLong(at, 64));
  if (spec.hostNetwork) errors.push(forbidden(at, "may not be specified when `hostNetwork` is true"));
  if (spec.setHostnameAsFQDN) errors.push(forbidden(at, "may not be specified when `setHostnameAsFQDN` is true"));
}

// Mirrors validatePodResourceClaims (same file).
function validateResourceClaims(claims: readonly PodResourceClaim[], path: string, errors: FieldError[]): void {
  const names = new Set<string>();
  claims.forEach((claim, index) => {
    const at = `${path}[${index}]`;
    const { name = "", resourceClaimName, resourceClaimTemplateName } = claim;
    if (name === "") errors.push(required(`${at}.name`));
    else if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    else errors.push(...invalidEach(`${at}.name`, name, isDns1123Label(name)));
    names.add(name);
    const value = { Name: name, ResourceClaimName: resourceClaimName ?? null, ResourceClaimTemplateName: resourceClaimTemplateName ?? null };
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
      errors.push(invalid(at, value, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"));
    }
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
      errors.push(invalid(at, value, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"));
    }
    for (const [field, text] of [["resourceClaimName", resourceClaimName], ["resourceClaimTemplateName", resourceClaimTemplateName]] as const) {
      if (text !== undefined) errors.push(...invalidEach(`${at}.${field}`, text, nameIsDnsSubdomain(text, false)));
    }
  });
}
