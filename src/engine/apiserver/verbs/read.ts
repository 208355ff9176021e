import { groupVersion } from "../../../api/resources.ts";
import type { KubernetesObject, ObjectList, Status } from "../../../api/types.ts";
import { toVersion } from "../conversion.ts";
import { readSelection, selects, wantedValue, type Selection } from "../selection.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { badRequest, isStatus, notFound, expired } from "../status.ts";
import { keyOf } from "../store/store.ts";

/** GET of one object. */
export function get(context: ServerContext, call: Call): KubernetesObject | Status {
  const object = context.store.get(call.stored, keyOfCall(call));
  return object ? shown(context, call, object) : notFound(call.resource, call.request.name ?? "");
}

/** A stored object as this request's reader meets it. */
export const shown = (context: ServerContext, call: Call, object: KubernetesObject): KubernetesObject =>
  toVersion(call.resource, context.read(call.stored, object));

/** GET of a collection: in byte order of the keys, selected, in pages if a limit asks for them. */
export function list(context: ServerContext, call: Call): ObjectList | Status {
  const { resource } = call;
  const page = selectPage(context, call);
  if (isStatus(page)) return page;
  return {
    kind: `${resource.kind}List`,
    apiVersion: groupVersion(resource.group, resource.version),
    metadata: {
      resourceVersion: String(context.store.revision),
      ...(page.continue && { continue: page.continue }),
      ...(page.continue && page.remaining !== undefined && { remainingItemCount: page.remaining }),
    },
    items: page.items.map((object) => shown(context, call, object)),
  };
}

interface Page {
  readonly items: readonly KubernetesObject[];
  readonly continue?: string;
  readonly remaining?: number;
}

/** The stored objects that a list or a deletecollection is about. */
// Simplified: the second page of a long list (limit and continue) shows the objects as they are now, not as they were at the first page.
export function selectPage(context: ServerContext, call: Call): Page | Status {
  const { request, resource, stored } = call;
  const { limit, continue: token, resourceVersion } = request.query ?? {};
  const selection = readSelection(resource.kind, resource.namespaced ? request.namespace : undefined, request.query ?? {});
  if (isStatus(selection)) return selection;
  if (resourceVersion && !/^\d+$/.test(resourceVersion)) return badRequest(`resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`);
  const after: Token | undefined = token ? readToken(token) : { key: "" };
  if (after === undefined) return badRequest("continue key is not valid: unable to decode");
  if (after.revision !== undefined && after.revision < context.store.compactedRevision) {
    return expired("The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.");
  }
  const items: KubernetesObject[] = [];
  const keys = candidateKeys(context, stored, selection);
  for (const [i, key] of keys.entries()) {
    if (key <= after.key) continue;
    const object = context.store.get(stored, key);
    if (!object || !selects(selection, object)) continue;
    items.push(object);
    if (limit && limit > 0 && items.length >= limit && i < keys.length - 1) {
      const plain = selection.labels.length === 0 && selection.fields.length === 0;
      return { items, continue: writeToken(context.store.revision, key), ...(plain && { remaining: keys.length - 1 - i }) };
    }
  }
  return { items };
}

/** The fewest keys among which all selected objects are. */
function candidateKeys({ store }: ServerContext, stored: string, selection: Selection): readonly string[] {
  const name = wantedValue(selection, "metadata.name");
  if (name !== undefined && selection.namespace !== undefined) {
    const key = keyOf(selection.namespace, name);
    return store.get(stored, key) ? [key] : [];
  }
  const nodeName = stored === "pods" ? wantedValue(selection, "spec.nodeName") : undefined;
  return nodeName ? store.podKeysOnNode(nodeName) : store.keys(stored, selection.namespace);
}

interface Token {
  readonly revision?: number;
  readonly key: string;
}
const writeToken = (revision: number, key: string): string => `${revision}:${key}`;
function readToken(token: string): Token | undefined {
  const [, revision, key] = /^(\d+):(.+)$/s.exec(token) ?? [];
  return revision === undefined || key === undefined ? undefined : { revision: Number(revision), key };
}
