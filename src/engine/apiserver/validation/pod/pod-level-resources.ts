import { compareQuantities } from "../../../../api/quantity.ts";
import { podRequests } from "../../../../api/pods.ts";
import type { PodSpec } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { forbidden, invalid, notSupported } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { isHugePages } from "../resource-names.ts";
import { validateResourceName } from "../resource-quantities.ts";
import { resourceNames, validateResourceRequirements } from "./resources.ts";

const supported = ["cpu", "hugepages-", "memory"];

// Mirrors validatePodResourceName (pkg/apis/core/validation/validation.go).
function validatePodResourceName(name: string, path: string, errors: FieldError[]): void {
  if (!validateResourceName(name, path, errors)) return;
  if (name !== "cpu" && name !== "memory" && !isHugePages(name)) errors.push(notSupported(path, name, supported));
}

// Mirrors validatePodResources and validatePodResourceConsistency (same file).
export function validatePodLevelResources(spec: PodSpec, claimNames: ReadonlySet<string>, path: string, errors: FieldError[]): void {
  const given = spec.resources;
  if (!given) return;
  const at = `${path}.resources`;
  if (given.claims) errors.push(forbidden(`${at}.claims`, "claims cannot be set for Resources at pod-level"));
  validateResourceRequirements(given, claimNames, at, errors, validatePodResourceName);
  const { resources: _resources, overhead: _overhead, ...containersOnly } = spec;
  const needed = podRequests(containersOnly);
  for (const name of resourceNames(needed)) {
    const amount = own(given.requests, name) ?? "0";
    if (compareQuantities(own(needed, name), amount) <= 0) continue;
    errors.push(invalid(`${at}.requests[${name}]`, amount, `must be greater than or equal to aggregate container requests of ${own(needed, name) ?? "0"}`));
  }
  spec.containers?.forEach((container, index) => {
    for (const name of resourceNames(container.resources?.limits)) {
      const limit = own(container.resources?.limits, name) ?? "0";
      const ofPod = own(given.limits, name);
      if (ofPod === undefined || compareQuantities(limit, ofPod) <= 0) continue;
      errors.push(invalid(`${at}.containers[${index}][${name}].limits`, limit, `must be less than or equal to pod limits of ${ofPod}`));
    }
  });
}
