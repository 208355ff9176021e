import type { ApiServerPayload } from "./apiserver/api-server.ts";
import type { ContainerRuntimePayload } from "./container-runtime/payloads.ts";
import type { NamespaceControllerPayload } from "./controllers/namespace/namespace-controller.ts";
import type { PodGCPayload } from "./controllers/pod-gc/pod-gc-controller.ts";
import type { RootCaPublisherPayload } from "./controllers/root-ca-certificate-publisher/publisher.ts";
import type { ServiceAccountsPayload } from "./controllers/serviceaccount/service-accounts-controller.ts";
import type { KubeletPayload } from "./kubelet/payloads.ts";
import type { StreamingPayload } from "./kubelet/streaming.ts";
import type { NetworkPayload } from "./network/exchanges.ts";
import type { ProcessesPayload } from "./processes/processes.ts";
import type { SchedulerPayload } from "./scheduler/payloads.ts";
import type { ApiPortPayload } from "./workstation/api-port.ts";
import type { WorkstationPayload } from "./workstation/state.ts";

/** Everything that can fall due, but for the answers to event recorders, which are addressed by name ("events/kubelet/worker-1"). */
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
  | PodGCPayload;
