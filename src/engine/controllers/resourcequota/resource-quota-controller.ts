import { jsonEqual, type Json } from "../../../api/json.ts";
import { isTerminal } from "../../../api/pods.ts";
import { isInScope, type ResourceQuota } from "../../../api/quota/scopes.ts";
import { countedNames, countedResources, forgottenAtMs, summed, usageOf } from "../../../api/quota/usage.ts";
import { resourceByName, resources } from "../../../api/resources.ts";
import type { KubernetesObject, Pod, ResourceList } from "../../../api/types.ts";
import { isError } from "../../apiserver/request.ts";
import { objectKey } from "../informer.ts";
import type { Caches } from "../manager/caches.ts";
import { controller, type Change, type Look, type Work } from "../manager/controller.ts";
import { sent, updatingStatus } from "../manager/requests.ts";

const QUOTAS = "resourcequotas";
// Mirrors DefaultIgnoredResources (pkg/controller/resourcequota) and kinds that nobody can own.
const uncounted: ReadonlySet<string> = new Set(["events"]);

interface Input {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
  /** When it is looked at again although nothing has changed, in milliseconds from now. */
  readonly againMs: number | undefined;
}

/** Counts what is used of quotas: at first, when a quota changes, and when something goes. Mirrors pkg/controller/resourcequota/resource_quota_controller.go. */
export const resourceQuotaController = controller<Input>({
  name: "resourcequota-controller",
  watches: [...new Set(resources.filter((each) => each.namespaced && each.verbs.includes("watch") && each.verbs.includes("delete") && !uncounted.has(each.resource)).map(({ resource }) => resource))],
  concerned,
  gather,
  work,
});

function concerned(change: Change, caches: Caches): readonly string[] {
  const { resource, object, type } = change;
  const namespace = object.metadata.namespace ?? "";
  if (resource === QUOTAS) {
    const { spec, status } = object as ResourceQuota;
    const own = type === "DELETED" || sameList(spec.hard, status?.hard) ? [] : [objectKey(object)];
    return type === "DELETED" ? quotasFor(resource, namespace, caches) : own;
  }
  return givesBack(change) ? quotasFor(resource, namespace, caches) : [];
}

const sameList = (a: ResourceList | undefined, b: ResourceList | undefined): boolean => jsonEqual((a ?? {}) as unknown as Json, (b ?? {}) as unknown as Json);

// Mirrors DefaultUpdateFilter (pkg/quota/v1/install/update_filter.go).
/** True if less may be used than before. */
function givesBack({ resource, type, object, old }: Change): boolean {
  if (type === "DELETED") return true;
  if (!old) return false;
  if (resource === "pods") return isTerminal(object as Pod) && !isTerminal(old as Pod);
  if (resource === "services" || resource === "persistentvolumeclaims") {
    const place = { group: "", resource };
    return !sameList(usageOf(place, object), usageOf(place, old));
  }
  return false;
}

function quotasFor(resource: string, namespace: string, caches: Caches): readonly string[] {
  const found = resourceByName(resource);
  if (!found) return [];
  return caches.inNamespace<ResourceQuota>(QUOTAS, namespace).filter(({ spec }) => countedNames(found, Object.keys(spec.hard ?? {})).length > 0).map(objectKey);
}

// Mirrors DefaultResyncPeriod (pkg/controller/resourcequota/config/v1alpha1/defaults.go): what only time changes is seen then.
const RESYNC_MS = 300_000;

function gather(key: string, { caches, nowMs, unixMs }: Look): Input | undefined {
  const quota = caches.get<ResourceQuota>(QUOTAS, key);
  if (!quota) return undefined;
  const hard = Object.keys(quota.spec.hard ?? {});
  const used: Record<string, string> = {};
  let againMs: number | undefined;
  for (const resource of countedResources(hard)) {
    if (uncounted.has(resource.resource)) continue;
    const objects = caches.inNamespace<KubernetesObject>(resource.resource, quota.metadata.namespace ?? "").filter((object) => {
      const forgottenMs = object.kind === "Pod" ? forgottenAtMs(object as Pod) : undefined;
      if (forgottenMs !== undefined && forgottenMs >= unixMs) againMs = Math.min(againMs ?? Infinity, forgottenMs - unixMs);
      return isInScope(quota, object) && (forgottenMs === undefined || forgottenMs >= unixMs);
    });
    Object.assign(used, summed(countedNames(resource, hard), objects.map((object) => usageOf(resource, object))));
  }
  return { quota, used, againMs: againMs === undefined ? undefined : (Math.floor((nowMs + againMs) / RESYNC_MS) + 1) * RESYNC_MS - nowMs };
}

// Mirrors syncResourceQuota.
function* work({ quota, used, againMs }: Input): Work {
  const { spec, status } = quota;
  if (againMs !== undefined) yield { after: againMs };
  if (sameList(spec.hard, status?.hard) && sameList(used, status?.used)) return undefined;
  const written = yield* sent(updatingStatus(QUOTAS, { ...quota, status: { hard: spec.hard ?? {}, used } } as ResourceQuota));
  return isError(written) && written.code !== 404 ? { retry: true } : undefined;
}
