import type { VolumeProjection } from "../../../../api/types.ts";
import { forbidden, invalid, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { validateNonReservedPath } from "../paths.ts";
import { validateDownwardFile, validateKeyToPath, validateMode } from "./volume-files.ts";

const shortestToken = 10 * 60;
const longestToken = 2 ** 32;

// Mirrors validateProjectedVolumeSource and validateProjectionSources (pkg/apis/core/validation/validation.go).
export function validateProjected(
  projected: { readonly sources?: readonly VolumeProjection[]; readonly defaultMode?: number },
  path: string,
  errors: FieldError[],
): void {
  validateMode(projected.defaultMode, `${path}.defaultMode`, errors);
  const taken = new Set<string>();
  /** Every path in the volume may be written once; `value` is what upstream shows. */
  const claim = (file: string | undefined, value: string): void => {
    if (!file) return;
    if (taken.has(file)) errors.push(invalid(path, value, "conflicting duplicate paths"));
    else taken.add(file);
  };
  projected.sources?.forEach((source, index) => {
    const at = `${path}.sources[${index}]`;
    validateSource(source, path, at, claim, errors);
    const { secret, configMap, downwardAPI, serviceAccountToken } = source;
    if ([secret, configMap, downwardAPI, serviceAccountToken].filter(Boolean).length > 1) {
      errors.push(forbidden(at, "may not specify more than 1 volume type per source"));
    }
  });
}

type Claim = (file: string | undefined, value: string) => void;

function validateSource(source: VolumeProjection, volumePath: string, path: string, claim: Claim, errors: FieldError[]): void {
  for (const kind of ["secret", "configMap"] as const) {
    const keyed = source[kind];
    if (!keyed) continue;
    if (!keyed.name) errors.push(required(`${path}.${kind}.name`));
    keyed.items?.forEach((item, index) => {
      validateKeyToPath(item, `${path}.${kind}.items[${index}]`, errors);
      claim(item.path, keyed.name ?? "");
    });
  }
  for (const file of source.downwardAPI?.items ?? []) {
    validateDownwardFile(file, `${path}.downwardAPI`, errors);
    claim(file.path, file.path);
  }
  const token = source.serviceAccountToken;
  if (!token) return;
  const seconds = token.expirationSeconds ?? 0;
  const at = `${path}.serviceAccountToken.expirationSeconds`;
  if (seconds < shortestToken) errors.push(invalid(at, seconds, "may not specify a duration less than 10 minutes"));
  if (seconds > longestToken) errors.push(invalid(at, seconds, "may not specify a duration larger than 2^32 seconds"));
  // Upstream names the volume here, not the source.
  if (!token.path) errors.push(required(`${volumePath}.path`));
  else validateNonReservedPath(token.path, `${volumePath}.path`, errors);
}
