import type { PodSpec, WindowsSecurityContextOptions } from "../../../../api/types.ts";
import { forbidden, invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Subdomain } from "../formats.ts";
import { visitContainers } from "./visit.ts";

const specKiB = 64;
const longestDomain = 256;
const longestUser = 104;
// eslint's control-character rule does not apply: this is the check for them.
const controlCharacters = /[\0-\x1f\x7f]/;
const netBiosName = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const dnsLabel = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
const dnsName = new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`);

// Mirrors validateWindowsSecurityContextOptions (pkg/apis/core/validation/validation.go).
export function validateWindowsOptions(options: WindowsSecurityContextOptions, path: string, errors: FieldError[]): void {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  if (name !== undefined) errors.push(...invalidEach(`${path}.gmsaCredentialSpecName`, name, isDns1123Subdomain(name)));
  if (spec === "") errors.push(invalid(`${path}.gmsaCredentialSpec`, spec, "gmsaCredentialSpec cannot be an empty string"));
  else if (spec !== undefined && spec.length > specKiB * 1024) {
    errors.push(invalid(`${path}.gmsaCredentialSpec`, spec, `gmsaCredentialSpec size must be under ${specKiB} KiB`));
  }
  if (user !== undefined) for (const message of userNameFaults(user)) errors.push(invalid(`${path}.runAsUserName`, user, message));
}

function userNameFaults(name: string): readonly string[] {
  if (name === "") return ["runAsUserName cannot be an empty string"];
  if (controlCharacters.test(name)) return ["runAsUserName cannot contain control characters"];
  const parts = name.split("\\");
  if (parts.length > 2) return ["runAsUserName cannot contain more than one backslash"];
  const domain = parts.length === 2 ? (parts[0] ?? "") : undefined;
  const user = parts.at(-1) ?? "";
  const faults: string[] = [];
  if ((domain ?? "").length >= longestDomain) faults.push(`runAsUserName's Domain length must be under ${longestDomain} characters`);
  if (domain !== undefined && !netBiosName.test(domain) && !dnsName.test(domain)) {
    faults.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
  if (user === "") faults.push("runAsUserName's User cannot be empty");
  else if (user.length > longestUser) faults.push(`runAsUserName's User length must not be longer than ${longestUser} characters`);
  if (/^[. ]+$/.test(user)) faults.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) faults.push("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]");
  return faults;
}

// Mirrors validateWindowsHostProcessPod (same file).
export function validateHostProcess(spec: PodSpec, path: string, errors: FieldError[]): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let containers = 0;
  let hostProcesses = 0;
  visitContainers(spec, path, (container, at) => {
    const own = container.securityContext?.windowsOptions?.hostProcess;
    containers++;
    if (own ?? ofPod) hostProcesses++;
    if (ofPod !== undefined && own !== undefined && ofPod !== own) {
      const detail = `pod hostProcess value must be identical if both are specified, was ${ofPod}`;
      errors.push(invalid(`${at}.securityContext.windowsOptions.hostProcess`, own, detail));
    }
  });
  if (hostProcesses === 0) return;
  if (hostProcesses !== containers) {
    errors.push(invalid(path, "", "If pod contains any hostProcess containers then all containers must be HostProcess containers"));
  }
  if (!spec.hostNetwork) errors.push(invalid(`${path}.hostNetwork`, false, "hostNetwork must be true if pod contains any hostProcess containers"));
}

// Mirrors validateOS, validateLinux and validateWindows (same file).
export function validateOs(spec: PodSpec, path: string, errors: FieldError[]): void {
  const name = spec.os?.name;
  if (spec.os === undefined) return;
  if (!name) errors.push(required(`${path}.os.name`, "cannot be empty"));
  else if (name === "linux") validateLinux(spec, path, errors);
  else if (name === "windows") validateWindows(spec, path, errors);
  else errors.push(notSupported(`${path}.os`, name, ["linux", "windows"]));
}

function validateLinux(spec: PodSpec, path: string, errors: FieldError[]): void {
  const refuse = (context: { readonly windowsOptions?: WindowsSecurityContextOptions } | undefined, at: string): void => {
    if (context?.windowsOptions) errors.push(forbidden(`${at}.securityContext.windowsOptions`, "windows options cannot be set for a linux pod"));
  };
  refuse(spec.securityContext, path);
  visitContainers(spec, path, (container, at) => refuse(container.securityContext, at));
}

/** What a Windows pod may not set, in upstream's order; those without a dot belong to the spec. */
const forbiddenInPod = [
  "securityContext.appArmorProfile",
  "securityContext.seLinuxOptions",
  "hostUsers",
  "hostPID",
  "hostIPC",
  "securityContext.seccompProfile",
  "securityContext.fsGroup",
  "securityContext.fsGroupChangePolicy",
  "securityContext.sysctls",
  "shareProcessNamespace",
  "securityContext.runAsUser",
  "securityContext.runAsGroup",
  "securityContext.supplementalGroups",
  "securityContext.supplementalGroupsPolicy",
  "securityContext.seLinuxChangePolicy",
];
const forbiddenInContainer = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
];
/** Plain booleans and lists in Go: false and empty count as not set. */
const unsetWhenEmpty = new Set(["hostPID", "hostIPC", "securityContext.sysctls"]);

function validateWindows(spec: PodSpec, path: string, errors: FieldError[]): void {
  const refuse = (at: string): void => {
    errors.push(forbidden(at, "cannot be set for a windows pod"));
  };
  for (const field of forbiddenInPod) {
    const [first = "", second] = field.split(".");
    const value = second === undefined ? read(spec, first) : read(spec.securityContext, second);
    if (value === undefined) continue;
    if (!unsetWhenEmpty.has(field) || (Array.isArray(value) ? value.length > 0 : value === true)) refuse(`${path}.${field}`);
  }
  visitContainers(spec, path, (container, at) => {
    for (const field of forbiddenInContainer) if (read(container.securityContext, field) !== undefined) refuse(`${at}.securityContext.${field}`);
  });
}

const read = (object: object | undefined, field: string): unknown => (object as Readonly<Record<string, unknown>> | undefined)?.[field];
