import type { PodSpec } from "../../api/types.ts";
import type { NamespaceView } from "../model.ts";
import { ofValue } from "../of-value.ts";

/** The eight Linux namespaces of a pod: who shares each, and the field that decides. */
// Mirrors namespacesForPod (pkg/kubelet/kuberuntime/util/util.go); uts follows the network, cgroup and time are the runtime's defaults.
export const namespaceViews = ofValue((spec: PodSpec): readonly NamespaceView[] => {
  const written = (value: boolean | undefined): string => (value === undefined ? "" : String(value));
  const { hostNetwork, hostIPC, hostPID, shareProcessNamespace, hostUsers } = spec;
  const network: NamespaceView["scope"] = hostNetwork ? "host" : "shared";
  const pid: NamespaceView["scope"] = hostPID ? "host" : shareProcessNamespace ? "shared" : "private";
  const pidField = hostPID ? { field: "spec.hostPID", value: written(hostPID) } : { field: "spec.shareProcessNamespace", value: written(shareProcessNamespace) };
  return [
    { name: "net", scope: network, field: "spec.hostNetwork", value: written(hostNetwork) },
    { name: "ipc", scope: hostIPC ? "host" : "shared", field: "spec.hostIPC", value: written(hostIPC) },
    { name: "uts", scope: network, field: "spec.hostNetwork", value: written(hostNetwork) },
    { name: "pid", scope: pid, ...pidField },
    { name: "mnt", scope: "private", field: "", value: "" },
    { name: "user", scope: hostUsers === false ? "shared" : "host", field: "spec.hostUsers", value: written(hostUsers) },
    { name: "cgroup", scope: "private", field: "", value: "" },
    { name: "time", scope: "host", field: "", value: "" },
  ];
});
