import type { ConfigMap, KubernetesObject, Node, Secret } from "../../api/types.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/storage.ts";
import type { ServiceAddress, Sources } from "./context.ts";
import type { SourceKind } from "./payloads.ts";
import type { KubeletState } from "./state.ts";

export const sourceKey = (kind: SourceKind, namespace: string | undefined, name: string): string => `${kind}/${namespace ?? ""}/${name}`;

interface Service extends KubernetesObject {
  readonly spec: { readonly clusterIP?: string; readonly ports?: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[] };
}

/** Reads over the watch caches. Simplified: all kubelets share one view of ConfigMaps and Secrets; a real one watches only what its own pods refer to. */
export function sourcesFrom(state: KubeletState): Sources {
  const get = <T>(kind: SourceKind, namespace: string, name: string): T | undefined => state.sources.get(sourceKey(kind, namespace, name)) as T | undefined;
  const addressOf = ({ metadata, spec }: Service): ServiceAddress => ({
    name: metadata.name,
    clusterIP: spec.clusterIP ?? "",
    ports: (spec.ports ?? []).map(({ name, port, protocol = "TCP" }) => ({ ...(name !== undefined && { name }), port, protocol })),
  });
  return {
    configMap: (namespace, name) => get<ConfigMap>("ConfigMap", namespace, name),
    claim: (namespace, name) => get<PersistentVolumeClaim>("PersistentVolumeClaim", namespace, name),
    volume: (name) => get<PersistentVolume>("PersistentVolume", "", name),
    secret: (namespace, name) => get<Secret>("Secret", namespace, name),
    node: (name) => get<Node>("Node", "", name),
    services(namespace) {
      const own: ServiceAddress[] = [];
      for (const [key, object] of state.sources) {
        if (key.startsWith(`Service/${namespace}/`) || key === "Service/default/kubernetes") own.push(addressOf(object as Service));
      }
      return own;
    },
  };
}
