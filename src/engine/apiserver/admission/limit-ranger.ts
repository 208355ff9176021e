import { podLimits, podRequests } from "../../../api/pods.ts";
import { compareQuantities, quantityMilli } from "../../../api/quantity.ts";
import type { PersistentVolumeClaim } from "../../../api/storage.ts";
import type { Container, KubernetesObject, Pod, ResourceList, Status } from "../../../api/types.ts";
import type { Call, ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";

interface LimitRange extends KubernetesObject {
  readonly spec?: { readonly limits?: readonly LimitRangeItem[] };
}
interface LimitRangeItem {
  readonly type: string;
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

const rangesOf = ({ store }: ServerContext, { request }: Call): readonly LimitRange[] =>
  request.namespace ? store.keys("limitranges", request.namespace).map((key) => store.get("limitranges", key) as LimitRange) : [];

const ANNOTATION = "kubernetes.io/limit-ranger";

// Mirrors mergePodResourceRequirements (plugin/pkg/admission/limitranger/admission.go).
/** Containers that say nothing get the namespace's defaults, and the Pod an annotation that tells so. */
export function limitDefaults(context: ServerContext, call: Call, pod: Pod): Pod {
  let changed = pod;
  for (const { spec } of rangesOf(context, call)) {
    const items = (spec?.limits ?? []).filter(({ type }) => type === "Container");
    const requests: ResourceList = Object.assign({}, ...items.map((item) => item.defaultRequest ?? {}));
    const limits: ResourceList = Object.assign({}, ...items.map((item) => item.default ?? {}));
    changed = withDefaults(changed, requests, limits);
  }
  return changed;
}

function withDefaults(pod: Pod, requests: ResourceList, limits: ResourceList): Pod {
  const told: string[] = [];
  const fill = (kind: string) => (container: Container): Container => {
    const own = container.resources ?? {};
    const [moreRequests, moreLimits] = [absent(requests, own.requests), absent(limits, own.limits)];
    const [requested, limited] = [Object.keys(moreRequests).sort(), Object.keys(moreLimits).sort()];
    if (requested.length > 0) told.push(`${requested.join(", ")} request for ${kind} ${container.name}`);
    if (limited.length > 0) told.push(`${limited.join(", ")} limit for ${kind} ${container.name}`);
    if (requested.length + limited.length === 0) return container;
    return { ...container, resources: { ...own, limits: { ...own.limits, ...moreLimits }, requests: { ...own.requests, ...moreRequests } } };
  };
  const { containers, initContainers } = pod.spec;
  const spec = { ...pod.spec, containers: containers.map(fill("container")), ...(initContainers && { initContainers: initContainers.map(fill("init container")) }) };
  if (told.length === 0) return pod;
  return { ...pod, metadata: { ...pod.metadata, annotations: { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${told.join("; ")}` } }, spec };
}

const absent = (defaults: ResourceList, own: ResourceList | undefined): ResourceList => Object.fromEntries(Object.entries(defaults).filter(([name]) => !Object.hasOwn(own ?? {}, name)));

// Mirrors PodValidateLimitFunc and PersistentVolumeClaimValidateLimitFunc (plugin/pkg/admission/limitranger/admission.go).
/** Refuses Pods and claims that are outside the namespace's limits. */
export function limitRanger(context: ServerContext, call: Call, object: KubernetesObject): Status | undefined {
  const check = object.kind === "Pod" ? podErrors : object.kind === "PersistentVolumeClaim" ? claimErrors : undefined;
  if (!check || call.request.subresource !== undefined) return undefined;
  for (const { spec } of rangesOf(context, call)) {
    const errors = [...new Set((spec?.limits ?? []).flatMap((item) => check(item, object as never)))];
    if (errors.length > 0) return forbidden(call.resource, object.metadata.name, errors.length === 1 ? errors.join("") : `[${errors.join(", ")}]`);
  }
  return undefined;
}

function podErrors(item: LimitRangeItem, { spec }: Pod): readonly string[] {
  if (item.type === "Pod") return amountErrors(item, podRequests(spec), podLimits(spec));
  if (item.type !== "Container") return [];
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) => amountErrors(item, resources?.requests, resources?.limits));
}

/** A claim has but requests: they are held to both ends. */
function claimErrors({ type, min, max }: LimitRangeItem, { spec }: PersistentVolumeClaim): readonly string[] {
  if (type !== "PersistentVolumeClaim") return [];
  const requests = spec.resources?.requests;
  return [...amountErrors({ type, ...(min && { min }) }, requests, {}), ...amountErrors({ type, ...(max && { max }) }, {}, requests)];
}

function amountErrors({ type, min, max, maxLimitRequestRatio }: LimitRangeItem, requests: ResourceList = {}, limits: ResourceList = {}): readonly string[] {
  const each = (list: ResourceList | undefined, check: (name: string, enforced: string, request: string | undefined, limit: string | undefined) => string | undefined): readonly string[] =>
    Object.entries(list ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, enforced]) => check(name, enforced, requests[name], limits[name]) ?? []);
  return [
    ...each(min, (name, enforced, request, limit) => minimum(`minimum ${name} usage per ${type} is ${enforced}`, enforced, request, limit)),
    ...each(max, (name, enforced, request, limit) => maximum(`maximum ${name} usage per ${type} is ${enforced}`, enforced, request, limit)),
    ...each(maxLimitRequestRatio, (name, enforced, request, limit) => ratio(`${name} max limit to request ratio per ${type} is ${enforced}`, enforced, request, limit)),
  ];
}

function minimum(rule: string, enforced: string, request: string | undefined, limit: string | undefined): string | undefined {
  if (request === undefined) return `${rule}.  No request is specified`;
  if (compareQuantities(request, enforced) < 0) return `${rule}, but request is ${request}`;
  return limit !== undefined && compareQuantities(limit, enforced) < 0 ? `${rule}, but limit is ${limit}` : undefined;
}

function maximum(rule: string, enforced: string, request: string | undefined, limit: string | undefined): string | undefined {
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (compareQuantities(limit, enforced) > 0) return `${rule}, but limit is ${limit}`;
  return request !== undefined && compareQuantities(request, enforced) > 0 ? `${rule}, but request is ${request}` : undefined;
}

function ratio(rule: string, enforced: string, request: string | undefined, limit: string | undefined): string | undefined {
  if (quantityMilli(request) === 0) return `${rule}, but no request is specified or request is 0`;
  if (quantityMilli(limit) === 0) return `${rule}, but no limit is specified or limit is 0`;
  const provided = quantityMilli(limit) / quantityMilli(request);
  return provided * 1000 > quantityMilli(enforced) ? `${rule}, but provided ratio is ${provided.toFixed(6)}` : undefined;
}
