import type { KubernetesObject, Node, Taint } from "../../../api/types.ts";

const notReady: Taint = { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" };

// Mirrors Plugin.Admit of TaintNodesByCondition (plugin/pkg/admission/nodetaint/admission.go).
/** A new Node takes no Pods until the node lifecycle controller has looked at it. */
export function nodeTaint(object: KubernetesObject): KubernetesObject {
  if (object.kind !== "Node") return object;
  const node = object as Node;
  const taints = node.spec?.taints ?? [];
  if (taints.some(({ key, effect }) => key === notReady.key && effect === notReady.effect)) return object;
  return { ...node, spec: { ...node.spec, taints: [...taints, notReady] } } as Node;
}
