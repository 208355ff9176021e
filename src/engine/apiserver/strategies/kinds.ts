import type { KubernetesObject } from "../../../api/types.ts";
import { nameIsDnsLabel, nameIsDnsSubdomain, nameIsPathSegment } from "../validation/formats.ts";
import type { NameCheck } from "../validation/formats.ts";
import { genericStrategy } from "./generic.ts";
import type { StrategyOptions } from "./generic.ts";
import type { Strategy } from "./rest-strategy.ts";
import { ownRules } from "./workloads.ts";

type Rules = Partial<StrategyOptions<KubernetesObject>>;

const counted: Rules = { tracksGeneration: true };
const countedWithStatus: Rules = { tracksGeneration: true, hasStatus: true };
const withStatus: Rules = { hasStatus: true };
const clusterWide: Rules = { namespaced: false };
const conditional: Rules = { allowUnconditionalUpdate: false };
const createdOnUpdate: Rules = { allowCreateOnUpdate: true };
const pathSegmentName: Rules = { nameCheck: nameIsPathSegment };
const labelName: Rules = { nameCheck: nameIsDnsLabel };

// Mirrors validateCronJobName (pkg/apis/batch/validation/validation.go): room for the Job's time suffix of 11 characters.
const cronJobName: NameCheck = (value, prefix) => {
  const messages = nameIsDnsSubdomain(value, prefix);
  return messages.length === 0 && value.length > 52 ? ["must be no more than 52 characters"] : messages;
};

/**
 * What the strategies of these kinds say upstream (pkg/registry/…/strategy.go); a kind that is not listed is namespaced, has
 * a DNS subdomain for a name, no generation and no status. Their defaults and checks stand in workloads.ts.
 * Simplified: objects of the rarer kinds are checked for their fields' names and types, but a value that a real server refuses may be stored.
 */
const rules: Readonly<Record<string, Rules>> = {
  "/bindings": {},
  "/endpoints": createdOnUpdate,
  "/limitranges": createdOnUpdate,
  "/persistentvolumeclaims": withStatus,
  "/persistentvolumes": { ...clusterWide, ...withStatus },
  "/podtemplates": { ...counted },
  "/replicationcontrollers": countedWithStatus,
  "/resourcequotas": withStatus,
  "/services": { ...labelName, ...withStatus, ...createdOnUpdate },
  "admissionregistration.k8s.io/mutatingadmissionpolicies": { ...clusterWide, ...counted, ...conditional },
  "admissionregistration.k8s.io/mutatingadmissionpolicybindings": { ...clusterWide, ...counted, ...conditional },
  "admissionregistration.k8s.io/mutatingwebhookconfigurations": { ...clusterWide, ...counted, ...conditional },
  "admissionregistration.k8s.io/validatingadmissionpolicies": { ...clusterWide, ...countedWithStatus, ...conditional },
  "admissionregistration.k8s.io/validatingadmissionpolicybindings": { ...clusterWide, ...counted, ...conditional },
  "admissionregistration.k8s.io/validatingwebhookconfigurations": { ...clusterWide, ...counted, ...conditional },
  "apiextensions.k8s.io/customresourcedefinitions": { ...clusterWide, ...countedWithStatus, ...conditional },
  "apiregistration.k8s.io/apiservices": { ...clusterWide, ...withStatus, ...conditional },
  "apps/controllerrevisions": {},
  "apps/daemonsets": countedWithStatus,
  "apps/deployments": countedWithStatus,
  "apps/replicasets": countedWithStatus,
  "apps/statefulsets": { ...countedWithStatus, ...labelName },
  "autoscaling/horizontalpodautoscalers": withStatus,
  "batch/cronjobs": { ...countedWithStatus, nameCheck: cronJobName },
  "batch/jobs": countedWithStatus,
  "certificates.k8s.io/certificatesigningrequests": { ...clusterWide, ...withStatus },
  "certificates.k8s.io/clustertrustbundles": { ...clusterWide, ...conditional },
  "discovery.k8s.io/endpointslices": counted,
  "flowcontrol.apiserver.k8s.io/flowschemas": { ...clusterWide, ...countedWithStatus, ...conditional },
  "flowcontrol.apiserver.k8s.io/prioritylevelconfigurations": { ...clusterWide, ...countedWithStatus, ...conditional },
  "internal.apiserver.k8s.io/storageversions": { ...clusterWide, ...withStatus, ...conditional },
  "networking.k8s.io/ingressclasses": { ...clusterWide, ...counted },
  "networking.k8s.io/ingresses": countedWithStatus,
  "networking.k8s.io/ipaddresses": clusterWide,
  "networking.k8s.io/networkpolicies": counted,
  "networking.k8s.io/servicecidrs": { ...clusterWide, ...withStatus },
  "node.k8s.io/runtimeclasses": { ...clusterWide, ...conditional },
  "policy/poddisruptionbudgets": { ...countedWithStatus, ...conditional },
  "rbac.authorization.k8s.io/clusterrolebindings": { ...clusterWide, ...createdOnUpdate, ...pathSegmentName },
  "rbac.authorization.k8s.io/clusterroles": { ...clusterWide, ...createdOnUpdate, ...pathSegmentName },
  "rbac.authorization.k8s.io/rolebindings": { ...createdOnUpdate, ...pathSegmentName },
  "rbac.authorization.k8s.io/roles": { ...createdOnUpdate, ...pathSegmentName },
  "resource.k8s.io/deviceclasses": { ...clusterWide, ...counted },
  "resource.k8s.io/resourceclaims": withStatus,
  "resource.k8s.io/resourceclaimtemplates": {},
  "resource.k8s.io/resourceslices": { ...clusterWide, ...counted },
  "scheduling.k8s.io/priorityclasses": { ...clusterWide, ...counted },
  "storage.k8s.io/csidrivers": { ...clusterWide, ...counted, ...conditional },
  "storage.k8s.io/csinodes": { ...clusterWide, ...conditional },
  "storage.k8s.io/csistoragecapacities": conditional,
  "storage.k8s.io/storageclasses": clusterWide,
  "storage.k8s.io/volumeattachments": { ...clusterWide, ...withStatus, ...conditional },
  "storage.k8s.io/volumeattributesclasses": clusterWide,
  "storagemigration.k8s.io/storageversionmigrations": { ...clusterWide, ...withStatus, ...conditional },
};

/** The strategy of a kind without rules of its own; `key` = "group/resource". */
export const plainStrategy = (key: string): Strategy =>
  genericStrategy({ namespaced: true, nameCheck: nameIsDnsSubdomain, ...rules[key], ...ownRules[key] });
