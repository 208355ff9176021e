import type { ConfigMap, KubernetesObject, Namespace, ServiceAccount } from "../../api/types.ts";
import { DESCRIPTION_KEY, ROOT_CA_CONFIG_MAP, ROOT_CA_DESCRIPTION } from "../controllers/root-ca-certificate-publisher/config-map.ts";
import { meta, type BootTimes } from "./metadata.ts";

const OWN_NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** The namespaces, each with what the controllers put into every namespace. */
export function namespaceObjects(times: BootTimes, scenarioNamespace: string, caBundle: string): readonly KubernetesObject[] {
  const names = OWN_NAMESPACES.includes(scenarioNamespace) ? OWN_NAMESPACES : [...OWN_NAMESPACES, scenarioNamespace];
  return names.flatMap((name) => [namespace(times, name), serviceAccount(times, name), rootCa(times, name, caBundle)]);
}

/** The scenario's own namespace is the newest thing before t=0. */
const createdMs = (times: BootTimes, name: string): number =>
  OWN_NAMESPACES.includes(name) ? times.controlPlaneMs : times.startsAtMs - 5_000;

const namespace = (times: BootTimes, name: string): Namespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { ...meta(times, `namespaces/${name}`, name, createdMs(times, name)), labels: { "kubernetes.io/metadata.name": name } },
  spec: { finalizers: ["kubernetes"] },
  status: { phase: "Active" },
});

const serviceAccount = (times: BootTimes, name: string): ServiceAccount => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { ...meta(times, `serviceaccounts/${name}/default`, "default", createdMs(times, name)), namespace: name },
});

const rootCa = (times: BootTimes, name: string, caBundle: string): ConfigMap => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: {
    ...meta(times, `configmaps/${name}/${ROOT_CA_CONFIG_MAP}`, ROOT_CA_CONFIG_MAP, createdMs(times, name)),
    namespace: name,
    annotations: { [DESCRIPTION_KEY]: ROOT_CA_DESCRIPTION },
  },
  data: { "ca.crt": caBundle },
});
