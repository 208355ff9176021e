import type { KubernetesObject, Pod } from "../../../api/types.ts";
import type { ApiRequest } from "../../apiserver/request.ts";
import { patching } from "../manager/requests.ts";

/** A Job's Pods stay until they are counted. Mirrors JobTrackingFinalizer (staging/src/k8s.io/api/batch/v1/types.go). */
export const TRACKING = "batch.kubernetes.io/job-tracking";

export const isTracked = ({ metadata }: KubernetesObject): boolean => (metadata.finalizers ?? []).includes(TRACKING);

/** Mirrors removeTrackingFinalizerPatch (pkg/controller/job/job_controller.go). */
export const letGo = (pod: Pod): ApiRequest => patching("pods", pod, { metadata: { "$deleteFromPrimitiveList/finalizers": [TRACKING] } });
