import { newApiServerState, type ApiServerState } from "./apiserver/api-server.ts";
import { newContainerRuntimeState, type ContainerRuntimeState } from "./container-runtime/state.ts";
import { controllers } from "./controllers/list.ts";
import { newControllerManagerState, type ControllerManagerState } from "./controllers/manager/controller-manager.ts";
import { newNamespaceControllerState, type NamespaceControllerState } from "./controllers/namespace/namespace-controller.ts";
import { newStorageState, type StorageState } from "./controllers/persistentvolume/storage-controllers.ts";
import { newPodGCState, type PodGCState } from "./controllers/pod-gc/pod-gc-controller.ts";
import { newRootCaPublisherState, type RootCaPublisherState } from "./controllers/root-ca-certificate-publisher/publisher.ts";
import { newServiceAccountsState, type ServiceAccountsState } from "./controllers/serviceaccount/service-accounts-controller.ts";
import { newEventRecorderState, type EventRecorderState } from "./events/recorder.ts";
import { newKubeletState, type KubeletState } from "./kubelet/state.ts";
import { newStreamingState, type StreamingState } from "./kubelet/streaming.ts";
import { newKubeProxyState, type KubeProxyState } from "./network/kube-proxy/kube-proxy.ts";
import { newNetworkState, type NetworkState } from "./network/state.ts";
import { newNodeServicesState, type NodeServicesState } from "./node-tools/state.ts";
import { newProcessesState, type ProcessesState } from "./processes/state.ts";
import { newSchedulerState, type SchedulerState } from "./scheduler/state.ts";
import { emptyDigest, type DigestState } from "./simulation/digest.ts";
import { emptyTrail, type DigestTrail } from "./simulation/digest-trail.ts";
import { slice } from "./simulation/slice.ts";
import { newWorkstationState, type WorkstationState } from "./workstation/state.ts";

/** All of the world but clock, queue and chance: one slice per component. */
export interface ClusterState {
  readonly apiserver: ApiServerState;
  readonly scheduler: SchedulerState;
  readonly serviceAccounts: ServiceAccountsState;
  readonly rootCa: RootCaPublisherState;
  readonly namespaces: NamespaceControllerState;
  readonly podGC: PodGCState;
  readonly storage: StorageState;
  readonly controllerManager: ControllerManagerState;
  readonly kubelets: KubeletState;
  readonly streaming: StreamingState;
  /** By node. */
  readonly runtimes: Map<string, ContainerRuntimeState>;
  readonly recorders: Map<string, EventRecorderState>;
  readonly processes: ProcessesState;
  readonly network: NetworkState;
  readonly kubeProxy: KubeProxyState;
  readonly workstation: WorkstationState;
  readonly nodeServices: NodeServicesState;
  digest: DigestState;
  digestTrail: DigestTrail;
}

/** Nothing has happened yet. */
export const newClusterState = (nodes: readonly string[]): ClusterState =>
  slice({
    apiserver: newApiServerState(),
    scheduler: newSchedulerState(),
    serviceAccounts: newServiceAccountsState(),
    rootCa: newRootCaPublisherState(),
    namespaces: newNamespaceControllerState(),
    podGC: newPodGCState(),
    storage: newStorageState(),
    controllerManager: newControllerManagerState(controllers.map(({ name }) => name)),
    kubelets: newKubeletState(),
    streaming: newStreamingState(),
    runtimes: new Map(nodes.map((node) => [node, newContainerRuntimeState()])),
    recorders: new Map(nodes.map((node) => [node, newEventRecorderState()])),
    processes: newProcessesState(),
    network: newNetworkState(),
    kubeProxy: newKubeProxyState(),
    workstation: newWorkstationState(),
    nodeServices: newNodeServicesState(),
    digest: emptyDigest,
    digestTrail: emptyTrail,
  });
