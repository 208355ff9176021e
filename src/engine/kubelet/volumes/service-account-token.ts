import { pretendToken, pretendUuid } from "../../../api/pretend-token.ts";
import type { Pod } from "../../../api/types.ts";

const AUDIENCE = "https://kubernetes.default.svc.cluster.local";
/** Mirrors WarnOnlyBoundTokenExpirationPeriod and ExpirationExtensionSeconds (pkg/serviceaccount/claims.go): the token that every pod has lives for a year. */
const DEFAULT_SECONDS = 3607;
const EXTENDED_SECONDS = 365 * 24 * 3600;

export interface TokenRequest {
  readonly pod: Pod;
  readonly nodeName: string;
  readonly nodeUid: string;
  readonly audience?: string;
  readonly expirationSeconds?: number;
  /** Unix seconds. */
  readonly issuedAt: number;
}

// Mirrors Claims (pkg/serviceaccount/claims.go).
// Simplified: the token reads as a real one, but its signature is made up, nobody checks it, and it is not renewed while the pod runs.
/** A service account's token, bound to its pod. */
export function serviceAccountToken({ pod, nodeName, nodeUid, audience = AUDIENCE, expirationSeconds = 3600, issuedAt }: TokenRequest): string {
  const { namespace = "default", name, uid } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? "default";
  const extended = expirationSeconds === DEFAULT_SECONDS && audience === AUDIENCE;
  const claims = {
    aud: [audience],
    exp: issuedAt + (extended ? EXTENDED_SECONDS : expirationSeconds),
    iat: issuedAt,
    iss: AUDIENCE,
    jti: pretendUuid(`${uid}/${audience}/${issuedAt}`),
    "kubernetes.io": {
      namespace,
      node: { name: nodeName, uid: nodeUid },
      pod: { name, uid },
      serviceaccount: { name: account, uid: pretendUuid(`${namespace}/${account}`) },
      ...(extended && { warnafter: issuedAt + expirationSeconds }),
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  return pretendToken(claims);
}
