import { quantitySign } from "../../../../api/quantity.ts";
import type { DownwardAPIVolumeFile, KeyToPath } from "../../../../api/types.ts";
import { forbidden, invalid, invalidEach, notSupported, required, tooLong } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Subdomain, nameIsDnsSubdomain } from "../formats.ts";
import { validateNoBacksteps } from "../paths.ts";
import { validateOneOf } from "../one-of.ts";
import { validateClaimTemplate } from "./claim-template.ts";
import { validateProjected } from "./projected-volumes.ts";
import { validateDownwardFile, validateKeyToPath, validateMode } from "./volume-files.ts";

/** Checks of the body of a source, by field name. */
export type SourceRules = Readonly<Record<string, (source: unknown, path: string, errors: FieldError[]) => void>>;

const rule =
  <T>(validate: (source: T, path: string, errors: FieldError[]) => void): SourceRules[string] =>
  (source, path, errors) =>
    validate(source as T, path, errors);

interface KeyedSource {
  readonly name?: string;
  readonly secretName?: string;
  readonly items?: readonly KeyToPath[];
  readonly defaultMode?: number;
}

const keyed = (nameField: "name" | "secretName"): SourceRules[string] =>
  rule<KeyedSource>((source, path, errors) => {
    if (!source[nameField]) errors.push(required(`${path}.${nameField}`));
    validateMode(source.defaultMode, `${path}.defaultMode`, errors);
    source.items?.forEach((item, index) => validateKeyToPath(item, `${path}.items[${index}]`, errors));
  });

const hostPathTypes = ["", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"];
const pullPolicies = ["Always", "IfNotPresent", "Never"];

/** The sources that are in use today. Mirrors their functions in pkg/apis/core/validation/validation.go. */
export const commonSources: SourceRules = {
  emptyDir: rule<{ sizeLimit?: string }>((source, path, errors) => {
    if (source.sizeLimit !== undefined && quantitySign(source.sizeLimit) < 0) {
      errors.push(forbidden(`${path}.sizeLimit`, "SizeLimit field must be a valid resource quantity"));
    }
  }),
  hostPath: rule<{ path?: string; type?: string }>((source, path, errors) => {
    if (!source.path) {
      errors.push(required(`${path}.path`));
      return;
    }
    validateNoBacksteps(source.path, `${path}.path`, errors);
    if (source.type !== undefined && !hostPathTypes.includes(source.type)) errors.push(notSupported(`${path}.type`, source.type, hostPathTypes));
  }),
  secret: keyed("secretName"),
  configMap: keyed("name"),
  downwardAPI: rule<{ items?: readonly DownwardAPIVolumeFile[]; defaultMode?: number }>((source, path, errors) => {
    validateMode(source.defaultMode, `${path}.defaultMode`, errors);
    for (const file of source.items ?? []) validateDownwardFile(file, path, errors);
  }),
  persistentVolumeClaim: rule<{ claimName?: string }>((source, path, errors) => {
    if (!source.claimName) errors.push(required(`${path}.claimName`));
  }),
  nfs: rule<{ server?: string; path?: string }>((source, path, errors) => {
    if (!source.server) errors.push(required(`${path}.server`));
    if (!source.path) errors.push(required(`${path}.path`));
    if (!source.path?.startsWith("/")) errors.push(invalid(`${path}.path`, source.path ?? "", "must be an absolute path"));
  }),
  projected: rule(validateProjected),
  csi: rule<{ driver?: string; nodePublishSecretRef?: { name?: string } }>((source, path, errors) => {
    validateDriverName(source.driver ?? "", `${path}.driver`, errors);
    const secret = source.nodePublishSecretRef;
    if (secret && !secret.name) errors.push(required(`${path}.nodePublishSecretRef.name`));
    else if (secret?.name) errors.push(...invalidEach(`${path}.name`, secret.name, nameIsDnsSubdomain(secret.name, false)));
  }),
  ephemeral: rule<{ volumeClaimTemplate?: Parameters<typeof validateClaimTemplate>[0] }>((source, path, errors) => {
    if (!source.volumeClaimTemplate) errors.push(required(`${path}.volumeClaimTemplate`));
    else validateClaimTemplate(source.volumeClaimTemplate, `${path}.volumeClaimTemplate`, errors);
  }),
  image: rule<{ reference?: string; pullPolicy?: string }>((source, path, errors) => {
    if (!source.reference) errors.push(required(`${path}.reference`));
    validateOneOf(source.pullPolicy, pullPolicies, `${path}.pullPolicy`, errors);
  }),
};

// Mirrors ValidateCSIDriverName (same file).
function validateDriverName(driver: string, path: string, errors: FieldError[]): void {
  if (driver === "") errors.push(required(path));
  if (driver.length > 63) errors.push(tooLong(path, 63));
  errors.push(...invalidEach(path, driver, isDns1123Subdomain(driver.toLowerCase())));
}
