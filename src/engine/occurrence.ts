import type { ApiServerPayload } from "./apiserver/api-server.ts";
import type { ContainerRuntimePayload } from "./container-runtime/payloads.ts";
import type { ControllerManagerPayload } from "./controllers/manager/controller-manager.ts";
import type { NamespaceControllerPayload } from "./controllers/namespace/namespace-controller.ts";
import type { StoragePayload } from "./controllers/persistentvolume/payloads.ts";
import type { PodGCPayload } from "./controllers/pod-gc/pod-gc-controller.ts";
import type { RootCaPublisherPayload } from "./controllers/root-ca-certificate-publisher/publisher.ts";
import type { ServiceAccountsPayload } from "./controllers/serviceaccount/service-accounts-controller.ts";
import type { KubeletPayload } from "./kubelet/payloads.ts";
import type { StreamingPayload } from "./kubelet/streaming.ts";
import type { KubeProxyPayload } from "./network/kube-proxy/kube-proxy.ts";
import type { NetworkPayload } from "./network/exchanges.ts";
import type { NodeServicesPayload } from "./node-tools/payloads.ts";
import type { ProcessesPayload } from "./processes/processes.ts";
import type { SchedulerPayload } from "./scheduler/payloads.ts";
import type { ApiPortPayload } from "./workstation/api-port.ts";
import type { WorkstationPayload } from "./workstation/state.ts";

/** Everything that can fall due, but for what is addressed by name: the answers to event recorders ("events/kubelet/worker-1") and the work of controllers ("controllers/replicaset-controller"). */
export type ClusterPayload =
  | ApiServerPayload
  | SchedulerPayload
  | KubeletPayload
  | ContainerRuntimePayload
  | ProcessesPayload
  | NetworkPayload
  | StreamingPayload
  | WorkstationPayload
  | ApiPortPayload
  | ServiceAccountsPayload
  | RootCaPublisherPayload
  | NamespaceControllerPayload
  | PodGCPayload
  | StoragePayload
  | NodeServicesPayload
  | ControllerManagerPayload
  | KubeProxyPayload;
