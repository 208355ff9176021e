import { isObject, type JsonObject } from "../../../api/json.ts";
import type { ApiResource } from "../../../api/resources.ts";
import type { Call } from "../server-context.ts";

/** Questions about rights: kinds that are answered and not stored. */
export const isReview = ({ group }: ApiResource): boolean => group === "authorization.k8s.io" || group === "authentication.k8s.io";

// Simplified: there is one user, who may do everything (group system:masters).
export function createReview({ request, resource, outcome }: Call): JsonObject {
  outcome.created = true;
  const body = isObject(request.body) ? request.body : {};
  const apiVersion = `${resource.group}/${resource.version}`;
  return { ...body, kind: resource.kind, apiVersion, metadata: { creationTimestamp: null }, status: statusOf(resource.kind) };
}

function statusOf(kind: string): JsonObject {
  if (kind === "SelfSubjectRulesReview") {
    return { resourceRules: [{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }], nonResourceRules: [{ verbs: ["*"], nonResourceURLs: ["*"] }], incomplete: false };
  }
  if (kind === "SelfSubjectReview") return { userInfo: { username: "kubernetes-admin", groups: ["system:masters", "system:authenticated"] } };
  return { allowed: true };
}
