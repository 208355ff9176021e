import { compareQuantities, formatQuantity, quantityOf } from "../../../api/quantity.ts";
import { isInScope, type ResourceQuota } from "../../../api/quota/scopes.ts";
import { countedNames, missingAmounts, usageOf } from "../../../api/quota/usage.ts";
import { addResourceLists } from "../../../api/resource-lists.ts";
import type { KubernetesObject, Pod, ResourceList, Status } from "../../../api/types.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";

const QUOTAS = "resourcequotas";

interface Charge {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
}

// Mirrors CheckRequest and checkQuotas (staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go).
/** Refuses what would go beyond a quota of the namespace, and counts what does not. `old` = what it was before an update. */
export function resourceQuota(context: ServerContext, call: Call, object: KubernetesObject, old?: KubernetesObject): Status | undefined {
  const { store } = context;
  const { request, resource } = call;
  if (request.subresource !== undefined || !request.namespace) return undefined;
  const keys = store.keys(QUOTAS, request.namespace);
  if (keys.length === 0) return undefined;
  const usage = usageOf(resource, object);
  const before = old ? usageOf(resource, old) : {};
  const charges: Charge[] = [];
  for (const key of keys) {
    const quota = store.get(QUOTAS, key) as ResourceQuota;
    const outcome = charge(call, quota, object, usage, old && isInScope(quota, old) ? before : {});
    if (outcome && "reason" in outcome) return outcome;
    if (outcome) charges.push(outcome as Charge);
  }
  const isNew = old !== undefined || store.get(call.stored, keyOfCall(call, object.metadata.name)) === undefined;
  if (request.query?.dryRun || !isNew) return undefined;
  for (const { quota, used } of charges) {
    const newest = store.get(QUOTAS, `${request.namespace}/${quota.metadata.name}`) as ResourceQuota;
    store.update(QUOTAS, `${request.namespace}/${quota.metadata.name}`, { ...newest, status: { ...newest.status, used } } as ResourceQuota);
  }
  return undefined;
}

/** What the quota's use would become; undefined = it does not concern it. */
function charge({ resource, request }: Call, quota: ResourceQuota, object: KubernetesObject, usage: ResourceList, before: ResourceList): Charge | Status | undefined {
  const { hard = {}, used = {} } = quota.status ?? {};
  const names = countedNames(resource, Object.keys(hard));
  if (names.length === 0 || !isInScope(quota, object)) return undefined;
  const refuse = (why: string): Status => forbidden(resource, object.metadata.name ?? request.name ?? "", why);
  if (object.kind === "Pod") {
    const missing = missingAmounts(object as Pod, names);
    if (missing) return refuse(`failed quota: ${quota.metadata.name}: must specify ${missing}`);
  }
  const unknown = names.filter((name) => used[name] === undefined);
  if (unknown.length > 0) return refuse(`status unknown for quota: ${quota.metadata.name}, resources: ${[...unknown].sort().join(",")}`);
  const requested = Object.fromEntries(names.flatMap((name): [string, string][] => {
    const more = difference(usage[name], before[name]);
    return more === undefined ? [] : [[name, more]];
  }));
  if (Object.keys(requested).length === 0) return undefined;
  const next = addResourceLists(pick(used, Object.keys(requested)), requested);
  const exceeded = Object.keys(requested).filter((name) => compareQuantities(next[name], hard[name]) > 0);
  if (exceeded.length > 0) {
    return refuse(`exceeded quota: ${quota.metadata.name}, requested: ${written(requested, exceeded)}, used: ${written(used, exceeded)}, limited: ${written(hard, exceeded)}`);
  }
  return { quota, used: { ...used, ...next } };
}

/** What is wanted beyond what was; undefined = no more. */
function difference(now: string | undefined, before: string | undefined): string | undefined {
  if (compareQuantities(now, before) <= 0) return undefined;
  const [a, b] = [quantityOf(now), quantityOf(before)];
  if (b.value === 0n) return now;
  const scale = Math.min(a.scale, b.scale, 0);
  const at = (amount: typeof a): bigint => amount.value * 10n ** BigInt(amount.scale - scale);
  return formatQuantity({ value: at(a) - at(b), scale, format: a.format });
}

const pick = (list: ResourceList, names: readonly string[]): ResourceList => Object.fromEntries(names.flatMap((name): [string, string][] => (list[name] === undefined ? [] : [[name, list[name]]])));

// Mirrors prettyPrint (staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go).
const written = (list: ResourceList, names: readonly string[]): string => [...names].sort().map((name) => `${name}=${list[name] ?? "0"}`).join(",");
