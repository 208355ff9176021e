import { cronJobController } from "./cronjob/cron-job-controller.ts";
import { daemonSetController } from "./daemonset/daemon-set-controller.ts";
import { deploymentController } from "./deployment/deployment-controller.ts";
import { disruptionController } from "./disruption/disruption-controller.ts";
import { endpointsController } from "./endpoints/endpoints-controller.ts";
import { endpointSliceController } from "./endpointslice/endpoint-slice-controller.ts";
import { garbageCollector } from "./garbage-collector/garbage-collector.ts";
import { horizontalController } from "./horizontal-pod-autoscaler/horizontal-controller.ts";
import { jobController } from "./job/job-controller.ts";
import type { Controller } from "./manager/controller.ts";
import { nodeLifecycleController } from "./node-lifecycle/node-lifecycle-controller.ts";
import { replicaSetController, replicaSetKind, replicationControllerKind } from "./replicaset/replica-set-controller.ts";
import { resourceQuotaController } from "./resourcequota/resource-quota-controller.ts";
import { statefulSetController } from "./statefulset/stateful-set-controller.ts";
import { ttlAfterFinishedController } from "./ttl-after-finished/ttl-after-finished.ts";
import { taintEvictionController } from "./taint-eviction/taint-eviction-controller.ts";

/** The controllers of kube-controller-manager that work on keys of shared caches, in the order in which they hear of a change. */
export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController(replicaSetKind),
  replicaSetController(replicationControllerKind),
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  ttlAfterFinishedController,
  endpointsController,
  endpointSliceController,
  disruptionController,
  nodeLifecycleController,
  taintEvictionController,
  resourceQuotaController,
  garbageCollector,
  horizontalController,
];
