import type { Condition, KubernetesObject } from "../../../api/types.ts";
import type { Store } from "../store/store.ts";

/** A group and version that another server answers for, where it names a Service. */
export interface ApiService extends KubernetesObject {
  readonly spec?: { readonly service?: { readonly namespace?: string; readonly name?: string; readonly port?: number } };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

interface Slice extends KubernetesObject {
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[];
}

export const API_SERVICES = "apiservices.apiregistration.k8s.io";
type Reads = Pick<Store, "get" | "keys">;

/** The object that says who answers for a group and version. */
export const apiServiceOf = (store: Reads, group: string, version: string): ApiService | undefined => store.get(API_SERVICES, `${version}.${group}`) as ApiService | undefined;

type Verdict = Pick<Condition, "status" | "reason" | "message">;

/** Whether somebody is there to answer for it now. */
// Mirrors AvailableConditionController.sync (kube-aggregator/pkg/controllers/status/remote/remote_available_controller.go).
export function availability(store: Reads, { spec }: ApiService): Verdict {
  const { namespace = "", name = "" } = spec?.service ?? {};
  if (name === "") return { status: "True", reason: "Local", message: "Local APIServices are always available" };
  if (!store.get("services", `${namespace}/${name}`)) return { status: "False", reason: "ServiceNotFound", message: `service/${name} in "${namespace}" is not present` };
  const slices = store.keys("endpointslices.discovery.k8s.io", namespace).map((key) => store.get("endpointslices.discovery.k8s.io", key) as Slice | undefined);
  const ready = slices.some((slice) => slice?.metadata.labels?.["kubernetes.io/service-name"] === name && slice.endpoints?.some(({ conditions }) => conditions?.ready !== false));
  if (ready) return { status: "True", reason: "Passed", message: "all checks passed" };
  return { status: "False", reason: "MissingEndpoints", message: `endpoints for service/${name} in "${namespace}" have no addresses with port name "https"` };
}

/**
 * An APIService as a reader meets it. Simplified: whether an APIService is available is found out when it is read, so a
 * watch of APIServices does not tell of it; the server's own APIServices are not listed.
 */
export function withAvailability(store: Reads, object: ApiService): ApiService {
  const known = object.status?.conditions?.find(({ type }) => type === "Available");
  const lastTransitionTime = known?.lastTransitionTime ?? object.metadata.creationTimestamp;
  return { ...object, status: { ...object.status, conditions: [{ type: "Available", lastTransitionTime, ...availability(store, object) } as Condition] } };
}
