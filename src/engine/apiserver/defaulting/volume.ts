import type { DownwardAPIVolumeFile, Volume, VolumeProjection } from "../../../api/types.ts";
import { defaultFieldRef, defaultResourceFieldRef } from "./container.ts";
import { each, eachIn, fill, within } from "./fill.ts";
import { defaultPullPolicy } from "./image-pull-policy.ts";
import { defaultResourceList } from "./resource-list.ts";

const mode = { defaultMode: 0o644 };
type Source = Readonly<Record<string, unknown>>;

// Mirrors SetDefaults_Volume and those of the sources (pkg/apis/core/v1/defaults.go, zz_generated.defaults.go).
export function defaultVolume(volume: Volume): Volume {
  const source = Object.keys(volume).find((field) => field !== "name" && volume[field] !== undefined && volume[field] !== null);
  if (source === undefined) return { ...volume, emptyDir: {} };
  switch (source) {
    case "secret":
    case "configMap":
      return within(volume, source, (value) => fill(value, mode));
    case "downwardAPI":
      return within(volume, source, (value) => eachIn(fill(value, mode), "items", defaultFile));
    case "projected":
      return within(volume, source, (value) => eachIn(fill(value, mode), "sources", defaultProjection));
    case "hostPath":
      // The empty type is written out.
      return within(volume, source, (value) => (value.type === undefined ? { ...value, type: "" } : value));
    default:
      return defaultOther(volume, source);
  }
}

const defaultFile = (file: DownwardAPIVolumeFile): DownwardAPIVolumeFile => within(within(file, "fieldRef", defaultFieldRef), "resourceFieldRef", defaultResourceFieldRef);

function defaultProjection(source: VolumeProjection): VolumeProjection {
  const filed = within(source, "downwardAPI", (value) => eachIn(value, "items", defaultFile));
  return within(filed, "serviceAccountToken", (token) => (token.expirationSeconds === undefined ? { ...token, expirationSeconds: 3600 } : token));
}

const otherDefaults: Readonly<Record<string, Source>> = {
  iscsi: { iscsiInterface: "default" },
  rbd: { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" },
  azureDisk: { cachingMode: "ReadWrite", kind: "Shared", fsType: "ext4", readOnly: false },
  scaleIO: { storageMode: "ThinProvisioned", fsType: "xfs" },
};

function defaultOther(volume: Volume, source: string): Volume {
  const value = volume[source] as Source;
  const next = source === "ephemeral" ? defaultClaimTemplate(value) : source === "image" ? defaultImage(value) : fill(value, otherDefaults[source] ?? {});
  return next === value ? volume : { ...volume, [source]: next };
}

const defaultImage = (source: Source): Source => fill(source, { pullPolicy: defaultPullPolicy(source["reference"] as string | undefined) });

/** Mirrors SetDefaults_PersistentVolumeClaimSpec inside the template; metadata and resources are always written. */
function defaultClaimTemplate(source: Source): Source {
  const template = source["volumeClaimTemplate"] as Source | undefined;
  if (!template) return source;
  const spec = (template["spec"] as Source | undefined) ?? {};
  const resources = (spec["resources"] as Source | undefined) ?? {};
  const [rounded] = each([resources as { requests?: Readonly<Record<string, string>> }], (value) => within(value, "requests", defaultResourceList));
  const nextSpec = fill(rounded === resources ? spec : { ...spec, resources: rounded }, { volumeMode: "Filesystem", resources: {} });
  const next = fill(nextSpec === spec ? template : { ...template, spec: nextSpec }, { metadata: {}, spec: nextSpec });
  return next === template ? source : { ...source, volumeClaimTemplate: next };
}
