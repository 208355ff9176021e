import { assumedImage } from "./assumed/assumed.ts";
import { catalogue } from "./catalogue.ts";
import { digestOf } from "./digest.ts";
import type { ImageDefinition } from "./image.ts";
import { formatReference, parseReference, withDefaultTag, type ImageReference } from "./reference.ts";

/** How a scenario bends the pretend registry. Patterns are matched on repository[:tag], `*` stands for anything. */
export interface RegistrySettings {
  readonly missing: readonly string[];
  readonly unreachable: readonly string[];
  readonly bytesPerSecond: number;
  /** Round trips of a pull before its first byte. */
  readonly roundTripMs: number;
}

export const defaultRegistry: RegistrySettings = { missing: [], unreachable: [], bytesPerSecond: 200_000_000, roundTripMs: 100 };

/** An image as the registry has it. */
export interface RegistryImage {
  readonly reference: ImageReference;
  readonly definition: ImageDefinition;
  readonly tag: string;
  /** Of its configuration: the image's id. */
  readonly id: string;
  /** Of its manifest. */
  readonly digest: string;
  readonly sizeBytes: number;
  /** Nobody knows what it really does: «behaviour assumed». */
  readonly assumed: boolean;
}

export interface PullError {
  readonly code: "NotFound" | "Unknown" | "DeadlineExceeded" | "InvalidArgument";
  readonly message: string;
  readonly afterMs: number;
}

export type Resolved = { readonly ok: true; readonly image: RegistryImage } | { readonly ok: false; readonly error: PullError };

export interface Registry {
  readonly settings: RegistrySettings;
  /** Looks an image up as a pull would. */
  resolve(ref: string): Resolved;
  /** What an image is, whether or not it can be pulled just now: for those that a node has. */
  lookup(ref: string): RegistryImage | undefined;
  /** How long the transfer takes, beyond the wait for its turn. `present` = its layers are on the node already. */
  pullTimeMs(image: RegistryImage, present: boolean): number;
}

/** containerd's dial time-out for registries (core/remotes/docker). */
const DIAL_TIMEOUT_MS = 30_000;

/** Names that say of themselves that they do not exist. */
const PLAINLY_MISSING = /(^|[/\-_.])(no-?such|does-?not-?exist|doesn-?t-?exist|non-?exist|not-?exist|not-?present|not-?found|no-?where)/;

export function createRegistry(settings: RegistrySettings = defaultRegistry): Registry {
  const missing = settings.missing.map(patternOf);
  const unreachable = settings.unreachable.map(patternOf);
  return {
    settings,
    resolve(ref) {
      const parsed = parseReference(ref);
      if (!parsed.ok) return { ok: false, error: { code: "InvalidArgument", message: `failed to parse image reference "${ref}": ${parsed.error}`, afterMs: 0 } };
      const reference = withDefaultTag(parsed.reference);
      if (matched(unreachable, reference)) return { ok: false, error: unreachableError(reference) };
      const absent = matched(missing, reference);
      const image = absent ? undefined : find(reference);
      return image ? { ok: true, image } : { ok: false, error: missingError(reference, absent ?? whatIsMissing(reference), settings) };
    },
    lookup(ref) {
      if (found.has(ref)) return found.get(ref);
      const parsed = parseReference(ref);
      return parsed.ok ? find(withDefaultTag(parsed.reference)) : undefined;
    },
    pullTimeMs: (image, present) => settings.roundTripMs + (present ? 0 : Math.ceil((image.sizeBytes * 1000) / settings.bytesPerSecond)),
  };
}

/** What is in the registry does not change: each reference is looked up once. */
const found = new Map<string, RegistryImage | undefined>();

function find(reference: ImageReference): RegistryImage | undefined {
  const name = formatReference(reference);
  if (!found.has(name)) found.set(name, search(reference));
  return found.get(name);
}

