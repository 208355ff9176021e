import { byCodeUnit } from "../../../api/json.ts";
import type { Node, ResourceList, Taint } from "../../../api/types.ts";
import { duplicate, forbidden, invalid, invalidEach } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isLabelValue, isQualifiedName } from "./formats.ts";
import { isIp, isIpv6 } from "./ip.ts";
import { validateTaintEffect } from "./pod/scheduling.ts";
import { validateResourceQuantity } from "./resource-quantities.ts";

// Mirrors ValidateNode (pkg/apis/core/validation/validation.go), without metadata.
export function validateNode(node: Node): readonly FieldError[] {
  const errors: FieldError[] = [];
  // Upstream puts taints under the metadata in its messages.
  validateTaints(node.spec?.taints ?? [], "metadata.taints", errors);
  validateResources(node, errors);
  validatePodCidrs(node.spec?.podCIDRs ?? [], errors);
  return errors;
}

function validateTaints(taints: readonly Taint[], path: string, errors: FieldError[]): void {
  const seen = new Set<string>();
  taints.forEach((taint, index) => {
    const at = `${path}[${index}]`;
    const { key = "", value = "", timeAdded } = taint;
    const effect: string = taint.effect ?? "";
    errors.push(...invalidEach(`${at}.key`, key, isQualifiedName(key)));
    const messages = isLabelValue(value);
    if (messages.length > 0) errors.push(invalid(`${at}.value`, value, messages.join(";")));
    validateTaintEffect(effect, `${at}.effect`, errors);
    const pair = `${effect}/${key}`;
    const shown = { Key: key, Value: value, Effect: effect, TimeAdded: timeAdded ?? null };
    if (seen.has(pair)) errors.push({ ...duplicate(at, shown), detail: "taints must be unique by key and effect pair" });
    seen.add(pair);
  });
}

function validateResources(node: Node, errors: FieldError[]): void {
  for (const field of ["capacity", "allocatable"] as const) {
    const list: ResourceList = node.status?.[field] ?? {};
    for (const name of Object.keys(list).sort(byCodeUnit)) validateResourceQuantity(name, list[name] ?? "0", `status.${field}.${name}`, errors);
  }
}

function validatePodCidrs(cidrs: readonly string[], errors: FieldError[]): void {
  const path = "spec.podCIDRs";
  cidrs.forEach((cidr, index) => {
    if (!isCidr(cidr)) errors.push(invalid(`${path}[${index}]`, cidr, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"));
  });
  if (cidrs.length < 2) return;
  const families = new Set(cidrs.map((cidr) => cidr.includes(":")));
  if (families.size !== 2 || cidrs.length > 2) errors.push(invalid(path, cidrs, "may specify no more than one CIDR for each IP family"));
  const seen = new Set<string>();
  cidrs.forEach((cidr, index) => {
    if (seen.size === seen.add(cidr).size) errors.push(duplicate(`${path}[${index}]`, cidr));
  });
}

export function isCidr(value: string): boolean {
  const [, address = "", bits = ""] = /^(.*)\/(\d{1,3})$/.exec(value) ?? [];
  return isIp(address) && Number(bits) <= (isIpv6(address) ? 128 : 32);
}

// Mirrors ValidateNodeUpdate (same file), without metadata; status updates go through it too.
export function validateNodeUpdate(next: Node, old: Node): readonly FieldError[] {
  const errors: FieldError[] = [];
  validateResources(next, errors);
  const seen = new Set<string>();
  next.status?.addresses?.forEach(({ type, address }, index) => {
    const key = `${type}/${address}`;
    if (seen.has(key)) errors.push(duplicate(`status.addresses[${index}]`, { Type: type, Address: address }));
    seen.add(key);
  });
  const cidrs = old.spec?.podCIDRs ?? [];
  const given = next.spec?.podCIDRs ?? [];
  if (cidrs.length > 0 && (cidrs.length !== given.length || cidrs.some((cidr, index) => cidr !== given[index]))) {
    errors.push(forbidden("spec.podCIDRs", 'node updates may not change podCIDR except from "" to valid'));
  }
  if (old.spec?.providerID && old.spec.providerID !== next.spec?.providerID) {
    errors.push(forbidden("spec.providerID", 'node updates may not change providerID except from "" to valid'));
  }
  validateTaints(next.spec?.taints ?? [], "metadata.taints", errors);
  return errors;
}
