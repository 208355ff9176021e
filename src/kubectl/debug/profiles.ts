import type { JsonObject } from "../../api/json.ts";
import { listAt, objectAt, objectsAt, stringAt, withValue } from "../objects.ts";

export type DebugStyle = "ephemeral" | "copy" | "node";

/** What of the original a copy keeps. */
export interface KeepFlags {
  readonly labels: boolean;
  readonly annotations: boolean;
  readonly liveness: boolean;
  readonly readiness: boolean;
  readonly startup: boolean;
  readonly initContainers: boolean;
}

type Change = (pod: JsonObject) => JsonObject;

export const profileNames: readonly string[] = ["legacy", "general", "baseline", "restricted", "netadmin", "sysadmin"];

// Mirrors the profiles' Apply (kubectl/pkg/cmd/debug/profiles.go).
export function applyProfile(profile: string, style: DebugStyle, container: string, keep: KeepFlags, pod: JsonObject): JsonObject {
  return changesOf(profile, style, container, keep).reduce((changed, change) => change(changed), pod);
}

function changesOf(profile: string, style: DebugStyle, container: string, keep: KeepFlags): readonly Change[] {
  const copying = [...removals(keep), shareProcesses];
  const secure = (change: Change): Change => onContainer(container, (c) => withValue(c, ["securityContext"], change(objectAt(c, "securityContext"))));
  const clear = onContainer(container, (c) => withValue(c, ["securityContext"], undefined));
  switch (profile) {
    case "legacy":
      return style === "node" ? [mountHost(container), useHost] : style === "copy" ? [(pod) => withValue(pod, ["metadata", "labels"], undefined)] : [];
    case "general":
      if (style === "node") return [mountHost(container), clear, useHost];
      return [...(style === "copy" ? removals(keep) : []), secure(adding("SYS_PTRACE")), ...(style === "copy" ? [shareProcesses] : [])];
    case "baseline":
      return [clear, ...(style === "copy" ? copying : [])];
    case "restricted":
      return [clear, secure(() => RESTRICTED), ...(style === "copy" ? copying : [])];
    case "netadmin":
      return [secure(adding("NET_ADMIN", "NET_RAW")), ...(style === "node" ? [useHost] : style === "copy" ? copying : [])];
    default:
      return [secure((context) => ({ ...context, privileged: true })), ...(style === "node" ? [useHost, mountHost(container)] : style === "copy" ? copying : [])];
  }
}

const RESTRICTED: JsonObject = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };

const adding = (...names: readonly string[]): Change => (context) => withValue(context, ["capabilities", "add"], [...listAt(context, "capabilities", "add"), ...names]);

const useHost: Change = (pod) => withValue(withValue(withValue(pod, ["spec", "hostNetwork"], true), ["spec", "hostPID"], true), ["spec", "hostIPC"], true);

const shareProcesses: Change = (pod) => (objectAt(pod, "spec")["shareProcessNamespace"] === undefined ? withValue(pod, ["spec", "shareProcessNamespace"], true) : pod);

const mountHost = (container: string): Change => (pod) => {
  const mounted = onContainer(container, (c) => withValue(c, ["volumeMounts"], [...listAt(c, "volumeMounts"), { mountPath: "/host", name: "host-root" }]))(pod);
  return withValue(mounted, ["spec", "volumes"], [...listAt(pod, "spec", "volumes"), { name: "host-root", hostPath: { path: "/" } }]);
};

const LISTS = ["containers", "initContainers", "ephemeralContainers"];

/** Changes the container of a name, in whichever list it stands. */
export const onContainer = (name: string, change: Change): Change => (pod) =>
  LISTS.reduce((changed, list) => (objectAt(pod, "spec")[list] === undefined ? changed : withValue(changed, ["spec", list], objectsAt(pod, "spec", list).map((c) => (stringAt(c, "name") === name ? change(c) : c)))), pod);

function removals(keep: KeepFlags): readonly Change[] {
  const probes = (["liveness", "readiness", "startup"] as const).filter((probe) => !keep[probe]);
  const withoutProbes: Change = (pod) => withValue(pod, ["spec", "containers"], objectsAt(pod, "spec", "containers").map((c) => probes.reduce((bare, probe) => withValue(bare, [`${probe}Probe`], undefined), c)));
  return [
    ...(keep.labels ? [] : [(pod: JsonObject) => withValue(pod, ["metadata", "labels"], undefined)]),
    ...(keep.annotations ? [] : [(pod: JsonObject) => withValue(pod, ["metadata", "annotations"], undefined)]),
    withoutProbes,
    ...(keep.initContainers ? [] : [(pod: JsonObject) => withValue(pod, ["spec", "initContainers"], undefined)]),
  ];
}
