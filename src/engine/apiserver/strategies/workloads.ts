import type { KubernetesObject } from "../../../api/types.ts";
import { defaultCronJob, defaultJob, withGeneratedSelector } from "../defaulting/batch.ts";
import {
  defaultAutoscaler,
  defaultEndpointSlice,
  defaultLimitRange,
  defaultNetworkPolicy,
  defaultPriorityClass,
  defaultRoleBinding,
} from "../defaulting/others.ts";
import { defaultService } from "../defaulting/service.ts";
import type { PodTemplate, WithSpec } from "../defaulting/workloads.ts";
import { defaultDaemonSet, defaultDeployment, defaultReplicaSet, defaultReplicationController, defaultStatefulSet } from "../defaulting/workloads.ts";
import { nextTemplateGeneration, withTemplateGeneration } from "./template-generation.ts";
import { keptAllocations } from "../services/allocation.ts";
import { validateAutoscaler } from "../validation/autoscaler.ts";
import { validateCronJob, validateJob, validateJobUpdate } from "../validation/batch.ts";
import { validateIngress } from "../validation/ingress.ts";
import { podSpecWarnings } from "../validation/pod/warnings.ts";
import { validateBinding, validateBindingUpdate, validateRole } from "../validation/rbac.ts";
import { validateService, validateServiceUpdate } from "../validation/service.ts";
import {
  validateDaemonSet,
  validateDeployment,
  validateReplicaSet,
  validateStatefulSet,
  validateStatefulSetUpdate,
  withImmutableSelector,
} from "../validation/workloads.ts";
import type { StrategyOptions } from "./generic.ts";
import { storageRules } from "./storage.ts";

type Own = Partial<StrategyOptions<KubernetesObject>>;

// Mirrors GetWarningsForPodTemplate (pkg/api/pod/warnings.go).
const templateWarnings = (object: KubernetesObject): readonly string[] => {
  const { template } = (object as WithSpec<{ readonly template?: PodTemplate }>).spec ?? {};
  return template?.spec ? podSpecWarnings(template.spec, template.metadata?.annotations ?? {}, "spec.template.spec", "spec.template.metadata.annotations") : [];
};

/** What some kinds add to the rules of kinds.ts: their defaults, the status Go writes for a new one, checks of their spec. */
export const ownRules: Readonly<Record<string, Own>> = {
  "/limitranges": { applyDefaults: defaultLimitRange },
  ...storageRules,
  "/replicationcontrollers": { applyDefaults: defaultReplicationController, newStatus: () => ({ replicas: 0 }) },
  "/services": { applyDefaults: defaultService, completeForUpdate: keptAllocations, newStatus: () => ({ loadBalancer: {} }), validate: validateService, validateUpdate: validateServiceUpdate },
  "apps/daemonsets": {
    applyDefaults: defaultDaemonSet,
    completeForCreate: (object) => withTemplateGeneration(object, 1),
    completeForUpdate: nextTemplateGeneration,
    newStatus: () => ({ currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 }),
    validate: validateDaemonSet,
    warnings: templateWarnings,
    validateUpdate: withImmutableSelector(validateDaemonSet),
  },
  "apps/deployments": {
    applyDefaults: defaultDeployment,
    newStatus: () => ({}),
    validate: validateDeployment,
    warnings: templateWarnings,
    validateUpdate: withImmutableSelector(validateDeployment),
  },
  "apps/replicasets": {
    applyDefaults: defaultReplicaSet,
    newStatus: () => ({ replicas: 0 }),
    validate: validateReplicaSet,
    warnings: templateWarnings,
    validateUpdate: withImmutableSelector(validateReplicaSet),
  },
  "apps/statefulsets": {
    applyDefaults: defaultStatefulSet,
    newStatus: () => ({ availableReplicas: 0, replicas: 0 }),
    validate: validateStatefulSet,
    warnings: templateWarnings,
    validateUpdate: validateStatefulSetUpdate,
  },
  "autoscaling/horizontalpodautoscalers": { applyDefaults: defaultAutoscaler, newStatus: () => ({ currentMetrics: null, desiredReplicas: 0 }), validate: validateAutoscaler },
  "batch/cronjobs": { applyDefaults: defaultCronJob, newStatus: () => ({}), validate: validateCronJob },
  "batch/jobs": {
    applyDefaults: defaultJob,
    completeForCreate: withGeneratedSelector,
    newStatus: () => ({}),
    validate: validateJob,
    warnings: templateWarnings,
    validateUpdate: validateJobUpdate,
  },
  "discovery.k8s.io/endpointslices": { applyDefaults: defaultEndpointSlice },
  "networking.k8s.io/ingresses": { newStatus: () => ({ loadBalancer: {} }), validate: validateIngress },
  "networking.k8s.io/networkpolicies": { applyDefaults: defaultNetworkPolicy },
  "rbac.authorization.k8s.io/clusterrolebindings": { applyDefaults: defaultRoleBinding, validate: validateBinding(false), validateUpdate: validateBindingUpdate(false) },
  "rbac.authorization.k8s.io/clusterroles": { validate: validateRole(false) },
  "rbac.authorization.k8s.io/rolebindings": { applyDefaults: defaultRoleBinding, validate: validateBinding(true), validateUpdate: validateBindingUpdate(true) },
  "rbac.authorization.k8s.io/roles": { validate: validateRole(true) },
  "scheduling.k8s.io/priorityclasses": { applyDefaults: defaultPriorityClass },
};
