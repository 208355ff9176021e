import type { ConfinementProfile, PodSecurityContext, PodSpec, SecurityContext } from "../../../../api/types.ts";
import { duplicate, invalid, notSupported, required, tooLong } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { rangeMessage } from "../formats.ts";
import { goValue } from "../go-shape.ts";
import { validateDescendingPath } from "../paths.ts";
import { seccompProfileShape, securityContextShape } from "./go-shape.ts";
import { validateWindowsOptions } from "./windows.ts";

const largestId = 2 ** 31 - 1;
const idRange = rangeMessage(0, largestId);

function validateId(id: number | undefined, path: string, errors: FieldError[]): void {
  if (id !== undefined && (id < 0 || id > largestId)) errors.push(invalid(path, id, idRange));
}

// Mirrors ValidateSecurityContext (pkg/apis/core/validation/validation.go).
export function validateSecurityContext(context: SecurityContext, hostUsers: boolean, path: string, errors: FieldError[]): void {
  validateId(context.runAsUser, `${path}.runAsUser`, errors);
  validateId(context.runAsGroup, `${path}.runAsGroup`, errors);
  if (context.procMount !== undefined) validateProcMount(context.procMount, hostUsers, `${path}.procMount`, errors);
  if (context.seccompProfile) validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`, errors);
  if (context.allowPrivilegeEscalation === false) validateNoEscalation(context, path, errors);
  if (context.windowsOptions) validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`, errors);
  if (context.appArmorProfile) validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`, errors);
}

const procMounts = ["Default", "Unmasked"];

function validateProcMount(type: string, hostUsers: boolean, path: string, errors: FieldError[]): void {
  if (!procMounts.includes(type)) errors.push(notSupported(path, type, procMounts));
  if (hostUsers && type === "Unmasked") errors.push(invalid(path, type, "`hostUsers` must be false to use `Unmasked`"));
}

function validateNoEscalation(context: SecurityContext, path: string, errors: FieldError[]): void {
  const refuse = (what: string): void => {
    errors.push(invalid(path, goValue(context, securityContextShape), `cannot set \`allowPrivilegeEscalation\` to false and ${what}`));
  };
  if (context.privileged) refuse("`privileged` to true");
  if (context.capabilities?.add?.includes("CAP_SYS_ADMIN")) refuse("`capabilities.Add` CAP_SYS_ADMIN");
}

const profileTypes = ["Localhost", "RuntimeDefault", "Unconfined"];

// Mirrors validateSeccompProfileField (same file).
function validateSeccompProfile(profile: ConfinementProfile, path: string, errors: FieldError[]): void {
  const { type = "", localhostProfile } = profile;
  const at = `${path}.localhostProfile`;
  if (type === "") errors.push(required(`${path}.type`, "type is required when seccompProfile is set"));
  else if (!profileTypes.includes(type)) errors.push(notSupported(`${path}.type`, type, profileTypes));
  if (type !== "Localhost") {
    if (localhostProfile !== undefined) errors.push(invalid(at, goValue(profile, seccompProfileShape), "can only be set when seccomp type is Localhost"));
  } else if (localhostProfile === undefined) errors.push(required(at, "must be set when seccomp type is Localhost"));
  else validateDescendingPath(localhostProfile, at, errors);
}

const longestProfile = 4095;

// Mirrors ValidateAppArmorProfileField (same file).
function validateAppArmorProfile(profile: ConfinementProfile, path: string, errors: FieldError[]): void {
  const { type = "", localhostProfile } = profile;
  const at = `${path}.localhostProfile`;
  if (type === "Localhost") {
    if (localhostProfile === undefined) errors.push(required(at, "must be set when AppArmor type is Localhost"));
    else if (localhostProfile.trim() !== localhostProfile) errors.push(invalid(at, localhostProfile, "must not be padded with whitespace"));
    else if (localhostProfile === "") errors.push(required(at, "must be set when AppArmor type is Localhost"));
    if ((localhostProfile ?? "").length > longestProfile) errors.push(tooLong(at, longestProfile));
  } else if (type === "RuntimeDefault" || type === "Unconfined") {
    if (localhostProfile !== undefined) errors.push(invalid(at, localhostProfile, "can only be set when AppArmor type is Localhost"));
  } else if (type === "") errors.push(required(`${path}.type`, "type is required when appArmorProfile is set"));
  else errors.push(notSupported(`${path}.type`, type, profileTypes));
}

