import type { Json } from "../../../api/json.ts";
import type { KubernetesObject } from "../../../api/types.ts";
import { invalid, invalidEach, notSupported, required } from "./field-error.ts";
import type { FieldError } from "./field-error.ts";
import { nameIsDnsSubdomain, nameIsPathSegment } from "./formats.ts";
import { semanticEqual } from "./semantic-equal.ts";

const group = "rbac.authorization.k8s.io";

interface Rule {
  readonly verbs?: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}
interface Role extends KubernetesObject {
  readonly rules?: readonly Rule[];
}

// Mirrors ValidateRole, ValidateClusterRole and ValidatePolicyRule (pkg/apis/rbac/validation/validation.go).
export const validateRole =
  (namespaced: boolean) =>
  (object: KubernetesObject): readonly FieldError[] => {
    const errors: FieldError[] = [];
    (object as Role).rules?.forEach((rule, index) => validateRule(rule, namespaced, `rules[${index}]`, errors));
    return errors;
  };

function validateRule(rule: Rule, namespaced: boolean, path: string, errors: FieldError[]): void {
  if (!rule.verbs?.length) errors.push(required(`${path}.verbs`, "verbs must contain at least one value"));
  const { nonResourceURLs = [] } = rule;
  if (nonResourceURLs.length > 0) {
    const at = `${path}.nonResourceURLs`;
    if (namespaced) errors.push(invalid(at, nonResourceURLs, "namespaced rules cannot apply to non-resource URLs"));
    if (rule.apiGroups?.length || rule.resources?.length || rule.resourceNames?.length) {
      errors.push(invalid(at, nonResourceURLs, "rules cannot apply to both regular resources and non-resource URLs"));
    }
    return;
  }
  if (!rule.apiGroups?.length) errors.push(required(`${path}.apiGroups`, "resource rules must supply at least one api group"));
  if (!rule.resources?.length) errors.push(required(`${path}.resources`, "resource rules must supply at least one resource"));
}

interface Subject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}
interface Binding extends KubernetesObject {
  readonly roleRef?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly Subject[];
}

// Mirrors ValidateRoleBinding, ValidateClusterRoleBinding and ValidateRoleBindingSubject (same file).
export const validateBinding =
  (namespaced: boolean) =>
  (object: KubernetesObject): readonly FieldError[] => {
    const { roleRef = {}, subjects = [] } = object as Binding;
    const errors: FieldError[] = [];
    const { apiGroup = "", kind = "", name = "" } = roleRef;
    const kinds = namespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
    if (apiGroup !== "" && apiGroup !== group) errors.push(notSupported("roleRef.apiGroup", apiGroup, [group]));
    if (!kinds.includes(kind)) errors.push(notSupported("roleRef.kind", kind, kinds));
    if (name === "") errors.push(required("roleRef.name"));
    else errors.push(...invalidEach("roleRef.name", name, nameIsPathSegment(name, false)));
    subjects.forEach((subject, index) => validateSubject(subject, namespaced, `subjects[${index}]`, errors));
    return errors;
  };

function validateSubject({ kind = "", name = "", namespace = "", apiGroup = "" }: Subject, namespaced: boolean, path: string, errors: FieldError[]): void {
  if (name === "") errors.push(required(`${path}.name`));
  if (kind === "ServiceAccount") {
    if (name !== "") errors.push(...invalidEach(`${path}.name`, name, nameIsDnsSubdomain(name, false)));
    if (apiGroup !== "") errors.push(notSupported(`${path}.apiGroup`, apiGroup, [""]));
    if (!namespaced && namespace === "") errors.push(required(`${path}.namespace`));
  } else if (kind === "User" || kind === "Group") {
    if (apiGroup !== group) errors.push(notSupported(`${path}.apiGroup`, apiGroup, [group]));
  } else errors.push(notSupported(`${path}.kind`, kind, ["ServiceAccount", "User", "Group"]));
}

// Mirrors ValidateRoleBindingUpdate (same file): who may do something can change, not what.
export const validateBindingUpdate =
  (namespaced: boolean) =>
  (next: KubernetesObject, old: KubernetesObject): readonly FieldError[] => {
    const [after, before] = [(next as Binding).roleRef, (old as Binding).roleRef];
    const errors = validateBinding(namespaced)(next);
    const shown: Json = { apiGroup: after?.apiGroup ?? "", kind: after?.kind ?? "", name: after?.name ?? "" };
    return semanticEqual(after, before) ? errors : [...errors, invalid("roleRef", shown, "cannot change roleRef")];
  };
