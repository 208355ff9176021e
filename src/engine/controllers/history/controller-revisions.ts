import { jsonEqual, type Json, type JsonObject } from "../../../api/json.ts";
import type { KubernetesObject, LabelSelector, StringMap } from "../../../api/types.ts";
import { utf8Bytes } from "../../../api/utf8.ts";
import type { ControllerRevision, PodTemplateSpec } from "../../../api/workloads.ts";
import { canonicalJson } from "../../simulation/canonical-json.ts";
import { isError } from "../../apiserver/request.ts";
import type { Work } from "../manager/controller.ts";
import { creating, deleting, getting, sent, updating } from "../manager/requests.ts";
import { claim } from "../pods/claims.ts";
import { controllerReference } from "../pods/pod-control.ts";
import { fnv1, safeEncode } from "../pods/safe-encode.ts";
import { templateHash } from "../pods/template-hash.ts";

/** What a workload with a history gives: the part of it that is kept. */
export interface Historian {
  readonly owner: KubernetesObject;
  readonly resource: string;
  readonly selector: LabelSelector;
  readonly template: PodTemplateSpec;
  readonly collisionCount: number | undefined;
  /** What names a revision of this template: of its data, or of the template itself. */
  readonly hash: "data" | "template";
}

export const REVISION_HASH = "controller-revision-hash";

/** The template as the patch that brings it back. Mirrors getPatch (pkg/controller/statefulset/stateful_set_utils.go). */
const patchOf = ({ template }: Historian): JsonObject => ({ spec: { template: { ...(template as unknown as JsonObject), $patch: "replace" } } });

/** As Go prints JSON: keys sorted, and what HTML could read escaped. */
const goJson = (value: Json): string => canonicalJson(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** Mirrors HashControllerRevision (pkg/controller/history/controller_history.go) of StatefulSets, and ComputeHash of DaemonSets. */
const hashOf = ({ hash, template }: Historian, data: JsonObject, collisions: number): string =>
  hash === "template" ? templateHash(template, collisions === 0 ? undefined : collisions) : safeEncode(String(fnv1([...utf8Bytes(goJson(data)), ...utf8Bytes(String(collisions))])));

// Mirrors nextRevision and SortControllerRevisions.
const inOrder = (revisions: readonly ControllerRevision[]): readonly ControllerRevision[] =>
  [...revisions].sort((a, b) => a.revision - b.revision || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : a.metadata.creationTimestamp > b.metadata.creationTimestamp ? 1 : a.metadata.name < b.metadata.name ? -1 : 1));

export interface History {
  /** All that are kept, the oldest first. */
  readonly revisions: readonly ControllerRevision[];
  /** That of the present template. */
  readonly update: ControllerRevision;
  readonly collisionCount: number | undefined;
}

/** Finds or makes the revision of the present template; undefined = a request failed. Mirrors getStatefulSetRevisions and constructHistory. */
export function* revisionsOf(historian: Historian, possible: readonly ControllerRevision[]): Work<History | undefined> {
  const claimed = yield* claim(historian.owner, historian.resource, historian.selector, "controllerrevisions", possible);
  if (!claimed) return undefined;
  const revisions = inOrder(claimed);
  const data = patchOf(historian);
  const next = (revisions.at(-1)?.revision ?? 0) + 1;
  const equal = revisions.filter((revision) => jsonEqual(revision.data ?? {}, data)).at(-1);
  const { collisionCount } = historian;
  if (!equal) return yield* created(historian, revisions, data, next);
  if (equal === revisions.at(-1)) return { revisions, update: equal, collisionCount };
  const response = yield* sent(updating("controllerrevisions", { ...equal, revision: next } as ControllerRevision));
  return isError(response) ? undefined : { revisions: inOrder(revisions.map((each) => (each === equal ? (response.body as ControllerRevision) : each))), update: response.body as ControllerRevision, collisionCount };
}

/** A hash that is another template's already is drawn again with the count of collisions. Mirrors CreateControllerRevision. */
function* created(historian: Historian, revisions: readonly ControllerRevision[], data: JsonObject, revision: number): Work<History | undefined> {
  const { owner } = historian;
  for (let collisions = historian.collisionCount ?? 0; ; collisions += 1) {
    const hash = hashOf(historian, data, collisions);
    const name = `${owner.metadata.name}-${hash}`;
    const labels: StringMap = { ...historian.template.metadata?.labels, [REVISION_HASH]: labelOf(owner, name, hash) };
    const metadata = { name, labels, ...(Object.keys(owner.metadata.annotations ?? {}).length > 0 && { annotations: owner.metadata.annotations }), ownerReferences: [controllerReference(owner)] };
    const response = yield* sent(creating("controllerrevisions", owner.metadata.namespace, { apiVersion: "apps/v1", kind: "ControllerRevision", metadata, data, revision }));
    const collisionCount = collisions === 0 ? historian.collisionCount : collisions;
    if (!isError(response)) return { revisions: [...revisions, response.body as ControllerRevision], update: response.body as ControllerRevision, collisionCount };
    if (response.code !== 409) return undefined;
    const known = yield* sent(getting("controllerrevisions", { apiVersion: "apps/v1", kind: "ControllerRevision", metadata: { ...owner.metadata, name } }));
    if (isError(known)) return undefined;
    const found = known.body as ControllerRevision;
    if (jsonEqual(found.data ?? {}, data)) return { revisions: [...revisions, found], update: found, collisionCount };
  }
}

/** A StatefulSet's Pods bear the revision's name, a DaemonSet's its hash alone. */
const labelOf = ({ kind }: KubernetesObject, name: string, hash: string): string => (kind === "StatefulSet" ? name : hash);

const DEFAULT_LIMIT = 10;

/** Deletes what is beyond the history that is kept and nobody uses, the oldest first. Mirrors truncateHistory. */
export function* truncate(revisions: readonly ControllerRevision[], isLive: (revision: ControllerRevision) => boolean, limit = DEFAULT_LIMIT): Work<boolean> {
  const unused = revisions.filter((revision) => !isLive(revision));
  for (const revision of unused.slice(0, Math.max(0, unused.length - limit))) {
    const response = yield* sent(deleting("controllerrevisions", revision));
    if (isError(response) && response.code !== 404) return false;
  }
  return true;
}
