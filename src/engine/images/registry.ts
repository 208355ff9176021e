import { assumedImage } from "./assumed/assumed.ts";
import { catalogue } from "./catalogue.ts";
import { digestOf } from "./digest.ts";
import type { ImageDefinition } from "./image.ts";
import { frozenOf } from "./frozen.ts";
import { layersOf, type ImageLayer } from "./layers.ts";
import { deniedError, missingError, oldManifestError, otherPlatformError, rateLimitError, refusedError, unknownHostError, unparsableError, unreachableError, type PullError } from "./pull-errors.ts";
import { formatReference, parseReference, withDefaultTag, type ImageReference } from "./reference.ts";
import { defaultRegistry, matches, type Credentials, type RegistrySettings } from "./registry-settings.ts";

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
  /** In order, the base first. */
  readonly layers: readonly ImageLayer[];
  /** Nobody knows what it really does: «behaviour assumed». */
  readonly assumed: boolean;
}

export type Resolved = { readonly ok: true; readonly image: RegistryImage } | { readonly ok: false; readonly error: PullError };

export interface Registry {
  readonly settings: RegistrySettings;
  /** Looks an image up as a pull would, with the credentials that it was given. */
  resolve(ref: string, credentials?: readonly Credentials[]): Resolved;
  /** What an image is, whether or not it can be pulled just now: for those that a node has. */
  lookup(ref: string): RegistryImage | undefined;
  /** True where the image is given out for credentials only. */
  isPrivate(ref: string): boolean;
  /** Bytes per second that a pull of it gets. */
  bytesPerSecond(image: RegistryImage): number;
}

/** Names that say of themselves that they do not exist. */
const PLAINLY_MISSING = /(^|[/\-_.])(no-?such|does-?not-?exist|doesn-?t-?exist|non-?exist|not-?exist|not-?present|not-?found|no-?where)/;
/** Domains that never resolve (RFC 6761), and what people write there. */
const NO_HOST = /\.(invalid|nosuch)(:\d+)?$/;

/** The settings are asked for whenever something is pulled: they may change while the world runs. */
export function createRegistry(now: () => RegistrySettings = () => defaultRegistry): Registry {
  const has = (patterns: readonly string[], reference: ImageReference): "repository" | "tag" | undefined => matches(patterns, reference);
  const isPrivate = (reference: ImageReference): readonly Credentials[] | undefined => now().private.find(({ images }) => has([images], reference))?.accounts;

  /** What stands in the way before the registry is asked for the manifest. */
  function barrier(reference: ImageReference, given: readonly Credentials[], settings: RegistrySettings): PullError | undefined {
    if (NO_HOST.test(reference.domain)) return unknownHostError(reference, settings);
    if (has(settings.unreachable, reference)) return unreachableError(reference);
    if (has(settings.refusing, reference)) return refusedError(reference, settings);
    const accounts = isPrivate(reference);
    const known = (one: Credentials): boolean => accounts?.some((account) => account.username === one.username && account.password === one.password) ?? true;
    return accounts && !given.some(known) ? deniedError(reference, given.length > 0, settings) : undefined;
  }

  /** What is wrong with an image that is there. */
  function flaw({ reference, definition, tag, digest }: RegistryImage, given: readonly Credentials[], settings: RegistrySettings): PullError | undefined {
    if (has(settings.limited, reference) && given.length === 0) return rateLimitError(reference, digest, settings);
    if (has(settings.otherPlatform, reference)) return otherPlatformError(reference, settings);
    return definition.oldManifest?.(tag) ? oldManifestError(reference, settings) : undefined;
  }

  return {
    get settings() {
      return now();
    },
    resolve(ref, credentials = []) {
      const parsed = parseReference(ref);
      if (!parsed.ok) return { ok: false, error: unparsableError(ref, parsed.error) };
      const reference = withDefaultTag(parsed.reference);
      const settings = now();
      const barred = barrier(reference, credentials, settings);
      if (barred) return { ok: false, error: barred };
      const absent = has(settings.missing, reference);
      const image = absent ? undefined : find(reference);
      if (!image) return { ok: false, error: missingError(reference, absent ?? whatIsMissing(reference), settings) };
      const flawed = flaw(image, credentials, settings);
      return flawed ? { ok: false, error: flawed } : { ok: true, image };
    },
    lookup(ref) {
      if (found.has(ref)) return found.get(ref);
      const parsed = parseReference(ref);
      return parsed.ok ? find(withDefaultTag(parsed.reference)) : undefined;
    },
    isPrivate(ref) {
      const parsed = parseReference(ref);
      return parsed.ok && isPrivate(withDefaultTag(parsed.reference)) !== undefined;
    },
    bytesPerSecond: ({ reference }) => now().slow.find(({ images }) => has([images], reference))?.bytesPerSecond ?? now().bytesPerSecond,
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
  const known = definitionOf(reference.repository);
  const tag = reference.tag ?? "latest";
  if (known) return reference.digest !== undefined || hasTag(known, tag) ? imageOf(reference, known, tag, false) : undefined;
  if (PLAINLY_MISSING.test(reference.path) || PLAINLY_MISSING.test(tag)) return undefined;
  return imageOf(reference, assumedImage(reference.repository), tag, true);
}

const definitionOf = (repository: string): ImageDefinition | undefined => catalogue.get(repository) ?? frozenOf(repository, catalogue);

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
    layers: layersOf(name, definition.layers(content)),
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

const whatIsMissing = (reference: ImageReference): "repository" | "tag" =>
  definitionOf(reference.repository) !== undefined || !PLAINLY_MISSING.test(reference.path) ? "tag" : "repository";
