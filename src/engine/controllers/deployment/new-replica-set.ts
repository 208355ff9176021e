import { jsonEqual } from "../../../api/json.ts";
import { controllerOf } from "../../../api/owner-references.ts";
import type { KubernetesObject, LabelSelector, StringMap } from "../../../api/types.ts";
import type { Deployment, PodTemplateSpec, ReplicaSet } from "../../../api/workloads.ts";
import { isError, type ApiResponse } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { creating, errorText, getting, hasCause, sent, updating } from "../manager/requests.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { hasAnnotations, newSetAnnotations, REVISION, revisionOf } from "./annotations.ts";
import { newSetReplicas, oldestFirst } from "./arithmetic.ts";
import { find, newCondition, withSet, type DeploymentCondition } from "./conditions.ts";
import { hasProgressDeadline, writeStatus, type Rollout } from "./status.ts";
import { templateHash } from "../pods/template-hash.ts";

const HASH_LABEL = "pod-template-hash";

/** Mirrors EqualIgnoreHash (pkg/controller/deployment/util/deployment_util.go). */
function isSameTemplate(a: PodTemplateSpec, b: PodTemplateSpec): boolean {
  const withoutHash = ({ metadata = {}, spec }: PodTemplateSpec): object => {
    const { [HASH_LABEL]: _hash, ...labels } = metadata.labels ?? {};
    const { creationTimestamp: _never, ...others } = metadata as { readonly creationTimestamp?: null };
    return { metadata: { ...others, labels }, spec };
  };
  return jsonEqual(withoutHash(a), withoutHash(b));
}

