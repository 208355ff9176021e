import { digestOf } from "./digest.ts";
import { formatReference, type ImageReference } from "./reference.ts";
import type { RegistrySettings } from "./registry-settings.ts";

/** Why a pull fails, in the words of containerd 2.1: the gRPC code, the text after it, and how long it takes to say so. */
export interface PullError {
  readonly code: "NotFound" | "Unknown" | "DeadlineExceeded" | "InvalidArgument" | "Unimplemented";
  readonly message: string;
  readonly afterMs: number;
  /** What went wrong, for runtimes that say it in other words; absent = they would not say it at all. */
  readonly what?: "denied" | "no such tag" | "unreachable" | "refused" | "no such host" | "rate limit" | "other platform";
}

type Timing = Pick<RegistrySettings, "roundTripMs">;

/** containerd's dial time-out for registries (core/remotes/docker). */
const DIAL_TIMEOUT_MS = 30_000;

// Mirrors PullImage (containerd 2.1 internal/cri/server/images/image_pull.go): how its errors are wrapped.
const inPull = (reference: ImageReference, cause: string): string => `failed to pull and unpack image "${formatReference(reference)}": ${cause}`;
const inResolve = (reference: ImageReference, cause: string): string => inPull(reference, `failed to resolve image: ${cause}`);

const hostOf = ({ domain }: ImageReference): string => (domain === "docker.io" ? "registry-1.docker.io" : domain);
const repositoryUrl = (reference: ImageReference): string => `https://${hostOf(reference)}/v2/${reference.path}`;
const manifestUrl = (reference: ImageReference, which = reference.digest ?? reference.tag ?? "latest"): string => `${repositoryUrl(reference)}/manifests/${which}`;
const withPort = (host: string): string => (/:\d+$/.test(host) ? host.slice(host.lastIndexOf(":") + 1) : "443");

export const unparsableError = (ref: string, error: string): PullError => ({ code: "InvalidArgument", message: `failed to parse image reference "${ref}": ${error}`, afterMs: 0 });

/** Docker Hub answers 401 for what it does not know, others 404. Mirrors resolver.go, authorizer.go (containerd core/remotes/docker). */
export function missingError(reference: ImageReference, what: "repository" | "tag", { roundTripMs: afterMs }: Timing): PullError {
  if (what === "tag" || reference.domain !== "docker.io") {
    return { code: "NotFound", message: inResolve(reference, `${formatReference(reference)}: not found`), afterMs, what: "no such tag" };
  }
  return { code: "Unknown", message: inResolve(reference, DENIED), afterMs, what: "denied" };
}

const DENIED = "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";

/** An address for a registry's host, out of the range for documentation (RFC 5737), the same in every world. */
const addressOf = (host: string): string => `203.0.113.${1 + (parseInt(digestOf(host).slice(7, 11), 16) % 250)}`;

const dialError = (reference: ImageReference, cause: string): string => {
  const host = hostOf(reference);
  return inResolve(reference, `failed to do request: Head "${manifestUrl(reference)}": dial tcp ${addressOf(host)}:${withPort(host)}: ${cause}`);
};

export const unreachableError = (reference: ImageReference): PullError => ({ code: "DeadlineExceeded", message: dialError(reference, "i/o timeout"), afterMs: DIAL_TIMEOUT_MS, what: "unreachable" });
export const refusedError = (reference: ImageReference, { roundTripMs: afterMs }: Timing): PullError => ({ code: "Unknown", message: dialError(reference, "connect: connection refused"), afterMs, what: "refused" });

/** The nodes' resolver is that of their network. */
const RESOLVER = "192.168.77.1:53";

export function unknownHostError(reference: ImageReference, { roundTripMs: afterMs }: Timing): PullError {
  const name = reference.domain.replace(/:\d+$/, "");
  return { code: "Unknown", message: inResolve(reference, `failed to do request: Head "${manifestUrl(reference)}": dial tcp: lookup ${name} on ${RESOLVER}: no such host`), afterMs, what: "no such host" };
}

/** Each registry refuses in its own way: some by a token that they do not give, some at the manifest. */
export function deniedError(reference: ImageReference, withCredentials: boolean, { roundTripMs: afterMs }: Timing): PullError {
  return { code: "Unknown", message: inResolve(reference, withCredentials ? wrongCredentials(reference) : noCredentials(reference)), afterMs, what: "denied" };
}

const scopeOf = ({ path }: ImageReference): string => `scope=repository%3A${path.replaceAll("/", "%2F")}%3Apull`;
const tokenUrl = (reference: ImageReference): string =>
  reference.domain.endsWith(".pkg.dev") || reference.domain.endsWith("gcr.io") ? `https://${reference.domain}/v2/token?${scopeOf(reference)}&service=${reference.domain}` : `https://${reference.domain}/token?${scopeOf(reference)}&service=${reference.domain}`;
const givesTokens = ({ domain }: ImageReference): boolean => domain === "ghcr.io" || domain.endsWith(".pkg.dev") || domain === "gcr.io" || domain.endsWith(".gcr.io");

function noCredentials(reference: ImageReference): string {
  if (reference.domain === "docker.io") return DENIED;
  if (reference.domain === "quay.io") return `unexpected status from HEAD request to ${manifestUrl(reference)}: 401 UNAUTHORIZED`;
  if (givesTokens(reference)) return `failed to authorize: failed to fetch anonymous token: unexpected status from GET request to ${tokenUrl(reference)}: ${reference.domain === "ghcr.io" ? "401 Unauthorized" : "403 Forbidden"}`;
  return "pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials";
}

function wrongCredentials(reference: ImageReference): string {
  if (reference.domain === "docker.io") return "failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://auth.docker.io/token: 401 Unauthorized";
  if (givesTokens(reference)) return `failed to authorize: failed to fetch oauth token: unexpected status from GET request to ${tokenUrl(reference)}: 403 Forbidden`;
  return `unexpected status from HEAD request to ${manifestUrl(reference)}: 401 Unauthorized`;
}

/** Docker Hub counts the manifest's GET, not the HEAD before it. */
export function rateLimitError(reference: ImageReference, digest: string, { roundTripMs: afterMs }: Timing): PullError {
  const limit =
    reference.domain === "docker.io" ? "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit" : "toomanyrequests: Rate exceeded";
  return { code: "Unknown", message: inPull(reference, `failed to copy: httpReadSeeker: failed open: unexpected status from GET request to ${manifestUrl(reference, digest)}: 429 Too Many Requests\n${limit}`), afterMs, what: "rate limit" };
}

/** The index has no entry for linux/amd64. */
export const otherPlatformError = (reference: ImageReference, { roundTripMs: afterMs }: Timing): PullError => ({
  code: "NotFound",
  message: inPull(reference, "no match for platform in manifest: not found"),
  afterMs,
  what: "other platform",
});

// Mirrors fetch (containerd 2.1 client/pull.go): images of before 2017 that were never built again.
export const oldManifestError = (reference: ImageReference, { roundTripMs: afterMs }: Timing): PullError => ({
  code: "Unimplemented",
  message: inPull(
    reference,
    'not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd v2.1, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"',
  ),
  afterMs,
});
