import type { DownwardAPIVolumeFile, KeyToPath } from "../../../../api/types.ts";
import { invalid, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { validateNonReservedPath } from "../paths.ts";
import { validateFieldRef, validateResourceFieldRef, volumeFieldPaths } from "./field-refs.ts";

export function validateMode(mode: number | undefined, path: string, errors: FieldError[]): void {
  if (mode !== undefined && (mode < 0 || mode > 0o777)) {
    errors.push(invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive"));
  }
}

export function validateKeyToPath({ key = "", path: file = "", mode }: KeyToPath, path: string, errors: FieldError[]): void {
  if (key === "") errors.push(required(`${path}.key`));
  if (file === "") errors.push(required(`${path}.path`));
  validateNonReservedPath(file, `${path}.path`, errors);
  validateMode(mode, `${path}.mode`, errors);
}

/** Faults carry the path of the volume, not of the item. */
export function validateDownwardFile(file: DownwardAPIVolumeFile, path: string, errors: FieldError[]): void {
  if (!file.path) errors.push(required(`${path}.path`));
  validateNonReservedPath(file.path ?? "", `${path}.path`, errors);
  if (file.fieldRef) {
    validateFieldRef(file.fieldRef, volumeFieldPaths, `${path}.fieldRef`, errors);
    if (file.resourceFieldRef) errors.push(invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"));
  } else if (file.resourceFieldRef) validateResourceFieldRef(file.resourceFieldRef, true, `${path}.resourceFieldRef`, errors);
  else errors.push(required(path, "one of fieldRef and resourceFieldRef is required"));
  validateMode(file.mode, `${path}.mode`, errors);
}
