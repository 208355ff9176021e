import type { Container } from "../../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach, notFound, notSupported, required, tooMany } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Label } from "../formats.ts";
import { validateOneOf } from "../one-of.ts";
import type { PodContext } from "./context.ts";
import { validateEnv, validateEnvFrom } from "./env.ts";
import { validateLifecycle, validateProbes } from "./handlers.ts";
import { validateContainerPorts, validateUniqueHostPorts } from "./ports.ts";
import { validateResizePolicy, validateResourceRequirements } from "./resources.ts";
import { validateSecurityContext } from "./security-context.ts";
import { validateVolumeDevices, validateVolumeMounts } from "./volume-mounts.ts";

const terminationMessagePolicies = ["File", "FallbackToLogsOnError"];
const pullPolicies = ["Always", "IfNotPresent", "Never"];

// Mirrors validateContainerCommon (pkg/apis/core/validation/validation.go).
function validateCommon(container: Container, pod: PodContext, path: string, errors: FieldError[]): void {
  if (!container.name) errors.push(required(`${path}.name`));
  else errors.push(...invalidEach(`${path}.name`, container.name, isDns1123Label(container.name)));
  if (!container.image) errors.push(required(`${path}.image`));
  validateOneOf(container.terminationMessagePolicy, terminationMessagePolicies, `${path}.terminationMessagePolicy`, errors);
  if (container.ports) validateContainerPorts(container.ports, `${path}.ports`, errors);
  if (container.env) validateEnv(container.env, pod.volumes, `${path}.env`, errors);
  if (container.envFrom) validateEnvFrom(container.envFrom, `${path}.envFrom`, errors);
  if (container.volumeMounts) validateVolumeMounts(container.volumeMounts, container, pod.volumes, `${path}.volumeMounts`, errors);
  if (container.volumeDevices) validateVolumeDevices(container, pod.volumes, `${path}.volumeDevices`, errors);
  validateOneOf(container.imagePullPolicy, pullPolicies, `${path}.imagePullPolicy`, errors);
  if (container.resources) validateResourceRequirements(container.resources, pod.claimNames, `${path}.resources`, errors);
  if (container.resizePolicy) validateResizePolicy(container.resizePolicy, pod.restartPolicy, `${path}.resizePolicy`, errors);
  if (container.securityContext) validateSecurityContext(container.securityContext, pod.hostUsers, `${path}.securityContext`, errors);
}

const restartPolicies = ["Always", "Never", "OnFailure"];
const ruleActions = ["Restart", "RestartAllContainers"];
const ruleOperators = ["In", "NotIn"];

// Mirrors validateContainerRestartPolicy (same file; ContainerRestartRules).
function validateRestartPolicy(container: Container, path: string, errors: FieldError[]): void {
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container;
  if (policy === undefined) {
    if (rules.length > 0) errors.push(required(`${path}.restartPolicy`, "must specify restartPolicy when restart rules are used"));
  } else if (!restartPolicies.includes(policy)) errors.push(notSupported(`${path}.restartPolicy`, policy, restartPolicies));
  if (rules.length > 20) errors.push(tooMany(`${path}.restartPolicyRules`, rules.length, 20));
  rules.forEach(({ action, exitCodes }, index) => {
    const at = `${path}.restartPolicyRules[${index}]`;
    if (!ruleActions.includes(action)) errors.push(notSupported(`${at}.action`, action ?? "", ruleActions));
    if (exitCodes === undefined) {
      errors.push(required(`${at}.exitCodes`, "must be specified"));
      return;
    }
    const { operator, values = [] } = exitCodes;
    if (!ruleOperators.includes(operator)) errors.push(notSupported(`${at}.exitCodes.operator`, operator ?? "", ruleOperators));
    if (values.length > 255) errors.push(tooMany(`${at}.exitCodes.values`, values.length, 255));
  });
}

// Mirrors validateContainers (same file).
export function validateContainers(containers: readonly Container[], pod: PodContext, path: string, errors: FieldError[]): void {
  if (containers.length === 0) {
    errors.push(required(path));
    return;
  }
  const names = new Set<string>();
  containers.forEach((container, index) => {
    const at = `${path}[${index}]`;
    validateCommon(container, pod, at, errors);
    const { name = "" } = container;
    if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    else names.add(name);
    if (container.lifecycle) validateLifecycle(container.lifecycle, pod.gracePeriodSeconds, `${at}.lifecycle`, errors);
    validateProbes(container, pod.gracePeriodSeconds, at, errors);
    validateRestartPolicy(container, at, errors);
  });
  validateUniqueHostPorts(containers, path, errors);
}

const notForPlainInit = "may not be set for init containers without restartPolicy=Always";
const sidecarOnly = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const;

// Mirrors validateInitContainers (same file).
export function validateInitContainers(
  containers: readonly Container[],
  regular: readonly Container[],
  pod: PodContext,
  path: string,
  errors: FieldError[],
): void {
  const names = new Set(regular.map((container) => container.name));
  containers.forEach((container, index) => {
    const at = `${path}[${index}]`;
    validateCommon(container, pod, at, errors);
    validateRestartPolicy(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name ?? ""));
    else if (container.name) names.add(container.name);
    // They run one by one, so each is looked at alone, and upstream then always says [0].
    validateUniqueHostPorts([container], path, errors);
    if (container.restartPolicy === "Always") {
      if (container.lifecycle) validateLifecycle(container.lifecycle, pod.gracePeriodSeconds, `${at}.lifecycle`, errors);
      validateProbes(container, pod.gracePeriodSeconds, at, errors);
    } else for (const field of sidecarOnly) if (container[field]) errors.push(forbidden(`${at}.${field}`, notForPlainInit));
  });
}

const notForEphemeral = "cannot be set for an Ephemeral Container";
/** In the order of the Go struct. */
const forbiddenForEphemeral = [
  "ports",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "restartPolicyRules",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
] as const;

// Mirrors validateEphemeralContainers (same file).
export function validateEphemeralContainers(
  containers: readonly Container[],
  others: readonly Container[],
  pod: PodContext,
  path: string,
  errors: FieldError[],
): void {
  const otherNames = new Set(others.map((container) => container.name));
  const names = new Set(otherNames);
  containers.forEach((container, index) => {
    const at = `${path}[${index}]`;
    validateCommon(container, pod, at, errors);
    validateImageWhitespace(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name ?? ""));
    else names.add(container.name);
    const target = container.targetContainerName;
    if (target && !otherNames.has(target)) errors.push(notFound(`${at}.targetContainerName`, target));
    for (const field of forbiddenForEphemeral) if (isSet(container[field])) errors.push(forbidden(`${at}.${field}`, notForEphemeral));
    container.volumeMounts?.forEach((mount, mountIndex) => {
      if (mount.subPath) errors.push(forbidden(`${at}.volumeMounts[${mountIndex}].subPath`, notForEphemeral));
      if (mount.subPathExpr) errors.push(forbidden(`${at}.volumeMounts[${mountIndex}].subPathExpr`, notForEphemeral));
    });
  });
}

/** `resources: {}` is Go's zero value; an empty pointer or list is not. */
const isSet = (value: unknown): boolean =>
  value !== undefined && (typeof value !== "object" || value === null || Array.isArray(value) || Object.keys(value).length > 0);

// Mirrors validateContainerOnlyForPod (same file).
export function validateImageWhitespace(container: Container, path: string, errors: FieldError[]): void {
  const { image = "" } = container;
  if (image.trim() !== image) errors.push(invalid(`${path}.image`, image, "must not have leading or trailing whitespace"));
}
