import { compareQuantities } from "../../../../api/quantity.ts";
import type { ObjectFieldSelector, ResourceFieldSelector } from "../../../../api/types.ts";
import { invalid, invalidEach, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isQualifiedName } from "../formats.ts";

/** Field paths of env variables and of volume files, sorted as the messages list them. */
export const envFieldPaths = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
export const volumeFieldPaths = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];

// Mirrors ConvertDownwardAPIFieldLabel (pkg/apis/core/pods/helpers.go): what the downward API knows at all.
const downwardFields = new Set([...envFieldPaths, ...volumeFieldPaths, "spec.restartPolicy", "spec.schedulerName", "status.phase"]);

// Mirrors validateObjectFieldSelector (pkg/apis/core/validation/validation.go).
export function validateFieldRef(ref: ObjectFieldSelector, allowed: readonly string[], path: string, errors: FieldError[]): void {
  const { apiVersion = "", fieldPath = "" } = ref;
  if (apiVersion === "") errors.push(required(`${path}.apiVersion`));
  else if (fieldPath === "") errors.push(required(`${path}.fieldPath`));
  else if (apiVersion !== "v1") errors.push(unconvertible(path, fieldPath, `unsupported pod version: ${apiVersion}`));
  else validateFieldPath(fieldPath, allowed, path, errors);
}

function validateFieldPath(fieldPath: string, allowed: readonly string[], path: string, errors: FieldError[]): void {
  const bracket = fieldPath.endsWith("']") ? fieldPath.indexOf("['") : -1;
  if (bracket > 0) {
    const [base, subscript] = [fieldPath.slice(0, bracket), fieldPath.slice(bracket + 2, -2)];
    if (base === "metadata.annotations") errors.push(...invalidEach(path, subscript.toLowerCase(), isQualifiedName(subscript.toLowerCase())));
    else if (base === "metadata.labels") errors.push(...invalidEach(path, subscript, isQualifiedName(subscript)));
    else errors.push(unconvertible(path, fieldPath, `field label does not support subscript: ${fieldPath}`));
    return;
  }
  const converted = fieldPath === "spec.host" ? "spec.nodeName" : fieldPath;
  if (!downwardFields.has(converted)) errors.push(unconvertible(path, fieldPath, `field label not supported: ${fieldPath}`));
  else if (!allowed.includes(converted)) errors.push(notSupported(`${path}.fieldPath`, converted, allowed));
}

const unconvertible = (path: string, fieldPath: string, why: string): FieldError =>
  invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`);

const resources = ["limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"];
const isHugePages = (resource: string): boolean => /^(limits|requests)\.hugepages-/.test(resource);

// Mirrors validateContainerResourceFieldSelector (same file). `inVolume`: a volume's file must name the container.
export function validateResourceFieldRef(ref: ResourceFieldSelector, inVolume: boolean, path: string, errors: FieldError[]): void {
  const resource = ref.resource ?? "";
  if (inVolume && !ref.containerName) errors.push(required(`${path}.containerName`));
  else if (resource === "") errors.push(required(`${path}.resource`));
  else if (!resources.includes(resource) && !isHugePages(resource)) errors.push(notSupported(`${path}.resource`, resource, resources));
  validateDivisor(resource, ref.divisor, path, errors);
}

const sizes = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];
const sizesText = sizes.join(", ");

// Mirrors validateContainerResourceDivisor (same file).
function validateDivisor(resource: string, divisor: string | undefined, path: string, errors: FieldError[]): void {
  if (divisor === undefined || compareQuantities(divisor, "0") === 0) return;
  const kind = resource.slice(resource.indexOf(".") + 1);
  const refuse = (supported: string, name: string): void => {
    errors.push(invalid(`${path}.divisor`, resource, `only divisor's values ${supported} are supported with the ${name} resource`));
  };
  if (kind === "cpu") {
    if (divisor !== "1m" && divisor !== "1") refuse("1m and 1", "cpu");
    return;
  }
  if (sizes.includes(divisor)) return;
  if (kind === "memory") refuse(sizesText, "memory");
  else if (kind === "ephemeral-storage") refuse(sizesText, "local ephemeral storage");
  else if (isHugePages(resource)) refuse(sizesText, "hugepages");
}
