import type { Container, Volume, VolumeMount } from "../../../../api/types.ts";
import { forbidden, invalid, notFound, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { hasBacksteps, validateDescendingPath } from "../paths.ts";

type Volumes = ReadonlyMap<string, Volume>;

// Mirrors ValidateVolumeMounts (pkg/apis/core/validation/validation.go). Faults of subPath and the two modes carry the list's path.
export function validateVolumeMounts(mounts: readonly VolumeMount[], container: Container, volumes: Volumes, path: string, errors: FieldError[]): void {
  const paths = new Set<string>();
  const devices = new Map((container.volumeDevices ?? []).map((device) => [device.name, device.devicePath] as const));
  const devicePaths = new Set(devices.values());
  mounts.forEach((mount, index) => {
    const at = `${path}[${index}]`;
    const { name = "", mountPath = "" } = mount;
    if (name === "") errors.push(required(`${at}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${at}.name`, name));
    if (mountPath === "") errors.push(required(`${at}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, "must be unique"));
    paths.add(mountPath);
    if (devices.has(name)) errors.push(invalid(`${at}.name`, name, "must not already exist in volumeDevices"));
    if (devicePaths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, "must not already exist as a path in volumeDevices"));
    validateSubPath(mount, at, path, errors);
    if (mount.mountPropagation !== undefined) validatePropagation(mount.mountPropagation, container, `${path}.mountPropagation`, errors);
    if (mount.recursiveReadOnly !== undefined) validateRecursiveReadOnly(mount, mount.recursiveReadOnly, `${path}.recursiveReadOnly`, errors);
  });
}

function validateSubPath(mount: VolumeMount, at: string, path: string, errors: FieldError[]): void {
  const { subPath = "", subPathExpr = "" } = mount;
  if (subPath !== "") validateDescendingPath(subPath, `${path}.subPath`, errors);
  if (subPathExpr === "") return;
  if (subPath !== "") errors.push(invalid(`${at}.subPathExpr`, subPathExpr, "subPathExpr and subPath are mutually exclusive"));
  validateDescendingPath(subPathExpr, `${path}.subPathExpr`, errors);
}

const propagations = ["Bidirectional", "HostToContainer", "None"];

function validatePropagation(mode: string, container: Container, path: string, errors: FieldError[]): void {
  if (!propagations.includes(mode)) errors.push(notSupported(path, mode, propagations));
  if (mode === "Bidirectional" && !container.securityContext?.privileged) {
    errors.push(forbidden(path, "Bidirectional mount propagation is available only to privileged containers"));
  }
}

const readOnlyModes = ["Disabled", "Enabled", "IfPossible"];

function validateRecursiveReadOnly(mount: VolumeMount, mode: string, path: string, errors: FieldError[]): void {
  if (!readOnlyModes.includes(mode)) errors.push(notSupported(path, mode, readOnlyModes));
  else if (mode !== "Disabled") {
    if (!mount.readOnly) errors.push(forbidden(path, "may only be specified when readOnly is true"));
    if ((mount.mountPropagation ?? "None") !== "None") {
      errors.push(forbidden(path, "may only be specified when mountPropagation is None or not specified"));
    }
  }
}

const onlyClaims = "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";

// Mirrors ValidateVolumeDevices (same file).
export function validateVolumeDevices(container: Container, volumes: Volumes, path: string, errors: FieldError[]): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  const mounts = new Map((container.volumeMounts ?? []).map((mount) => [mount.name, mount.mountPath] as const));
  const mountPaths = new Set(mounts.values());
  container.volumeDevices?.forEach(({ name = "", devicePath = "" }, index) => {
    const at = `${path}[${index}]`;
    const volume = volumes.get(name);
    if (name === "") errors.push(required(`${at}.name`));
    if (names.has(name)) errors.push(invalid(`${at}.name`, name, "must be unique"));
    if (volume && !volume.persistentVolumeClaim && !volume.ephemeral) errors.push(invalid(`${at}.name`, name, onlyClaims));
    if (!volume) errors.push(notFound(`${at}.name`, name));
    if (devicePath === "") errors.push(required(`${at}.devicePath`));
    if (paths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, "must be unique"));
    if (hasBacksteps(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, "can not contain backsteps ('..')"));
    else paths.add(devicePath);
    if (mounts.has(name)) errors.push(invalid(`${at}.name`, name, "must not already exist in volumeMounts"));
    if (mountPaths.has(devicePath)) errors.push(invalid(`${at}.devicePath`, devicePath, "must not already exist as a path in volumeMounts"));
    if (name !== "") names.add(name);
  });
}
