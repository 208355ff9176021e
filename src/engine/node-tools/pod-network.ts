import type { ClusterState } from "../state.ts";

/** The network namespace that a pod's newest living sandbox made. */
export function podNetworkOf(state: ClusterState, namespace: string, pod: string): string | undefined {
  for (const runtime of state.runtimes.values()) {
    for (const { view, net } of runtime.sandboxes.values()) if (view.state === "Ready" && view.podNamespace === namespace && view.podName === pod) return net;
  }
  return undefined;
}
