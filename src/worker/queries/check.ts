import { resourceByName } from "../../api/resources.ts";
import type { KubernetesObject } from "../../api/types.ts";
import { isError } from "../../engine/apiserver/request.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { printedOf } from "../../kubectl/jsonpath/printed-of.ts";
import { judge } from "../../scenario/expect.ts";
import type { Claim } from "../../scenario/scenario.ts";
import { requestFor } from "./request-for.ts";

/** Which claims hold in the cluster as it stands. */
export const checkClaims = (cluster: Pick<Cluster, "read">, claims: readonly Claim[]): readonly boolean[] =>
  claims.map((claim) => judge(claim, { find: (namespace, kind, name) => find(cluster, namespace, kind, name), jsonpath: printedOf }).held);

function find(cluster: Pick<Cluster, "read">, namespace: string, kind: string, name: string): KubernetesObject | undefined {
  const resource = resourceByName(kind);
  const response = resource && cluster.read(requestFor("get", resource.resource, namespace, name));
  return !response || isError(response) ? undefined : (response.body as KubernetesObject);
}
