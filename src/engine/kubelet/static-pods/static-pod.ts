import type { Pod } from "../../../api/types.ts";
import { emptyDigest, foldText } from "../../simulation/digest.ts";
import { rfc3339 } from "../../../api/time.ts";

// Mirrors pkg/kubelet/types/constants.go and pod_update.go.
const SOURCE = "kubernetes.io/config.source";
const HASH = "kubernetes.io/config.hash";
const SEEN = "kubernetes.io/config.seen";
const MIRROR = "kubernetes.io/config.mirror";

/** Where the kubelet of every node looks for pods of its own. */
export const MANIFESTS = "/etc/kubernetes/manifests";

export const isStatic = ({ metadata }: Pod): boolean => {
  const source = metadata.annotations?.[SOURCE];
  return source !== undefined && source !== "api" && metadata.annotations?.[MIRROR] === undefined;
};

/** The uid of the static pod that an object of the API stands for. */
export const mirrorOf = ({ metadata }: Pod): string | undefined => metadata.annotations?.[MIRROR];
/** The uid under which a node's kubelet and runtime know a pod. */
export const uidOnNode = (pod: Pod): string => mirrorOf(pod) ?? pod.metadata.uid;

export const fullName = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

/** 32 hexadecimal digits that change with the manifest, its file and its node. Upstream's is an MD5 sum of the same. */
function hashOf(node: string, file: string, pod: Pod): string {
  const text = JSON.stringify([node, file, pod]);
  const half = (salt: string): string => {
    const { high, low } = foldText(foldText(emptyDigest, salt), text);
    return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
  };
  return half("a") + half("b");
}

// Mirrors applyDefaults (pkg/kubelet/config/common.go): the node's name behind its own, a uid from its text, and no taint drives it away.
export function staticPod(given: Pod, node: string, file: string, seenMs: number): Pod {
  const { metadata, spec } = given;
  const uid = metadata.uid || hashOf(node, file, { ...given, status: { phase: "Pending" } });
  return {
    ...given,
    metadata: {
      ...metadata,
      name: `${metadata.name}-${node.toLowerCase()}`,
      namespace: metadata.namespace || "default",
      uid,
      annotations: { ...metadata.annotations, [HASH]: uid, [SEEN]: `${rfc3339(seenMs).slice(0, -1)}.000000000Z`, [SOURCE]: "file" },
    },
    spec: { ...spec, nodeName: node, tolerations: [...(spec.tolerations ?? []), { operator: "Exists", effect: "NoExecute" }] },
    status: { ...given.status, phase: "Pending" },
  };
}

// Mirrors CreateMirrorPod (pkg/kubelet/pod/mirror_client.go): a copy that the Node owns.
export function mirrorPod(pod: Pod, nodeUid: string): object {
  const { name, namespace, labels, annotations = {} } = pod.metadata;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace,
      ...(labels && { labels }),
      annotations: { ...annotations, [MIRROR]: annotations[HASH] },
      ownerReferences: [{ apiVersion: "v1", kind: "Node", name: pod.spec.nodeName, uid: nodeUid, controller: true }],
    },
    spec: pod.spec,
  };
}
