import { formatLabelSelector } from "../../../api/labels.ts";
import type { Condition, ConfigMap, KubernetesObject, LabelSelector, Lease, Namespace, Secret } from "../../../api/types.ts";
import { ageColumn, keyCount, nameColumn, type Column } from "./column.ts";

/** Kinds of a column or two. */
export const namespaceColumns: readonly Column<Namespace>[] = [nameColumn, { name: "Status", cell: ({ status }) => status?.phase ?? "" }, ageColumn];

export const configMapColumns: readonly Column<ConfigMap>[] = [
  nameColumn,
  { name: "Data", type: "integer", cell: ({ data, binaryData }) => keyCount(data, binaryData) },
  ageColumn,
];

export const secretColumns: readonly Column<Secret>[] = [
  nameColumn,
  { name: "Type", cell: ({ type }) => type ?? "" },
  { name: "Data", type: "integer", cell: ({ data }) => keyCount(data) },
  ageColumn,
];

export const serviceAccountColumns: readonly Column<KubernetesObject>[] = [nameColumn, ageColumn];

export const leaseColumns: readonly Column<Lease>[] = [nameColumn, { name: "Holder", cell: ({ spec }) => spec?.holderIdentity ?? "" }, ageColumn];

interface PriorityClass extends KubernetesObject {
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}
export const priorityClassColumns: readonly Column<PriorityClass>[] = [
  nameColumn,
  { name: "Value", type: "integer", cell: ({ value }) => value ?? 0 },
  { name: "Global-Default", type: "boolean", cell: ({ globalDefault }) => globalDefault ?? false },
  ageColumn,
  { name: "PreemptionPolicy", cell: ({ preemptionPolicy }) => preemptionPolicy ?? "" },
];

interface RuntimeClass extends KubernetesObject {
  readonly handler?: string;
}
export const runtimeClassColumns: readonly Column<RuntimeClass>[] = [nameColumn, { name: "Handler", cell: ({ handler }) => handler ?? "" }, ageColumn];

interface ControllerRevision extends KubernetesObject {
  readonly revision?: number;
}
export const controllerRevisionColumns: readonly Column<ControllerRevision>[] = [
  nameColumn,
  { name: "Controller", cell: ({ metadata }) => controllerText(metadata.ownerReferences?.find(({ controller }) => controller)) },
  { name: "Revision", type: "integer", cell: ({ revision }) => revision ?? 0 },
  ageColumn,
];

// Mirrors formatResourceName: "deployment.apps/web".
function controllerText(owner: { readonly kind: string; readonly apiVersion: string; readonly name: string } | undefined): string {
  if (!owner) return "<none>";
  const [group, version] = owner.apiVersion.split("/");
  return `${owner.kind.toLowerCase()}${version === undefined ? "" : `.${group}`}/${owner.name}`;
}

interface RoleBinding extends KubernetesObject {
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string; readonly namespace?: string }[];
}
const subjects = (kind: string, { subjects: all = [] }: RoleBinding): string =>
  all.filter((subject) => subject.kind === kind).map(({ name, namespace }) => (kind === "ServiceAccount" ? `${namespace ?? ""}/${name ?? ""}` : (name ?? ""))).join(", ");

export const roleBindingColumns: readonly Column<RoleBinding>[] = [
  nameColumn,
  { name: "Role", cell: ({ roleRef }) => `${roleRef?.kind ?? ""}/${roleRef?.name ?? ""}` },
  ageColumn,
  { name: "Users", wide: true, cell: (binding) => subjects("User", binding) },
  { name: "Groups", wide: true, cell: (binding) => subjects("Group", binding) },
  { name: "ServiceAccounts", wide: true, cell: (binding) => subjects("ServiceAccount", binding) },
];

interface NetworkPolicy extends KubernetesObject {
  readonly spec?: { readonly podSelector?: LabelSelector };
}
export const networkPolicyColumns: readonly Column<NetworkPolicy>[] = [
  nameColumn,
  { name: "Pod-Selector", cell: ({ spec }) => formatLabelSelector(spec?.podSelector) },
  ageColumn,
];

interface ComponentStatus extends KubernetesObject {
  readonly conditions?: readonly Condition[];
}
const health = ({ conditions }: ComponentStatus): Condition | undefined => conditions?.find(({ type }) => type === "Healthy");
export const componentStatusColumns: readonly Column<ComponentStatus>[] = [
  nameColumn,
  { name: "Status", cell: (component) => (health(component)?.status === "True" ? "Healthy" : "Unhealthy") },
  { name: "Message", cell: (component) => health(component)?.message ?? "" },
  { name: "Error", cell: () => "" },
];