/** The set of a Deployment's present template, the oldest if there are several. Mirrors FindNewReplicaSet. */
export const findNewSet = ({ spec }: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined => oldestFirst(sets).find((set) => isSameTemplate(set.spec.template, spec.template));

/** A rollout whose sets are known; undefined = a write failed and all begins again. */
export function* rolloutOf(deployment: Deployment, sets: readonly ReplicaSet[], create: boolean, unixMs: number): Work<Rollout | undefined> {
  const known = findNewSet(deployment, sets);
  const oldSets = sets.filter((set) => set.metadata.uid !== known?.metadata.uid);
  const revision = Math.max(0, ...oldSets.map(revisionOf)) + 1;
  if (known) return yield* withKnownSet({ deployment, newSet: known, oldSets, unixMs }, known, revision);
  return create ? yield* withCreatedSet({ deployment, newSet: undefined, oldSets, unixMs }, revision) : { deployment, newSet: undefined, oldSets, unixMs };
}

/** Mirrors the first half of getNewReplicaSet (pkg/controller/deployment/sync.go). */
function* withKnownSet(rollout: Rollout, set: ReplicaSet, revision: number): Work<Rollout | undefined> {
  const { deployment, unixMs } = rollout;
  const annotations = newSetAnnotations(deployment, set.metadata.annotations ?? {}, revision, true);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (!hasAnnotations(set, annotations) || (set.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const spec = { ...set.spec, minReadySeconds };
    const updated = yield* sent(updating("replicasets", { ...set, metadata: { ...set.metadata, annotations }, spec } as ReplicaSet));
    return isError(updated) ? undefined : { ...rollout, newSet: updated.body as ReplicaSet };
  }
  const condition = newCondition("Progressing", "True", "FoundNewReplicaSet", `Found new replica set "${set.metadata.name}"`, unixMs);
  const isNews = hasProgressDeadline(deployment) && !find(deployment.status.conditions, "Progressing");
  return yield* withRevision(rollout, set.metadata.annotations?.[REVISION] ?? "", isNews ? condition : undefined);
}

/** Mirrors SetDeploymentRevision, and the write of the status that carries it. */
function* withRevision(rollout: Rollout, revision: string, condition: DeploymentCondition | undefined): Work<Rollout | undefined> {
  const { deployment } = rollout;
  if (deployment.metadata.annotations?.[REVISION] === revision && !condition) return rollout;
  const annotations: StringMap = { ...deployment.metadata.annotations, [REVISION]: revision };
  const conditions = (deployment.status.conditions ?? []) as readonly DeploymentCondition[];
  const status = condition ? { ...deployment.status, conditions: withSet(conditions, condition) } : deployment.status;
  const changed: Deployment = { ...deployment, metadata: { ...deployment.metadata, annotations }, status };
  const outcome = yield* writeStatus(changed);
  // What is written next still names the version that was read first: the conflict makes it begin again, as in upstream.
  return outcome?.retry ? undefined : { ...rollout, deployment: changed };
}

/** The second half: a set for a template that has none. */
function* withCreatedSet(rollout: Rollout, revision: number): Work<Rollout | undefined> {
  const { deployment, oldSets } = rollout;
  const hash = templateHash(deployment.spec.template, deployment.status.collisionCount);
  const replicas = newSetReplicas(deployment, oldSets, 0);
  const name = `${deployment.metadata.name}-${hash}`;
  const response = yield* sent(creating("replicasets", deployment.metadata.namespace, setBody(deployment, name, hash, replicas, revision)));
  if (response.code === 409) return yield* onNameTaken(rollout, name, response);
  if (isError(response)) return yield* onFailure(rollout, name, response);
  const newSet = response.body as ReplicaSet;
  if (replicas > 0) yield { event: { about: deployment, type: "Normal", reason: "ScalingReplicaSet", message: `Scaled up replica set ${name} from 0 to ${replicas}` } };
  const condition = newCondition("Progressing", "True", "NewReplicaSetCreated", `Created new replica set "${name}"`, rollout.unixMs);
  return yield* withRevision({ ...rollout, newSet }, String(revision), hasProgressDeadline(deployment) ? condition : undefined);
}

function setBody(deployment: Deployment, name: string, hash: string, replicas: number, revision: number): object {
  const { selector, template, minReadySeconds } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const own: LabelSelector = { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name, labels, annotations: newSetAnnotations(deployment, {}, revision, false), ownerReferences: [controllerReference(deployment)] },
    spec: { replicas, ...(minReadySeconds !== undefined && minReadySeconds > 0 && { minReadySeconds }), selector: own, template: { ...template, metadata: { ...template.metadata, labels } } },
  };
}

/** The set is its own after all, or another template has the same hash: then the count of collisions goes into the next one. */
function* onNameTaken(rollout: Rollout, name: string, refused: ApiResponse): Work<Rollout | undefined> {
  const { deployment } = rollout;
  const place: KubernetesObject = { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { ...deployment.metadata, name } };
  const found = yield* sent(getting("replicasets", place));
  if (isError(found)) return yield* onFailure(rollout, name, refused);
  const set = found.body as ReplicaSet;
  if (controllerOf(set)?.uid === deployment.metadata.uid && isSameTemplate(set.spec.template, deployment.spec.template)) return { ...rollout, newSet: set };
  const status = { ...deployment.status, collisionCount: (deployment.status.collisionCount ?? 0) + 1 };
  yield* writeStatus({ ...deployment, status });
  return undefined;
}

function* onFailure({ deployment, unixMs }: Rollout, name: string, response: ApiResponse): Work<undefined> {
  if (hasCause(response, "NamespaceTerminating")) return undefined;
  const message = `Failed to create new replica set "${name}": ${errorText(response)}`;
  if (hasProgressDeadline(deployment)) {
    const conditions = withSet((deployment.status.conditions ?? []) as readonly DeploymentCondition[], newCondition("Progressing", "False", "ReplicaSetCreateError", message, unixMs));
    yield* writeStatus({ ...deployment, status: { ...deployment.status, conditions } });
  }
  yield { event: { about: deployment, type: "Warning", reason: "ReplicaSetCreateError", message } };
  return undefined;
}
