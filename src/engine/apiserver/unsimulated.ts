import { JOB_CONTROLLER, type Job } from "../../api/batch.ts";
import type { KubernetesObject, Pod } from "../../api/types.ts";
import { METRICS_GROUP, type ApiResource } from "../../api/resources.ts";

/** What a learner waits for in vain after creating an object of a kind that nothing acts on; by kind. */
const missing: Readonly<Record<string, string>> = {
  APIService: "no API is added to this server",
  CertificateSigningRequest: "no certificate is signed",
  ClusterRole: "every request stays allowed",
  ClusterRoleBinding: "every request stays allowed",
  CSIDriver: "no driver is there to mount volumes",
  CustomResourceDefinition: "its kind will not be served",
  DaemonSet: "no Pod will appear on any node",
  Deployment: "no ReplicaSet and no Pod will appear",
  Endpoints: "no traffic is routed to its addresses",
  EndpointSlice: "no traffic is routed to its addresses",
  Ingress: "no traffic is routed by its rules",
  IngressClass: "no ingress controller is there to take it",
  MutatingAdmissionPolicy: "no request will be changed",
  MutatingAdmissionPolicyBinding: "no request will be changed",
  MutatingWebhookConfiguration: "no webhook will be called",
  NetworkPolicy: "all traffic stays allowed",
  ReplicaSet: "no Pod will appear",
  ReplicationController: "no Pod will appear",
  ResourceClaim: "no device will be allocated",
  Role: "every request stays allowed",
  RoleBinding: "every request stays allowed",
  RuntimeClass: "its Pods get its overhead and scheduling rules, but run as all others do",
  Service: "it gets no address, and its name leads nowhere",
  StatefulSet: "no Pod and no claim will appear",
  ValidatingAdmissionPolicy: "no request will be refused",
  ValidatingAdmissionPolicyBinding: "no request will be refused",
  ValidatingWebhookConfiguration: "no webhook will be called",
};

/**
 * What the creator of an object is told beside the answer when its kind is only stored, or when it holds what is not
 * acted on: a sentence each.
 */
export function unsimulatedWarnings({ kind, simulated }: ApiResource, object: KubernetesObject): readonly string[] {
  if (kind === "APIService" && object.metadata.name.endsWith(`.${METRICS_GROUP}`)) return [];
  if (!simulated) return [`Kubarium does not simulate ${kind} yet: the object is stored, but ${missing[kind] ?? "nothing acts on it"}`];
  if (kind === "Job") return jobWarnings(object as Job);
  return kind === "Pod" ? podWarnings(object as Pod) : [];
}

const jobWarnings = ({ spec }: Job): readonly string[] =>
  spec.managedBy === undefined || spec.managedBy === JOB_CONTROLLER ? [] : [`Kubarium has no controller ${spec.managedBy}: the object is stored, but no Pod will appear`];

const podWarnings = ({ spec }: Pod): readonly string[] =>
  (spec.volumes ?? []).filter((volume) => volume["image"]).map(({ name }) => `Kubarium does not simulate image volumes yet: volume ${name} is an empty directory`);