const fsGroupChangePolicies = ["Always", "OnRootMismatch"];
const supplementalGroupsPolicies = ["Merge", "Strict"];
const seLinuxChangePolicies = ["MountOption", "Recursive"];

// Mirrors validatePodSpecSecurityContext (same file).
export function validatePodSecurityContext(context: PodSecurityContext, spec: PodSpec, path: string, errors: FieldError[]): void {
  validateId(context.fsGroup, `${path}.fsGroup`, errors);
  validateId(context.runAsUser, `${path}.runAsUser`, errors);
  validateId(context.runAsGroup, `${path}.runAsGroup`, errors);
  context.supplementalGroups?.forEach((id, index) => validateId(id, `${path}.supplementalGroups[${index}]`, errors));
  if (spec.shareProcessNamespace && spec.hostPID) {
    errors.push(invalid(`${path}.shareProcessNamespace`, true, "ShareProcessNamespace and HostPID cannot both be enabled"));
  }
  if (context.sysctls) validateSysctls(context.sysctls, spec, `${path}.sysctls`, errors);
  validatePolicy(context.fsGroupChangePolicy, fsGroupChangePolicies, `${path}.fsGroupChangePolicy`, errors);
  if (context.seccompProfile) validateSeccompProfile(context.seccompProfile, `${path}.seccompProfile`, errors);
  if (context.windowsOptions) validateWindowsOptions(context.windowsOptions, `${path}.windowsOptions`, errors);
  if (context.appArmorProfile) validateAppArmorProfile(context.appArmorProfile, `${path}.appArmorProfile`, errors);
  validatePolicy(context.supplementalGroupsPolicy, supplementalGroupsPolicies, `${path}.supplementalGroupsPolicy`, errors);
  validatePolicy(context.seLinuxChangePolicy, seLinuxChangePolicies, `${path}.seLinuxChangePolicy`, errors);
}

function validatePolicy(value: string | undefined, supported: readonly string[], path: string, errors: FieldError[]): void {
  if (value !== undefined && !supported.includes(value)) errors.push(notSupported(path, value, supported));
}

const segment = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const sysctlPattern = new RegExp(`^(${segment}[\\./])*${segment}$`);
const sysctlMessage = `must have at most 253 characters and match regex ^(${segment}[\\./])*${segment}$`;

// Mirrors validateSysctls and ValidateHostSysctl (same file).
function validateSysctls(sysctls: readonly { readonly name: string }[], spec: PodSpec, path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  sysctls.forEach(({ name = "" }, index) => {
    const at = `${path}[${index}].name`;
    if (name === "") errors.push(required(at));
    else if (name.length > 253 || !sysctlPattern.test(name)) errors.push(invalid(at, name, sysctlMessage));
    else if (seen.has(name)) errors.push(duplicate(at, name));
    const namespace = sysctlNamespace(name);
    if (spec.hostNetwork && namespace === "net") errors.push(invalid(at, name, "may not be specified when 'hostNetwork' is true"));
    else if (spec.hostIPC && namespace === "ipc") errors.push(invalid(at, name, "may not be specified when 'hostIPC' is true"));
    seen.add(name);
  });
}

// Mirrors GetNamespace (component-helpers/node/util/sysctl/namespace.go).
function sysctlNamespace(sysctl: string): "ipc" | "net" | undefined {
  const name = sysctl.replaceAll("/", ".");
  if (name.startsWith("net.")) return "net";
  return name === "kernel.sem" || name.startsWith("kernel.shm") || name.startsWith("kernel.msg") || name.startsWith("fs.mqueue.") ? "ipc" : undefined;
}
