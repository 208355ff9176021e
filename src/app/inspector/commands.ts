import type { ServiceView, WorkloadKind, WorkloadView } from "../../graph/model.ts";

export const pluralOf = (kind: string): string => `${kind.toLowerCase()}s`;

/** Lines for the terminal that fit how a workload or a Service stands; pressed, one is typed there, as a person would. */
export function linesFor(subject: WorkloadView | ServiceView): readonly string[] {
  const inNamespace = subject.namespace === "default" ? "" : ` -n ${subject.namespace}`;
  if (subject.kind === "service") return [`kubectl describe service ${subject.name}${inNamespace}`, `kubectl get endpointslices -l kubernetes.io/service-name=${subject.name}${inNamespace}`];
  const target = `${subject.of.toLowerCase()}/${subject.name}${inNamespace}`;
  return acts[subject.of](subject).map((act) => `kubectl ${act.replace("TARGET", target)}`);
}

const scales = ({ desired }: WorkloadView): readonly string[] => [`scale TARGET --replicas=${desired + 1}`, ...(desired > 0 ? [`scale TARGET --replicas=${desired - 1}`] : [])];
const rolls = ["rollout restart TARGET", "rollout undo TARGET", "rollout status TARGET", "rollout history TARGET"] as const;

const acts: Readonly<Record<WorkloadKind, (workload: WorkloadView) => readonly string[]>> = {
  Deployment: (workload) => [...scales(workload), ...rolls, workload.state === "paused" ? "rollout resume TARGET" : "rollout pause TARGET"],
  ReplicaSet: (workload) => [...scales(workload), "describe TARGET"],
  ReplicationController: (workload) => [...scales(workload), "describe TARGET"],
  StatefulSet: (workload) => [...scales(workload), ...rolls],
  DaemonSet: () => [...rolls],
  Job: ({ state }) => (state === "complete" || state === "failed" ? ["describe TARGET", "delete TARGET"] : [state === "paused" ? `patch TARGET -p '{"spec":{"suspend":false}}'` : `patch TARGET -p '{"spec":{"suspend":true}}'`, "describe TARGET", "delete TARGET"]),
  CronJob: ({ state, name }) => [state === "paused" ? `patch TARGET -p '{"spec":{"suspend":false}}'` : `patch TARGET -p '{"spec":{"suspend":true}}'`, `create job ${name}-by-hand --from=cronjob/${name}`],
};
