import type { JsonObject } from "../../../../api/json.ts";
import type { ConfinementProfile, SecurityContext } from "../../../../api/types.ts";

/**
 * Some messages print a value as Go's JSON of the internal type: Go's field names in the order of the struct, nothing
 * left out. Mirrors the structs of pkg/apis/core/types.go.
 */

export const goSeccompProfile = (profile: ConfinementProfile): JsonObject => ({
  Type: profile.type ?? "",
  LocalhostProfile: profile.localhostProfile ?? null,
});

export const goSecurityContext = (context: SecurityContext): JsonObject => ({
  Capabilities: context.capabilities ? { Add: context.capabilities.add ?? null, Drop: context.capabilities.drop ?? null } : null,
  Privileged: context.privileged ?? null,
  SELinuxOptions: goSELinuxOptions(context.seLinuxOptions),
  WindowsOptions: goWindowsOptions(context.windowsOptions),
  RunAsUser: context.runAsUser ?? null,
  RunAsGroup: context.runAsGroup ?? null,
  RunAsNonRoot: context.runAsNonRoot ?? null,
  ReadOnlyRootFilesystem: context.readOnlyRootFilesystem ?? null,
  AllowPrivilegeEscalation: context.allowPrivilegeEscalation ?? null,
  ProcMount: context.procMount ?? null,
  SeccompProfile: context.seccompProfile ? goSeccompProfile(context.seccompProfile) : null,
  AppArmorProfile: context.appArmorProfile ? goSeccompProfile(context.appArmorProfile) : null,
});

const goSELinuxOptions = (options: JsonObject | undefined): JsonObject | null =>
  options ? { User: options["user"] ?? "", Role: options["role"] ?? "", Type: options["type"] ?? "", Level: options["level"] ?? "" } : null;

const goWindowsOptions = (options: SecurityContext["windowsOptions"]): JsonObject | null =>
  options
    ? {
        GMSACredentialSpecName: options.gmsaCredentialSpecName ?? null,
        GMSACredentialSpec: options.gmsaCredentialSpec ?? null,
        RunAsUserName: options.runAsUserName ?? null,
        HostProcess: options.hostProcess ?? null,
      }
    : null;
