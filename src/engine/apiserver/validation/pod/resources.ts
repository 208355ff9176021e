import { byCodeUnit } from "../../../../api/json.ts";
import type { JsonObject } from "../../../../api/json.ts";
import { compareQuantities } from "../../../../api/quantity.ts";
import type { ResourceList, ResourceRequirements } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { duplicate, forbidden, invalid, invalidEach, notFound, notSupported, required } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isDns1123Label } from "../formats.ts";
import { isHugePages, isOvercommitAllowed } from "../resource-names.ts";
import { validateContainerResourceName, validateHugePages, validateResourceQuantity } from "../resource-quantities.ts";

type NameRule = (name: string, path: string, errors: FieldError[]) => void;
const isCpuOrMemory = (name: string): boolean => name === "cpu" || name === "memory";

/** In byte order; upstream walks a Go map. */
export function resourceNames(list: ResourceList | undefined): readonly string[] {
  const names = list ? Object.keys(list) : [];
  return names.length > 1 ? names.sort(byCodeUnit) : names;
}

// Mirrors ValidateContainerResourceRequirements (pkg/apis/core/validation/validation.go).
export function validateResourceRequirements(
  requirements: ResourceRequirements,
  claimNames: ReadonlySet<string>,
  path: string,
  errors: FieldError[],
  nameRule: NameRule = validateContainerResourceName,
): void {
  const limits = resourceNames(requirements.limits);
  const requests = resourceNames(requirements.requests);
  for (const name of limits) validateAmount(name, own(requirements.limits, name) ?? "0", `${path}.limits[${name}]`, nameRule, errors);
  for (const name of requests) validateRequest(name, requirements, path, nameRule, errors);
  const names = [...limits, ...requests];
  if (names.some(isHugePages) && !names.some(isCpuOrMemory)) errors.push(forbidden(path, "HugePages require cpu or memory"));
  if (requirements.claims) validateClaims(requirements.claims, claimNames, `${path}.claims`, errors);
}

function validateAmount(name: string, quantity: string, path: string, nameRule: NameRule, errors: FieldError[]): void {
  nameRule(name, path, errors);
  validateResourceQuantity(name, quantity, path, errors);
  if (isHugePages(name)) validateHugePages(name, quantity, path, errors);
}

function validateRequest(name: string, requirements: ResourceRequirements, path: string, nameRule: NameRule, errors: FieldError[]): void {
  const request = own(requirements.requests, name) ?? "0";
  const at = `${path}.requests[${name}]`;
  nameRule(name, at, errors);
  validateResourceQuantity(name, request, at, errors);
  const limit = own(requirements.limits, name);
  if (limit === undefined) {
    if (!isOvercommitAllowed(name)) errors.push(required(`${path}.limits`, "Limit must be set for non overcommitable resources"));
  } else {
    const compared = compareQuantities(request, limit);
    if (compared !== 0 && !isOvercommitAllowed(name)) errors.push(invalid(`${path}.requests`, request, `must be equal to ${name} limit of ${limit}`));
    else if (compared > 0) errors.push(invalid(`${path}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`));
  }
  if (isHugePages(name)) validateHugePages(name, request, at, errors);
}

interface ResourceClaim {
  readonly name?: string;
  readonly request?: string;
}

// Mirrors validateResourceClaimNames (same file).
function validateClaims(claims: readonly JsonObject[], known: ReadonlySet<string>, path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  const named = new Set<string>();
  claims.forEach((claim, index) => {
    const { name = "", request = "" } = claim as ResourceClaim;
    const at = `${path}[${index}]`;
    if (name === "") {
      errors.push(required(at));
      return;
    }
    const overlaps = seen.has(name) || (request === "" ? named.has(name) : seen.has(`${name}/${request}`));
    if (!seen.has(name) && request !== "") errors.push(...invalidEach(`${at}.request`, request, isDns1123Label(request)));
    if (overlaps) errors.push(duplicate(at, seen.has(name) || request === "" ? name : `${name}/${request}`));
    if (!seen.has(name)) seen.add(request === "" ? name : `${name}/${request}`);
    named.add(name);
    if (!known.has(name)) {
      const detail = known.size === 0 ? " which is empty" : `: ${[...known].sort(byCodeUnit).join(", ")}`;
      errors.push({ ...notFound(at, name), detail: `must be one of the names in pod.spec.resourceClaims${detail}` });
    }
  });
}

const resizable = ["cpu", "memory"];
const resizePolicies = ["NotRequired", "RestartContainer"];

// Mirrors validateResizePolicy (same file).
export function validateResizePolicy(policies: readonly JsonObject[], podRestartPolicy: string, path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  policies.forEach((policy, index) => {
    const { resourceName = "", restartPolicy = "" } = policy as { resourceName?: string; restartPolicy?: string };
    if (seen.has(resourceName)) errors.push(duplicate(`${path}[${index}]`, resourceName));
    seen.add(resourceName);
    validateOneOf(resourceName, resizable, path, errors);
    validateOneOf(restartPolicy, resizePolicies, path, errors);
    if (podRestartPolicy === "Never" && restartPolicy !== "NotRequired") {
      errors.push(invalid(path, restartPolicy, "must be 'NotRequired' when `restartPolicy` is 'Never'"));
    }
  });
}

function validateOneOf(value: string, supported: readonly string[], path: string, errors: FieldError[]): void {
  if (value === "") errors.push(required(path));
  else if (!supported.includes(value)) errors.push(notSupported(path, value, supported));
}
