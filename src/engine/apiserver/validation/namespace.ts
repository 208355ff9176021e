import type { Namespace } from "../../../api/types.ts";
import { invalid, invalidEach } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { isQualifiedName } from "./formats.ts";
import { kubeFinalizerFault } from "./object-meta.ts";

// Mirrors ValidateNamespace (pkg/apis/core/validation/validation.go), without metadata.
export const validateNamespace = (namespace: Namespace): readonly FieldError[] =>
  validateFinalizers(namespace.spec?.finalizers ?? [], () => "spec.finalizers");

function validateFinalizers(finalizers: readonly string[], pathOf: (index: number) => string): readonly FieldError[] {
  return finalizers.flatMap((finalizer, index) => [
    ...invalidEach(pathOf(index), finalizer, isQualifiedName(finalizer)),
    ...kubeFinalizerFault(finalizer, pathOf(index)),
  ]);
}

// Mirrors ValidateNamespaceUpdate, ValidateNamespaceStatusUpdate and ValidateNamespaceFinalizeUpdate (same file), without metadata.
export function validateNamespaceUpdate(next: Namespace, _old: Namespace, subresource?: string): readonly FieldError[] {
  if (subresource === "finalize") return validateFinalizers(next.spec?.finalizers ?? [], (index) => `spec.finalizers[${index}]`);
  if (subresource !== "status") return [];
  const phase = next.status?.phase ?? "";
  const deleted = next.metadata.deletionTimestamp !== undefined;
  if (!deleted && phase !== "Active") return [invalid("status.Phase", phase, "may only be 'Active' if `deletionTimestamp` is empty")];
  if (deleted && phase !== "Terminating") return [invalid("status.Phase", phase, "may only be 'Terminating' if `deletionTimestamp` is not empty")];
  return [];
}
