import type { Container, Pod, ServiceAccount, Status, Volume } from "../../../api/types.ts";
import { randomSuffix } from "../object-identity.ts";
import { keyOfCall, type Call, type ServerContext } from "../server-context.ts";
import { forbidden } from "../status.ts";

const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
const MIRROR_POD = "kubernetes.io/config.mirror";
// Mirrors the service account token's usual hour and a little more, so that a warning can be told apart.
const EXPIRATION_SECONDS = 3607;

// Mirrors Plugin.Admit (plugin/pkg/admission/serviceaccount/admission.go).
/** Gives a pod its account, the account's pull secrets, and the token where its programs look for it. */
export function serviceAccount(context: ServerContext, call: Call, pod: Pod): Pod | Status {
  if (pod.metadata.annotations?.[MIRROR_POD] !== undefined) return pod;
  const name = pod.spec.serviceAccountName || "default";
  const account = context.store.get("serviceaccounts", keyOfCall(call, name)) as ServiceAccount | undefined;
  if (!account) {
    // Mirrors getServiceAccount (same file): the account "default" of a new namespace is on its way.
    if (name === "default") call.outcome.mayRetry = true;
    const why = `error looking up service account ${call.request.namespace}/${name}: serviceaccount "${name}" not found`;
    return forbidden(call.resource, nameAtAdmission(pod), why);
  }
  const named: Pod = { ...pod, spec: { ...pod.spec, serviceAccountName: name, serviceAccount: name } };
  const mounted = wantsToken(named, account) ? withToken(context, named) : named;
  const secrets = account.imagePullSecrets ?? [];
  if ((mounted.spec.imagePullSecrets ?? []).length > 0 || secrets.length === 0) return mounted;
  return { ...mounted, spec: { ...mounted.spec, imagePullSecrets: secrets } };
}

/** At this point a Pod that asks for a generated name does not have it yet. */
// Mirrors extractResourceName (apiserver/pkg/admission/errors.go).
const nameAtAdmission = ({ metadata: { name, generateName = "" } }: Pod): string => (generateName !== "" && name.startsWith(generateName) ? generateName : name);

const wantsToken = (pod: Pod, account: ServiceAccount): boolean =>
  pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;

// Mirrors mountServiceAccountToken: only where nothing is mounted at that path already.
function withToken(context: ServerContext, pod: Pod): Pod {
  const { volumes = [], containers, initContainers } = pod.spec;
  const existing = volumes.find((volume) => volume.name.startsWith("kube-api-access-"));
  const volumeName = existing?.name ?? `kube-api-access-${randomSuffix(context.kernel, "kube-api-access")}`;
  const mount = { name: volumeName, readOnly: true, mountPath: TOKEN_PATH };
  const needs = (container: Container): boolean => !(container.volumeMounts ?? []).some(({ mountPath }) => mountPath === TOKEN_PATH);
  const all = [...(initContainers ?? []), ...containers];
  if (!all.some(needs)) return pod;
  const mounting = (container: Container): Container =>
    needs(container) ? { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] } : container;
  return {
    ...pod,
    spec: {
      ...pod.spec,
      volumes: existing ? volumes : [...volumes, tokenVolume(volumeName)],
      containers: containers.map(mounting),
      ...(initContainers && { initContainers: initContainers.map(mounting) }),
    },
  };
}

// Mirrors TokenVolumeSource (same file).
const tokenVolume = (name: string): Volume => ({
  name,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: EXPIRATION_SECONDS, path: "token" } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      { downwardAPI: { items: [{ path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } }] } },
    ],
    defaultMode: 0o644,
  },
});
