/** An image reference, normalised: what `nginx` really means. */
export interface ImageReference {
  /** "docker.io/library/nginx" */
  readonly repository: string;
  readonly domain: string;
  /** Without the domain: "library/nginx". */
  readonly path: string;
  readonly tag?: string;
  /** "sha256:…" */
  readonly digest?: string;
}

export type ParsedReference = { readonly ok: true; readonly reference: ImageReference } | { readonly ok: false; readonly error: string };

const DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const PATH_COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const NAME = `(?:${DOMAIN}/)?${PATH_COMPONENT}(?:/${PATH_COMPONENT})*`;
const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const REFERENCE = new RegExp(`^(${NAME})(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const IDENTIFIER = /^[a-f0-9]{64}$/;
const LONGEST_NAME = 255;
const DIGEST_LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

const refused = (error: string): ParsedReference => ({ ok: false, error });

/**
 * Reads a reference as written in a pod spec.
 * Mirrors ParseNormalizedNamed (github.com/distribution/reference normalize.go): same rules, same words.
 */
export function parseReference(text: string): ParsedReference {
  if (IDENTIFIER.test(text)) return refused(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  const [domain, remainder] = splitDomain(text);
  const remote = remainder.split(":", 1)[0] ?? "";
  if (remote.toLowerCase() !== remote) return refused(`invalid reference format: repository name (${remote}) must be lowercase`);
  return parseCanonical(`${domain}/${remainder}`, domain);
}

function parseCanonical(text: string, domain: string): ParsedReference {
  const match = REFERENCE.exec(text);
  if (!match?.[1]) return refused(REFERENCE.test(text.toLowerCase()) ? "repository name must be lowercase" : "invalid reference format");
  const [, repository, tag, digest] = match;
  if (repository.length > LONGEST_NAME) return refused("repository name must not be more than 255 characters");
  const wrong = digest === undefined ? undefined : digestError(digest);
  if (wrong !== undefined) return refused(wrong);
  const path = repository.slice(domain.length + 1);
  return { ok: true, reference: { repository, domain, path, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) } };
}

// Mirrors splitDockerDomain (normalize.go): a first part without dot, colon or capital is no domain.
function splitDomain(text: string): readonly [domain: string, remainder: string] {
  const slash = text.indexOf("/");
  if (slash < 0) return ["docker.io", `library/${text}`];
  const first = text.slice(0, slash);
  const rest = text.slice(slash + 1);
  if (first === "index.docker.io" || first === "docker.io") return ["docker.io", rest.includes("/") ? rest : `library/${rest}`];
  if (first === "localhost" || /[.:]/.test(first) || first.toLowerCase() !== first) return [first, rest];
  return ["docker.io", text];
}

// Mirrors Digest.Validate (github.com/opencontainers/go-digest digest.go).
function digestError(digest: string): string | undefined {
  const colon = digest.indexOf(":");
  const expected = DIGEST_LENGTHS[digest.slice(0, colon)];
  const hex = digest.slice(colon + 1);
  if (expected === undefined) return "unsupported digest algorithm";
  if (hex.length !== expected) return "invalid checksum digest length";
  return /^[a-f0-9]+$/.test(hex) ? undefined : "invalid checksum digest format";
}

/** With the tag that the kubelet puts where there is neither tag nor digest. */
export const withDefaultTag = (reference: ImageReference): ImageReference =>
  reference.tag === undefined && reference.digest === undefined ? { ...reference, tag: "latest" } : reference;

/** "docker.io/library/nginx:1.25", with the digest where it has one. */
export function formatReference({ repository, tag, digest }: ImageReference): string {
  return repository + (tag === undefined ? "" : `:${tag}`) + (digest === undefined ? "" : `@${digest}`);
}
