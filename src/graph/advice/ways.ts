import type { Pod } from "../../api/types.ts";
import type { Cluster } from "../../engine/cluster.ts";
import { entryAt, pathsUnder } from "../../engine/processes/files/tree.ts";
import { WORKING_DIRECTORY, WORKSTATION_FILES } from "../../engine/workstation/host.ts";
import { writtenIn, type WrittenIn } from "../why/owners.ts";
import type { SchedulingAdvice, SchedulingEdit } from "../why/why.ts";
import type { Placing } from "./advise.ts";

/** How a person makes these edits: the file to save, and the line to type; undefined where there is no way that is as small. */
export function wayOf(cluster: Cluster, pod: Pod, { edits, nodes }: Placing, editText: EditText): SchedulingAdvice | undefined {
  const ofPod = edits.filter((edit) => !isOfCluster(edit));
  const lines = edits.filter(isOfCluster).map(lineOf);
  if (ofPod.length === 0) return { edits, nodes, line: lines.join(" && ") };
  const file = editedFile(cluster, pod, ofPod, editText);
  if (file) return { edits, nodes, file: file.file, line: [...lines, ...appliedBy(pod, file.subject, file.file.name, ofPod)].join(" && ") };
  const typed = typedFor(cluster, pod, ofPod);
  return typed === undefined ? undefined : { edits, nodes, line: [...lines, typed].join(" && ") };
}

/** Edits of a file's text, where the Pod is written in it. */
export type EditText = (text: string, subjects: readonly WrittenIn[], edits: readonly SchedulingEdit[]) => { readonly text: string; readonly subject: WrittenIn } | undefined;

type ClusterEdit = Extract<SchedulingEdit, { what: "uncordon" | "untaint" | "label" | "deletePod" }>;
/** It changes what is around the pod. */
export const isOfCluster = (edit: SchedulingEdit): edit is ClusterEdit => edit.what === "uncordon" || edit.what === "untaint" || edit.what === "label" || edit.what === "deletePod";

function lineOf(edit: ClusterEdit): string {
  switch (edit.what) {
    case "uncordon":
      return `kubectl uncordon ${edit.node}`;
    case "untaint":
      return `kubectl taint node ${edit.node} ${edit.taint.replace(/=[^:]*/, "")}-`;
    case "label":
      return `kubectl label node ${edit.node} ${edit.key}=${edit.value} --overwrite`;
    case "deletePod": {
      const [namespace = "", name = ""] = edit.pod.split("/");
      return `kubectl delete pod ${name}${inNamespace(namespace)}`;
    }
  }
}

const inNamespace = (namespace: string): string => (namespace === "default" || namespace === "" ? "" : ` -n ${namespace}`);

function editedFile(cluster: Cluster, pod: Pod, edits: readonly SchedulingEdit[], editText: EditText) {
  const tree = cluster.state.processes.files.get(WORKSTATION_FILES);
  if (!tree) return undefined;
  const subjects = writtenIn(cluster, pod);
  for (const path of pathsUnder(tree, WORKING_DIRECTORY)) {
    const entry = /\.(ya?ml|json)$/.test(path) ? entryAt(tree, path) : undefined;
    const edited = entry?.type === "file" ? editText(entry.content, subjects, edits) : undefined;
    if (entry?.type === "file" && edited) return { file: { name: path.slice(WORKING_DIRECTORY.length + 1), before: entry.content, text: edited.text }, subject: edited.subject };
  }
  return undefined;
}

/** As a shell reads it back: names that need it stand in quotes. */
export const shellWord = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** A Pod's spec cannot be changed but for what it tolerates: it makes way for another. What makes Pods makes others. */
function appliedBy({ metadata }: Pod, { kind, name }: WrittenIn, file: string, edits: readonly SchedulingEdit[]): readonly string[] {
  const apply = `kubectl apply -f ${shellWord(file)}`;
  const space = inNamespace(metadata.namespace ?? "");
  if (kind === "Pod") return edits.every(({ what }) => what === "tolerate") ? [apply] : [`kubectl delete pod ${name}${space} --now`, apply];
  if (kind === "Job") return [`kubectl delete job ${name}${space}`, apply];
  return kind === "Deployment" || kind === "DaemonSet" || kind === "CronJob" ? [apply] : [apply, `kubectl delete pod ${metadata.name}${space} --now`];
}

/** Where it stands in no file: kubectl's own way to change what makes it, or what a Pod tolerates. */
function typedFor(cluster: Cluster, pod: Pod, edits: readonly SchedulingEdit[]): string | undefined {
  const space = inNamespace(pod.metadata.namespace ?? "");
  const owner = writtenIn(cluster, pod).find(({ kind }) => kind === "Deployment" || kind === "StatefulSet" || kind === "DaemonSet");
  const lines = edits.map((edit) => {
    if (edit.what === "lowerRequest") return owner && `kubectl set resources ${owner.kind.toLowerCase()} ${owner.name}${space} -c ${edit.container} --requests=${edit.resource}=${edit.to}`;
    if (edit.what !== "tolerate" || owner || pod.metadata.ownerReferences?.length) return undefined;
    const toleration = pod.spec.tolerations ?? [];
    return `kubectl patch pod ${pod.metadata.name}${space} --type=merge -p '${JSON.stringify({ spec: { tolerations: [...toleration, tolerationOf(edit.taint)] } })}'`;
  });
  return lines.every((line) => line !== undefined) ? lines.join(" && ") : undefined;
}

function tolerationOf(taint: string) {
  const [, key = "", value, effect = ""] = /^([^=:]+)(?:=([^:]*))?:(.*)$/.exec(taint) ?? [];
  return value ? { key, operator: "Equal", value, effect } : { key, operator: "Exists", effect };
}
