import { encodeBase64Text } from "../../../api/base64.ts";
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
    jti: identifier(`${uid}/${audience}/${issuedAt}`),
    "kubernetes.io": {
      namespace,
      node: { name: nodeName, uid: nodeUid },
      pod: { name, uid },
      serviceaccount: { name: account, uid: identifier(`${namespace}/${account}`) },
      ...(extended && { warnafter: issuedAt + expirationSeconds }),
    },
    nbf: issuedAt,
    sub: `system:serviceaccount:${namespace}:${account}`,
  };
  const unsigned = `${url(JSON.stringify({ alg: "RS256", kid: KEY_ID }))}.${url(JSON.stringify(claims))}`;
  return `${unsigned}.${scramble(unsigned, SIGNATURE_LENGTH)}`;
}

const KEY_ID = "8uXqPzTnVwqk1cJrY0mLh4sF7dGbA2eN5tRoKi6QxZE";
const SIGNATURE_LENGTH = 342;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const url = (text: string): string => encodeBase64Text(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Text without meaning, the same for the same seed. */
function scramble(seed: string, length: number, alphabet = ALPHABET): string {
  let state = 2_166_136_261;
  for (let i = 0; i < seed.length; i += 1) state = Math.imul(state ^ seed.charCodeAt(i), 16_777_619) >>> 0;
  let out = "";
  while (out.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out += alphabet[(state >>> 16) % alphabet.length];
  }
  return out;
}

function identifier(seed: string): string {
  const hex = scramble(seed, 32, "0123456789abcdef");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
