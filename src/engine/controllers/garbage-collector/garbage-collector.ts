import { resourceFor, parseGroupVersion, resources, type ApiResource } from "../../../api/resources.ts";
import type { KubernetesObject, OwnerReference } from "../../../api/types.ts";
import { isError, type ApiRequest } from "../../apiserver/request.ts";
import type { Cached, Caches } from "../manager/caches.ts";
import { controller, type Change, type Controller, type Look, type Work } from "../manager/controller.ts";
import { deleting, getting, patching, sent } from "../manager/requests.ts";

const ORPHAN = "orphan";
const FOREGROUND = "foregroundDeletion";

/**
 * Leases are not looked after: their renewals are not sent to anybody who does not ask. Simplified: the Lease of a Node that
 * is gone stays.
 */
const UNWATCHED: ReadonlySet<string> = new Set(["events", "leases"]);
const isCollected = ({ resource, verbs }: ApiResource): boolean => !UNWATCHED.has(resource) && verbs.includes("watch") && verbs.includes("delete");

interface Input {
  readonly what: "delete" | "orphan" | "report";
  readonly item: Cached;
  readonly dependents: readonly Cached[];
  /** Of its owners, one that is in another namespace. */
  readonly misplaced: OwnerReference | undefined;
}

/** Whoever names an owner that is gone goes as well. Mirrors GarbageCollector (pkg/controller/garbagecollector). Keys are "delete UID", "orphan UID" and "report UID". */
export const garbageCollector: Controller = controller<Input>({
  name: "garbage-collector-controller",
  watches: [...new Set(resources.filter(isCollected).map(({ resource }) => resource))],
  qps: 40,
  concerned,
  gather,
  work: (input) => (input.what === "orphan" ? orphan(input) : input.what === "report" ? report(input) : attemptToDelete(input)),
});

const isDeletingDependents = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(FOREGROUND);
const isOrphaning = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).includes(ORPHAN);
const owners = (object: KubernetesObject | undefined): readonly OwnerReference[] => object?.metadata.ownerReferences ?? [];

// Mirrors processGraphChanges (graph_builder.go).
function concerned({ type, object, old }: Change, caches: Caches): readonly string[] {
  const { uid } = object.metadata;
  const waiting = [...owners(object), ...owners(old)].flatMap((owner) => {
    const known = caches.withUid(owner.uid);
    return known && isDeletingDependents(known.object) ? [`delete ${owner.uid}`] : [];
  });
  const dependents = (): readonly string[] => caches.dependents(uid).map((each) => `delete ${each.object.metadata.uid}`);
  if (type === "DELETED") return [...dependents(), ...waiting];
  const keys = [...waiting];
  const isNewOwner = (owner: OwnerReference): boolean => !owners(old).some((known) => known.uid === owner.uid);
  const added = owners(object).filter(isNewOwner);
  if (added.some((owner) => isMisplaced(owner, object, caches))) keys.push(`report ${uid}`);
  if (added.some((owner) => !isWhereItIsSought(owner, object, caches))) keys.push(`delete ${uid}`);
  if (isDeletingDependents(object) && !(old && isDeletingDependents(old))) keys.push(...dependents(), `delete ${uid}`);
  if (isOrphaning(object) && !(old && isOrphaning(old))) keys.push(`orphan ${uid}`);
  return keys;
}

// Mirrors addDependentToOwners (graph_builder.go): who is not where a reference looks for it is no owner.
function isMisplaced({ uid }: OwnerReference, { metadata: { namespace } }: KubernetesObject, caches: Caches): boolean {
  const known = caches.withUid(uid)?.object.metadata.namespace;
  return known !== undefined && known !== namespace;
}
function isWhereItIsSought(owner: OwnerReference, object: KubernetesObject, caches: Caches): boolean {
  const known = caches.withUid(owner.uid);
  if (!known || isMisplaced(owner, object, caches)) return false;
  const place = ownerPlace(owner, object);
  return known.object.metadata.name === owner.name && (typeof place === "string" || place.resource === known.resource);
}

function gather(key: string, { caches }: Look): Input | undefined {
  const [what, uid = ""] = key.split(" ");
  const item = caches.withUid(uid);
  if (!item) return undefined;
  const misplaced = owners(item.object).find((owner) => isMisplaced(owner, item.object, caches));
  return { what: what === "orphan" || what === "report" ? what : "delete", item, dependents: caches.dependents(uid), misplaced };
}

/** Mirrors reportInvalidNamespaceOwnerRef (graph_builder.go). */
function* report({ item: { object }, misplaced }: Input): Work {
  if (!misplaced) return undefined;
  const { namespace = "" } = object.metadata;
  const { apiVersion, kind, name, uid } = misplaced;
  yield { event: { about: object, type: "Warning", reason: "OwnerRefInvalidNamespace", message: `ownerRef [${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}] does not exist in namespace "${namespace}"` } };
  return undefined;
}

