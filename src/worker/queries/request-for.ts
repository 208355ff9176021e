import { resources } from "../../api/resources.ts";
import type { ApiRequest, Verb } from "../../engine/apiserver/request.ts";

/** Asks for one object, or a list, by the resource's plural name. */
export function requestFor(verb: Verb, plural: string, namespace: string, name?: string): ApiRequest {
  const known = resources.find(({ resource }) => resource === plural);
  const namespaced = known?.namespaced !== false && namespace !== "";
  return {
    verb,
    group: known?.group ?? "",
    version: known?.version ?? "v1",
    resource: plural,
    ...(namespaced ? { namespace } : {}),
    ...(name === undefined ? {} : { name }),
    userAgent: "kubarium",
  };
}
