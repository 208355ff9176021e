import { decodeBase64Text } from "../../api/base64.ts";
import { isObject, type Json } from "../../api/json.ts";
import type { Pod, Secret } from "../../api/types.ts";
import type { Credentials } from "../images/registry-settings.ts";
import type { NodeContext } from "./context.ts";

/** An account, for what a key of a Docker configuration names, and the Secret that it stands in. */
interface KeyringEntry {
  readonly key: string;
  readonly credentials: Credentials;
  readonly secret: string;
}

const refsOf = (pod: Pod): readonly string[] => (pod.spec.imagePullSecrets ?? []).flatMap(({ name }) => (name ? [name] : []));

// Mirrors getPullSecretsForPod (pkg/kubelet/kubelet_pods.go): told at every sync of the pod.
export function tellMissingPullSecrets(ctx: NodeContext, pod: Pod): void {
  const missing = refsOf(pod).filter((name) => !ctx.sources.secret(pod.metadata.namespace ?? "", name));
  if (missing.length === 0) return;
  ctx.recorder.event(pod, "Warning", "FailedToRetrieveImagePullSecret", `Unable to retrieve some image pull secrets (${missing.join(", ")}); attempting to pull the image may not succeed.`);
}

/** The credentials that a pod's pull secrets hold for an image ("docker.io/library/nginx"), in the order in which they are tried. */
export function credentialsFor(ctx: NodeContext, pod: Pod, repository: string): readonly (Credentials & { readonly secret: string })[] {
  const namespace = pod.metadata.namespace ?? "";
  const entries = refsOf(pod).flatMap((name) => entriesOf(ctx.sources.secret(namespace, name)));
  // Mirrors BasicDockerKeyring.Lookup (pkg/credentialprovider/keyring.go): the longest key first, Docker Hub's own last.
  const fitting = entries.filter(({ key }) => fits(key, repository)).sort((a, b) => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0));
  const hub = /^(index\.)?docker\.io\//.test(repository) ? entries.filter(({ key }) => key === DEFAULT_REGISTRY) : [];
  return (fitting.length > 0 ? fitting : hub).map(({ credentials, secret }) => ({ ...credentials, secret }));
}

/** The key of Docker Hub in a Docker configuration, without its scheme. */
const DEFAULT_REGISTRY = "index.docker.io";

function entriesOf(secret: Secret | undefined): readonly KeyringEntry[] {
  if (!secret) return [];
  const { name, namespace, uid } = secret.metadata;
  const data = secret.data ?? {};
  const auths = data[".dockerconfigjson"] !== undefined ? objectAt(parsed(data[".dockerconfigjson"]), "auths") : parsed(data[".dockercfg"]);
  return Object.entries(auths).flatMap(([server, entry]) => {
    const credentials = credentialsIn(entry);
    return credentials ? [{ key: keyOf(server), credentials, secret: `${namespace}/${name}/${uid}` }] : [];
  });
}

const objectAt = (from: Readonly<Record<string, Json>>, key: string): Readonly<Record<string, Json>> => {
  const value = from[key];
  return isObject(value) ? value : {};
};

function parsed(encoded: string | undefined): Readonly<Record<string, Json>> {
  if (encoded === undefined) return {};
  try {
    const value = JSON.parse(decodeBase64Text(encoded)) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

// Mirrors DockerConfigEntry.UnmarshalJSON (pkg/credentialprovider/config.go): `auth` wins over the two fields.
function credentialsIn(entry: Json | undefined): Credentials | undefined {
  if (!isObject(entry)) return undefined;
  const { username, password, auth } = entry;
  if (typeof auth === "string" && auth !== "") {
    const text = decodeBase64Text(auth);
    const colon = text.indexOf(":");
    return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  return typeof username === "string" && typeof password === "string" ? { username, password } : undefined;
}

// Mirrors BasicDockerKeyring.Add: without scheme, and the API version's path means the whole host.
const keyOf = (server: string): string => server.replace(/^https?:\/\//, "").replace(/\/v[12]\/?$/, "").replace(/\/$/, "");

// Mirrors URLsMatch (pkg/credentialprovider/keyring.go): as many host parts, each a glob; equal ports; a path that begins alike.
function fits(key: string, repository: string): boolean {
  const [host, path] = splitHost(key);
  const [imageHost, imagePath] = splitHost(repository);
  const [parts, port] = splitPort(host);
  const [imageParts, imagePort] = splitPort(imageHost);
  if (port !== imagePort || parts.length !== imageParts.length || !imagePath.startsWith(path)) return false;
  return parts.every((part, index) => new RegExp(`^${part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(imageParts[index] ?? ""));
}

function splitHost(url: string): readonly [host: string, path: string] {
  const slash = url.indexOf("/");
  return slash < 0 ? [url, ""] : [url.slice(0, slash), url.slice(slash)];
}

function splitPort(host: string): readonly [parts: readonly string[], port: string] {
  const [name = "", port = ""] = host.split(":");
  return [name.split("."), port];
}
