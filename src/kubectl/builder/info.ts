import type { JsonObject } from "../../api/json.ts";
import { groupVersion, parseGroupVersion, resourceFor } from "../../api/resources.ts";
import type { ApiResource } from "../../api/resources.ts";
import { messageProblem } from "../failure.ts";
import type { Problem } from "../failure.ts";
import { goJson, stringAt } from "../objects.ts";

/** What a command works on: a resource by name, and its manifest if it came from a file. */
export interface Info {
  readonly resource: ApiResource;
  /** "" for cluster-scoped resources. */
  readonly namespace: string;
  readonly name: string;
  /** File name, "STDIN", or "" for arguments. */
  readonly source: string;
  readonly object?: JsonObject;
}

export const isProblem = (value: Info | Problem): value is Problem => "kind" in value;

export const describeInfo = ({ resource: r, name, namespace }: Info): string =>
  `Resource: ${JSON.stringify(`${r.group}/${r.version}, Resource=${r.resource}`)}, GroupVersionKind: ${JSON.stringify(`${r.group}/${r.version}, Kind=${r.kind}`)}\n` +
  `Name: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}`;

// Mirrors mapper.infoForObject (cli-runtime/pkg/resource/mapper.go).
export function infoForObject(object: JsonObject, source: string): Info | Problem {
  const [kind, apiVersion] = [stringAt(object, "kind"), stringAt(object, "apiVersion")];
  if (kind === "") return undecodable(source, `Object 'Kind' is missing in '${goJson(object)}'`);
  if (apiVersion === "") return undecodable(source, `Object 'apiVersion' is missing in '${goJson(object)}'`);
  const gv = parseGroupVersion(apiVersion);
  if (!gv) return undecodable(source, `unexpected GroupVersion string: ${apiVersion}`);
  const [name, namespace] = [stringAt(object, "metadata", "name"), stringAt(object, "metadata", "namespace")];
  const resource = resourceFor(gv.group, gv.version, kind);
  if (!resource) {
    const where = `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(namespace)} from ${JSON.stringify(source)}`;
    return messageProblem(`${where}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(groupVersion(gv.group, gv.version))}\nensure CRDs are installed first`);
  }
  return { resource, namespace, name, source, object };
}

const undecodable = (source: string, why: string): Problem => messageProblem(`unable to decode ${JSON.stringify(source)}: ${why}`);
