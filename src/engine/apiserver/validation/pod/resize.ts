import { isSidecar, qosClass } from "../../../../api/pods.ts";
import type { Container, Pod, PodSpec, ResourceList, ResourceRequirements } from "../../../../api/types.ts";
import { own } from "../../own.ts";
import { forbidden, invalid } from "../field-error.ts";
import type { FieldError } from "../field-error.ts";
import { validateObjectMetaUpdate } from "../object-meta.ts";
import { semanticEqual } from "../semantic-equal.ts";
import { mirrorPodAnnotation } from "./annotations.ts";
import { validatePodMetadataAndSpec } from "./pod.ts";

// Mirrors ValidatePodResize (pkg/apis/core/validation/validation.go).
export function validatePodResize(next: Pod, old: Pod): readonly FieldError[] {
  if (old.metadata.annotations?.[mirrorPodAnnotation] !== undefined) return [forbidden("[]", "static pods cannot be resized")];
  if (old.spec.os?.name === "windows") return [forbidden("[]", "windows pods cannot be resized")];
  const errors = [...validateObjectMetaUpdate(next.metadata, old.metadata), ...validatePodMetadataAndSpec(next)];
  if (old.status.qosClass !== qosClass(next.spec)) {
    errors.push(invalid("spec", next.status.qosClass ?? "", "Pod QOS Class may not change as a result of resizing"));
  }
  const running = old.status.containerStatuses?.find((status) => status.state?.running);
  if (running && !running.resources) errors.push(forbidden("spec", "Pod running on node without support for resize"));
  if (next.spec.containers.length !== old.spec.containers.length || next.spec.initContainers?.length !== old.spec.initContainers?.length) {
    errors.push(forbidden("spec", onlyCpuAndMemory));
    return errors;
  }
  validateRemovals(next.spec, old.spec, errors);
  validateOnlyResources(next.spec, old.spec, errors);
  return errors;
}

const onlyCpuAndMemory = "only cpu and memory resources are mutable";

function validateRemovals(next: PodSpec, old: PodSpec, errors: FieldError[]): void {
  old.initContainers?.forEach((container, index) => {
    if (isSidecar(container)) validateKept(next.initContainers?.[index], container, `spec.initContainers[${index}].resources`, errors);
  });
  old.containers.forEach((container, index) => validateKept(next.containers[index], container, `spec.containers[${index}].resources`, errors));
}

function validateKept(next: Container | undefined, old: Container, path: string, errors: FieldError[]): void {
  for (const field of ["requests", "limits"] as const) {
    const kept = next?.resources?.[field] ?? {};
    if (Object.keys(old.resources?.[field] ?? {}).some((name) => own(kept, name) === undefined)) {
      errors.push(forbidden(`${path}.${field}`, `resource ${field} cannot be removed`));
    }
  }
}

function validateOnlyResources(next: PodSpec, old: PodSpec, errors: FieldError[]): void {
  const containers = next.containers.map((container, index) => {
    const before = old.containers[index] ?? container;
    const rest = withCpuAndMemoryOf(container, before);
    if (!semanticEqual(rest, before)) errors.push(forbidden("spec", onlyCpuAndMemory));
    return rest;
  });
  const initContainers = next.initContainers?.map((container, index) => {
    const before = old.initContainers?.[index] ?? container;
    const rest = isSidecar(container) ? withCpuAndMemoryOf(container, before) : container;
    if (semanticEqual(rest, before)) return rest;
    const sidecar = "only cpu and memory resources for sidecar containers are mutable";
    errors.push(forbidden("spec", isSidecar(container) ? sidecar : "resources for non-sidecar init containers are immutable"));
    return rest;
  });
  if (errors.length > 0) return;
  const rest = { ...next, containers, ...(initContainers && { initContainers }), ...(old.resources && { resources: old.resources }) };
  if (!semanticEqual(rest, old)) errors.push(forbidden("spec", onlyCpuAndMemory));
}

function withCpuAndMemoryOf(container: Container, other: Container): Container {
  const limits = merged(container.resources?.limits, other.resources?.limits);
  const requests = merged(container.resources?.requests, other.resources?.requests);
  const resources: ResourceRequirements = { ...(limits && { limits }), ...(requests && { requests }) };
  return { ...container, resources };
}

function merged(list: ResourceList | undefined, other: ResourceList | undefined): ResourceList | undefined {
  if (!other) return undefined;
  const { cpu: _cpu, memory: _memory, ...rest } = list ?? {};
  const kept = Object.fromEntries(Object.entries(other).filter(([name]) => name === "cpu" || name === "memory"));
  return { ...rest, ...kept };
}
