import { invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Label, rangeMessage } from "../formats.ts";
import { validateDescendingPath } from "../paths.ts";
import type { SourceRules } from "./volume-sources.ts";

interface Fields {
  readonly [field: string]: unknown;
}
type Check = (source: Fields, path: string, errors: FieldError[]) => void;

const text = (source: Fields, field: string): string => (typeof source[field] === "string" ? source[field] : "");
const list = (source: Fields, field: string): readonly string[] => (Array.isArray(source[field]) ? (source[field] as string[]) : []);
const number = (source: Fields, field: string): number => (typeof source[field] === "number" ? source[field] : 0);

/** A source of which these fields must not be empty, with further checks. */
const needs =
  (fields: readonly string[], more?: Check): SourceRules[string] =>
  (value, path, errors) => {
    const source = value as Fields;
    for (const field of fields) {
      const given = source[field];
      if (Array.isArray(given) ? given.length === 0 : !given) errors.push(required(`${path}.${field}`));
    }
    more?.(source, path, errors);
  };

const partition: Check = (source, path, errors) => {
  const value = number(source, "partition");
  if (value < 0 || value > 255) errors.push(invalid(`${path}.partition`, value, rangeMessage(1, 255)));
};
const lun: Check = (source, path, errors) => {
  const value = number(source, "lun");
  if (value < 0 || value > 255) errors.push(invalid(`${path}.lun`, value, rangeMessage(0, 255)));
};
const secretName: Check = (source, path, errors) => {
  const reference = source["secretRef"] as { readonly name?: string } | undefined;
  if (reference && !reference.name) errors.push(required(`${path}.secretRef.name`));
};

const longestIscsiName = 1024;
const iscsiNames: readonly (readonly [string, RegExp])[] = [
  ["iqn", /iqn\.\d{4}-\d{2}\.([A-Za-z0-9\-.]+)(:[^,;*&$|\s]+)$/],
  ["eui", /^eui.[A-Za-z0-9]{16}$/],
  ["naa", /^naa.[A-Za-z0-9]{32}$/],
];

function validateIscsiName(name: string, path: string, errors: FieldError[]): void {
  const pattern = iscsiNames.find(([prefix]) => name.startsWith(prefix))?.[1];
  // Patterns without an anchor cost the square of the length; no such name is long.
  const matches = name.length <= longestIscsiName && pattern?.test(name);
  if (!pattern) errors.push(invalid(path, name, "must be valid format starting with iqn, eui, or naa"));
  else if (!matches) errors.push(invalid(path, name, "must be valid format"));
}

const iscsi: Check = (source, path, errors) => {
  const iqn = text(source, "iqn");
  if (iqn !== "") validateIscsiName(iqn, `${path}.iqn`, errors);
  lun(source, path, errors);
  if ((source["chapAuthDiscovery"] || source["chapAuthSession"]) && !source["secretRef"]) errors.push(required(`${path}.secretRef`));
  if (typeof source["initiatorName"] === "string") validateIscsiName(source["initiatorName"], `${path}.initiatorname`, errors);
};

const fc: Check = (source, path, errors) => {
  const [names, ids] = [list(source, "targetWWNs"), list(source, "wwids")];
  const at = `${path}.targetWWNs`;
  if (names.length === 0 && ids.length === 0) errors.push(required(at, "must specify either targetWWNs or wwids, but not both"));
  if (names.length > 0 && ids.length > 0) errors.push(invalid(at, names, "targetWWNs and wwids can not be specified simultaneously"));
  if (names.length === 0) return;
  if (source["lun"] === undefined) errors.push(required(`${path}.lun`, "lun is required if targetWWNs is specified"));
  else lun(source, path, errors);
};

const flocker: Check = (source, path, errors) => {
  const [name, uuid] = [text(source, "datasetName"), text(source, "datasetUUID")];
  if (name === "" && uuid === "") errors.push(required(path, "one of datasetName and datasetUUID is required"));
  if (name !== "" && uuid !== "") errors.push(invalid(path, "resource", "datasetName and datasetUUID can not be specified simultaneously"));
  if (name.includes("/")) errors.push(invalid(`${path}.datasetName`, name, "must not contain '/'"));
};