function search(reference: ImageReference): RegistryImage | undefined {
  const known = catalogue.get(reference.repository);
  const tag = reference.tag ?? "latest";
  if (known) return reference.digest !== undefined || hasTag(known, tag) ? imageOf(reference, known, tag, false) : undefined;
  if (PLAINLY_MISSING.test(reference.path) || PLAINLY_MISSING.test(tag)) return undefined;
  return imageOf(reference, assumedImage(reference.repository), tag, true);
}

const hasTag = (definition: ImageDefinition, tag: string): boolean =>
  typeof definition.tags === "function" ? definition.tags(tag) : definition.tags.includes(tag);

function imageOf(reference: ImageReference, definition: ImageDefinition, tag: string, assumed: boolean): RegistryImage {
  const content = definition.sameAs?.(tag) ?? tag;
  const name = reference.digest ?? `${definition.repository}:${content}`;
  return {
    reference,
    definition: variantOf(definition, content),
    tag: content,
    id: digestOf(`config of ${name}`),
    digest: reference.digest ?? digestOf(`manifest of ${name}`),
    sizeBytes: definition.layers(content).reduce((sum, bytes) => sum + bytes, 0),
    assumed,
  };
}

/** One object per content, so that what depends on it can be kept beside it. */
const variants = new Map<string, ImageDefinition>();
function variantOf(definition: ImageDefinition, tag: string): ImageDefinition {
  if (!definition.variant) return definition;
  const key = `${definition.repository}:${tag}`;
  const known = variants.get(key) ?? { ...definition, ...definition.variant(tag) };
  variants.set(key, known);
  return known;
}

/** As people write it: without docker.io/library. */
const familiar = (repository: string): string => repository.replace(/^docker\.io\/(library\/)?/, "");

/** Whether one of the patterns names the whole repository, or this tag of it. */
function matched(patterns: readonly RegExp[], { repository, tag }: ImageReference): "repository" | "tag" | undefined {
  const names = [repository, familiar(repository)];
  const some = (texts: readonly string[]): boolean => patterns.some((pattern) => texts.some((text) => pattern.test(text)));
  if (some(names)) return "repository";
  return some(names.map((name) => `${name}:${tag ?? ""}`)) ? "tag" : undefined;
}

const whatIsMissing = ({ repository, path }: ImageReference): "repository" | "tag" =>
  catalogue.has(repository) || !PLAINLY_MISSING.test(path) ? "tag" : "repository";

const patternOf = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*")}$`);

const inPull = (reference: ImageReference, cause: string): string =>
  `failed to pull and unpack image "${formatReference(reference)}": failed to resolve image: ${cause}`;

// Mirrors PullImage (containerd 2.1 internal/cri/server/images/image_pull.go) and the resolver's errors
// (core/remotes/docker/resolver.go, authorizer.go): Docker Hub answers 401 for what it does not know, others 404.
function missingError(reference: ImageReference, what: "repository" | "tag", settings: RegistrySettings): PullError {
  const afterMs = settings.roundTripMs;
  if (what === "tag" || reference.domain !== "docker.io") {
    return { code: "NotFound", message: inPull(reference, `${formatReference(reference)}: not found`), afterMs };
  }
  const denied = "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";
  return { code: "Unknown", message: inPull(reference, denied), afterMs };
}

function unreachableError(reference: ImageReference): PullError {
  const host = reference.domain === "docker.io" ? "registry-1.docker.io" : reference.domain;
  const url = `https://${host}/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? "latest"}`;
  const cause = `failed to do request: Head "${url}": dial tcp ${addressOf(host)}:443: i/o timeout`;
  return { code: "DeadlineExceeded", message: inPull(reference, cause), afterMs: DIAL_TIMEOUT_MS };
}

/** An address for a registry's host, out of the range for documentation (RFC 5737), the same in every world. */
const addressOf = (host: string): string => `203.0.113.${1 + (parseInt(digestOf(host).slice(7, 11), 16) % 250)}`;
