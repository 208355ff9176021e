import { formatLabels } from "../../../api/labels.ts";
import type { IntOrString, KubernetesObject, StringMap } from "../../../api/types.ts";
import { ageColumn, firstThree, nameColumn, orNone, type Column } from "./column.ts";

interface Service extends KubernetesObject {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly externalIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number; readonly protocol?: string }[];
    readonly selector?: StringMap;
  };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}
interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
}

export const serviceColumns: readonly Column<Service>[] = [
  nameColumn,
  { name: "Type", cell: ({ spec }) => spec?.type ?? "" },
  { name: "Cluster-IP", cell: ({ spec }) => orNone(spec?.clusterIP) },
  { name: "External-IP", cell: (service) => externalIp(service) },
  { name: "Port(s)", cell: (service) => servicePorts(service) },
  ageColumn,
  { name: "Selector", wide: true, cell: ({ spec }) => formatLabels(spec?.selector) },
];

// Mirrors getServiceExternalIP and loadBalancerStatusStringer (pkg/printers/internalversion/printers.go).
function externalIp({ spec, status }: Service): string {
  const own = spec?.externalIPs ?? [];
  if (spec?.type === "ExternalName") return spec.externalName ?? "";
  if (spec?.type !== "LoadBalancer") return orNone(own.join(","));
  const balanced = addressText(status?.loadBalancer);
  const all = [...(balanced ? [balanced] : []), ...own];
  return all.length > 0 ? all.join(",") : "<pending>";
}

function addressText(balancer: LoadBalancer | undefined): string {
  const text = (balancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || "").filter(Boolean).join(",");
  return text.length > 16 ? `${text.slice(0, 13)}...` : text;
}

function servicePorts({ spec }: Service): string {
  const ports = (spec?.ports ?? []).map(({ port, nodePort, protocol }) => `${port}${nodePort ? `:${nodePort}` : ""}/${protocol ?? "TCP"}`);
  return orNone(ports.join(","));
}

interface Endpoints extends KubernetesObject {
  readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[]; readonly ports?: readonly { readonly port: number }[] }[];
}
export const endpointsColumns: readonly Column<Endpoints>[] = [
  nameColumn,
  {
    name: "Endpoints",
    cell: ({ subsets = [] }) => {
      const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
        ports.length === 0 ? addresses.map(({ ip }) => ip) : ports.flatMap(({ port }) => addresses.map(({ ip }) => `${ip}:${port}`)),
      );
      return orNone(firstThree(all));
    },
  },
  ageColumn,
];

interface EndpointSlice extends KubernetesObject {
  readonly addressType?: string;
  readonly ports?: readonly { readonly port?: number; readonly name?: string }[];
  readonly endpoints?: readonly { readonly addresses?: readonly string[] }[];
}
export const endpointSliceColumns: readonly Column<EndpointSlice>[] = [
  nameColumn,
  { name: "AddressType", cell: ({ addressType }) => addressType ?? "" },
  { name: "Ports", cell: ({ ports = [] }) => firstThree(ports.map(({ port, name }) => (port === undefined ? (name ?? "*") : String(port)))) || "<unset>" },
  { name: "Endpoints", cell: ({ endpoints = [] }) => firstThree(endpoints.flatMap(({ addresses = [] }) => addresses)) || "<unset>" },
  ageColumn,
];

interface Ingress extends KubernetesObject {
  readonly spec?: { readonly ingressClassName?: string; readonly rules?: readonly { readonly host?: string }[]; readonly tls?: readonly unknown[] };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}
export const ingressColumns: readonly Column<Ingress>[] = [
  nameColumn,
  { name: "Class", cell: ({ spec, metadata }) => orNone(spec?.ingressClassName ?? metadata.annotations?.["kubernetes.io/ingress.class"]) },
  { name: "Hosts", cell: ({ spec }) => hosts(spec?.rules ?? []) },
  { name: "Address", cell: ({ status }) => addressText(status?.loadBalancer) },
  { name: "Ports", cell: ({ spec }) => ((spec?.tls ?? []).length > 0 ? "80, 443" : "80") },
  ageColumn,
];

// Mirrors formatHosts.
function hosts(rules: readonly { readonly host?: string }[]): string {
  const named = rules.flatMap(({ host }) => (host ? [host] : []));
  return named.length === 0 ? "*" : firstThree(named);
}

interface IngressClass extends KubernetesObject {
  readonly spec?: { readonly controller?: string; readonly parameters?: { readonly apiGroup?: string; readonly kind?: string; readonly name?: string } };
}
export const ingressClassColumns: readonly Column<IngressClass>[] = [
  nameColumn,
  { name: "Controller", cell: ({ spec }) => spec?.controller ?? "" },
  {
    name: "Parameters",
    cell: ({ spec }) => {
      const { apiGroup, kind, name } = spec?.parameters ?? {};
      return kind ? `${kind}${apiGroup ? `.${apiGroup}` : ""}/${name ?? ""}` : "<none>";
    },
  },
  ageColumn,
];

interface DisruptionBudget extends KubernetesObject {
  readonly spec?: { readonly minAvailable?: IntOrString; readonly maxUnavailable?: IntOrString };
  readonly status?: { readonly disruptionsAllowed?: number };
}
export const disruptionBudgetColumns: readonly Column<DisruptionBudget>[] = [
  nameColumn,
  { name: "Min Available", cell: ({ spec }) => String(spec?.minAvailable ?? "N/A") },
  { name: "Max Unavailable", cell: ({ spec }) => String(spec?.maxUnavailable ?? "N/A") },
  { name: "Allowed Disruptions", type: "integer", cell: ({ status }) => status?.disruptionsAllowed ?? 0 },
  ageColumn,
];