const quobyte: Check = (source, path, errors) => {
  const pairs = "must be a host:port pair or multiple pairs separated by commas";
  const registry = text(source, "registry");
  if (registry === "") errors.push(required(`${path}.registry`, pairs));
  else if (text(source, "tenant").length >= 65) {
    errors.push(required(`${path}.tenant`, "must be a UUID and may not exceed a length of 64 characters"));
  } else if (registry.split(",").some((pair) => !/^(\[[^\]]*\]|[^:[\]]*):[^:]*$/.test(pair))) errors.push(invalid(`${path}.registry`, registry, pairs));
  if (text(source, "volume") === "") errors.push(required(`${path}.volume`));
};

const flexVolume: Check = (source, path, errors) => {
  for (const key of Object.keys((source["options"] as object | undefined) ?? {})) {
    const namespace = `.${(key.includes("/") ? (key.split("/", 1)[0] ?? "") : key).toLowerCase()}`;
    if (namespace.endsWith(".kubernetes.io") || namespace.endsWith(".k8s.io")) {
      errors.push(invalid(`${path}.options[${key}]`, key, "kubernetes.io and k8s.io namespaces are reserved"));
    }
  }
};

const cachingModes = ["None", "ReadOnly", "ReadWrite"];
const diskKinds = ["Dedicated", "Managed", "Shared"];
const managedUri = "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
const blobUri = "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";

const azureDisk: Check = (source, path, errors) => {
  const [caching, kind, uri] = [source["cachingMode"], source["kind"], text(source, "diskURI")];
  if (typeof caching === "string" && !cachingModes.includes(caching)) errors.push(notSupported(`${path}.cachingMode`, caching, cachingModes));
  if (typeof kind !== "string") return;
  if (!diskKinds.includes(kind)) errors.push(notSupported(`${path}.kind`, kind, diskKinds));
  if (kind === "Managed" && !uri.startsWith("/subscriptions/")) errors.push(notSupported(`${path}.diskURI`, uri, [managedUri]));
  if (kind !== "Managed" && !uri.startsWith("https://")) errors.push(notSupported(`${path}.diskURI`, uri, [blobUri]));
};

const storageos: Check = (source, path, errors) => {
  const [name, namespace] = [text(source, "volumeName"), text(source, "volumeNamespace")];
  if (name !== "") errors.push(...invalidEach(`${path}.volumeName`, name, isDns1123Label(name)));
  if (namespace !== "") errors.push(...invalidEach(`${path}.volumeNamespace`, namespace, isDns1123Label(namespace)));
  secretName(source, path, errors);
};

/** Sources that are deprecated or belong to one cloud. Mirrors their functions in pkg/apis/core/validation/validation.go. */
export const legacySources: SourceRules = {
  gitRepo: needs(["repository"], (source, path, errors) => validateDescendingPath(text(source, "directory"), `${path}.directory`, errors)),
  gcePersistentDisk: needs(["pdName"], partition),
  awsElasticBlockStore: needs(["volumeID"], partition),
  iscsi: needs(["targetPortal", "iqn"], iscsi),
  glusterfs: needs(["endpoints", "path"]),
  flocker: needs([], flocker),
  rbd: needs(["monitors", "image"]),
  cinder: needs(["volumeID"], secretName),
  cephfs: needs(["monitors"]),
  quobyte: needs([], quobyte),
  fc: needs([], fc),
  flexVolume: needs(["driver"], flexVolume),
  azureFile: needs(["secretName", "shareName"]),
  vsphereVolume: needs(["volumePath"]),
  photonPersistentDisk: needs(["pdID"]),
  portworxVolume: needs(["volumeID"]),
  azureDisk: needs(["diskName", "diskURI"], azureDisk),
  storageos: needs(["volumeName"], storageos),
  scaleIO: needs(["gateway", "system", "volumeName"]),
};
