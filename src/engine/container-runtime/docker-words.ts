import type { PullError } from "../images/pull-errors.ts";
import type { ImageReference } from "../images/reference.ts";
import { parseReference } from "../images/reference.ts";
import type { CriError } from "./cri.ts";
import { execCause } from "./errors.ts";

/** The words of Docker 20.10 under the dockershim (pkg/kubelet/dockershim of v1.23), where those of containerd differ. */

// Mirrors FamiliarName (github.com/docker/distribution/reference).
/** Without what Docker takes for granted: "nginx:1.28", "bitnami/nginx:1". */
export const familiar = (name: string): string => name.replace(/^docker\.io\/(?:library\/)?/, "");

// Mirrors toPullableImageID (pkg/kubelet/dockershim/naming.go, docker_image.go).
/** What a container's status calls its image, by "docker.io/library/nginx@sha256:…" or "sha256:…". */
export const pullableId = (imageRef: string): string => (imageRef.startsWith("sha256:") ? `docker://${imageRef}` : `docker-pullable://${familiar(imageRef)}`);

/** A container whose first process cannot be run, as the dockershim tells of it; what Docker keeps of it; its exit code. */
export function dockerStartError(id: string, argv0: string, errno: string): { readonly error: CriError; readonly kept: string; readonly exitCode: number } {
  const kept = `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${execCause(argv0, errno)}: unknown`;
  return { error: { code: "Unknown", message: `failed to start container "${id}": Error response from daemon: ${kept}` }, kept, exitCode: errno === "ENOENT" ? 127 : 126 };
}

type PullFailure = NonNullable<PullError["what"]>;

// Mirrors TranslatePullError (moby distribution/errors.go): only denials and unknown manifests are put in its own words.
/** A pull that failed, as the daemon tells of it. */
export function dockerPullError(ref: string, { what, message }: PullError): CriError {
  const parsed = parseReference(ref);
  const said = parsed.ok && what !== undefined ? daemonSays(parsed.reference, familiar(ref), what, message) : message;
  return { code: "Unknown", message: `Error response from daemon: ${said}` };
}

function daemonSays(reference: ImageReference, name: string, what: PullFailure, cause: string): string {
  switch (what) {
    case "denied":
      return `pull access denied for ${familiar(reference.repository)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
    case "no such tag":
      return `manifest for ${reference.tag === undefined && reference.digest === undefined ? `${name}:latest` : name} not found: manifest unknown: manifest unknown`;
    case "rate limit":
      return "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit";
    case "other platform":
      return "no matching manifest for linux/amd64 in the manifest list entries";
    case "unreachable":
      return `Get "https://${hostOf(reference)}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`;
    default:
      return `Get "https://${hostOf(reference)}/v2/": ${/dial tcp.*$/.exec(cause)?.[0] ?? cause}`;
  }
}

const hostOf = ({ domain }: ImageReference): string => (domain === "docker.io" ? "registry-1.docker.io" : domain);