/** Mirrors attemptToDeleteItem (garbagecollector.go): what the cache says is checked with the API server first. */
function* attemptToDelete({ item, dependents }: Input): Work {
  const { resource } = item;
  if (item.object.metadata.deletionTimestamp !== undefined && !isDeletingDependents(item.object)) return undefined;
  const latest = yield* read(item);
  if (!latest) return undefined;
  if (isDeletingDependents(latest)) return (yield* afterDependents({ resource, object: latest }, dependents)) ? undefined : { retry: true };
  if (owners(latest).length === 0) return undefined;
  const found = yield* classified(latest);
  if (!found) return undefined;
  const { solid, dangling, waiting } = found;
  if (solid.length > 0) return (yield* dropOwners(resource, latest, [...dangling, ...waiting])) ? undefined : { retry: true };
  const preconditions = { uid: latest.metadata.uid };
  const finalizers = latest.metadata.finalizers ?? [];
  const policy = waiting.length > 0 && dependents.length > 0 ? "Foreground" : finalizers.includes(ORPHAN) ? "Orphan" : finalizers.includes(FOREGROUND) ? "Foreground" : "Background";
  if (policy === "Foreground" && waiting.length > 0 && dependents.some(({ object }) => isDeletingDependents(object))) yield* unblock(resource, latest);
  const response = yield* sent(deleting(resource, latest, { propagationPolicy: policy, preconditions }));
  return isError(response) && response.code !== 404 ? { retry: true } : undefined;
}

function* read({ resource, object }: Cached): Work<KubernetesObject | undefined> {
  const response = yield* sent(getting(resource, object));
  if (isError(response)) return undefined;
  const latest = response.body as KubernetesObject;
  return latest.metadata.uid === object.metadata.uid ? latest : undefined;
}

interface Classified {
  readonly solid: readonly OwnerReference[];
  readonly dangling: readonly OwnerReference[];
  readonly waiting: readonly OwnerReference[];
}

/** Owners that are there, that are gone, and that wait for this one to go; undefined = of one that cannot be told. Mirrors classifyReferences. */
function* classified(object: KubernetesObject): Work<Classified | undefined> {
  const solid: OwnerReference[] = [];
  const dangling: OwnerReference[] = [];
  const waiting: OwnerReference[] = [];
  for (const owner of owners(object)) {
    const place = ownerPlace(owner, object);
    if (place === "unknown kind" || place === "namespaced owner of a cluster's object") return undefined;
    const response = yield* sent({ verb: "get", ...place, name: owner.name, userAgent: "kube-controller-manager" });
    const found = isError(response) ? undefined : (response.body as KubernetesObject);
    if (isError(response) && response.code !== 404) solid.push(owner);
    else if (!found || found.metadata.uid !== owner.uid) dangling.push(owner);
    else if (isDeletingDependents(found)) waiting.push(owner);
    else solid.push(owner);
  }
  return { solid, dangling, waiting };
}

type OwnerPlace = Pick<ApiRequest, "group" | "version" | "resource" | "namespace">;

// Mirrors isDangling: what cannot be looked for is no reason to delete anything.
/** Where an owner must be: a namespaced one in the namespace of what it owns. */
function ownerPlace({ apiVersion, kind }: OwnerReference, { metadata: { namespace } }: KubernetesObject): OwnerPlace | "unknown kind" | "namespaced owner of a cluster's object" {
  const gv = parseGroupVersion(apiVersion);
  const found = gv && resourceFor(gv.group, gv.version, kind);
  if (!found) return "unknown kind";
  if (found.namespaced && namespace === undefined) return "namespaced owner of a cluster's object";
  return { group: found.group, version: found.version, resource: found.resource, ...(found.namespaced && { namespace: namespace ?? "" }) };
}

/** Mirrors processDeletingDependentsItem: it may go once nothing is left that blocks it. */
function* afterDependents({ resource, object }: Cached, dependents: readonly Cached[]): Work<boolean> {
  const { uid } = object.metadata;
  const isBlocking = (dependent: Cached): boolean => owners(dependent.object).some((owner) => owner.uid === uid && owner.blockOwnerDeletion === true);
  return dependents.some(isBlocking) ? true : yield* removeFinalizer(resource, object, FOREGROUND);
}

/** Mirrors removeFinalizer (operations.go). */
function* removeFinalizer(resource: string, object: KubernetesObject, finalizer: string): Work<boolean> {
  const latest = yield* read({ resource, object });
  if (!latest || !(latest.metadata.finalizers ?? []).includes(finalizer)) return true;
  const { resourceVersion, finalizers = [] } = latest.metadata;
  const response = yield* sent(patching(resource, latest, { metadata: { resourceVersion, finalizers: finalizers.filter((each) => each !== finalizer) } }, "merge"));
  return !isError(response) || response.code === 404;
}

/** Patches of owner references go by merge: kinds that know no strategic one have owners as well. */
function* dropOwners(resource: string, object: KubernetesObject, gone: readonly OwnerReference[]): Work<boolean> {
  if (gone.length === 0) return true;
  const uids = new Set(gone.map(({ uid }) => uid));
  const { resourceVersion } = object.metadata;
  const response = yield* sent(patching(resource, object, { metadata: { resourceVersion, ownerReferences: owners(object).filter(({ uid }) => !uids.has(uid)) } }, "merge"));
  return !isError(response) || response.code === 404 || response.code === 422;
}

function* unblock(resource: string, object: KubernetesObject): Work<void> {
  const { resourceVersion } = object.metadata;
  const ownerReferences = owners(object).map((owner) => ({ ...owner, blockOwnerDeletion: false }));
  yield* sent(patching(resource, object, { metadata: { resourceVersion, ownerReferences } }, "merge"));
}

/** Mirrors attemptToOrphanWorker and orphanDependents: first they are let go, then their owner. */
function* orphan({ item: { resource, object }, dependents }: Input): Work {
  for (const dependent of dependents) {
    const latest = yield* read(dependent);
    if (latest && !(yield* dropOwners(dependent.resource, latest, owners(latest).filter(({ uid }) => uid === object.metadata.uid)))) return { retry: true };
  }
  return (yield* removeFinalizer(resource, object, ORPHAN)) ? undefined : { retry: true };
}
