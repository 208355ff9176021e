import { asJson } from "../../../api/json.ts";
import type { Pod } from "../../../api/types.ts";
import { nodeFileSystem, type NodeContext } from "../context.ts";
import { toKubelet } from "../payloads.ts";
import { fullName, isStatic, MANIFESTS, mirrorPod, staticPod } from "./static-pod.ts";

/** The pods that the node's manifests ask for now, the unreadable left out. One of a name: the first file's. */
// Mirrors listConfig and extractFromDir (pkg/kubelet/config/file_linux.go): hidden files are not read, others whatever their name.
export function wantedPods(ctx: NodeContext): readonly Pod[] {
  const fs = nodeFileSystem(ctx.node.name);
  const names = (ctx.files.list(fs, MANIFESTS) ?? []).filter((name) => !name.startsWith("."));
  const wanted = new Map<string, Pod>();
  for (const name of names) {
    const path = `${MANIFESTS}/${name}`;
    const given = ctx.readPod(ctx.files.read(fs, path) ?? "");
    const pod = given && staticPod(given, ctx.node.name, path, ctx.kernel.startsAtMs + ctx.kernel.now);
    if (pod && !wanted.has(fullName(pod))) wanted.set(fullName(pod), pod);
  }
  return [...wanted.values()];
}

export interface ManifestChanges {
  readonly begin: readonly Pod[];
  readonly end: readonly string[];
}

/** What the manifests change: pods to begin, and uids of those to end. */
export function manifestChanges(ctx: NodeContext): ManifestChanges {
  const wanted = wantedPods(ctx);
  const running = [...ctx.node.workers.values()].filter(({ pod, deleted }) => isStatic(pod) && !deleted);
  return {
    begin: wanted.filter(({ metadata }) => !running.some(({ uid }) => uid === metadata.uid)),
    end: running.filter(({ uid }) => !wanted.some(({ metadata }) => metadata.uid === uid)).map(({ uid }) => uid),
  };
}

/** Another pod of that name is still on the node: the new one has to wait. */
// Mirrors allowStaticPodStart (pkg/kubelet/pod_workers.go).
export const nameIsTaken = (ctx: NodeContext, pod: Pod): boolean =>
  [...ctx.node.workers.values()].some((worker) => worker.uid !== pod.metadata.uid && isStatic(worker.pod) && fullName(worker.pod) === fullName(pod));

/** Sees to it that a static pod has its mirror in the API, and none that is another's or on its way out. */
// Mirrors tryReconcileMirrorPods (pkg/kubelet/kubelet.go).
export function reconcileMirror(ctx: NodeContext, pod: Pod): void {
  const mirror = ctx.node.mirrors.get(fullName(pod));
  if (mirror && (mirror.metadata.annotations?.["kubernetes.io/config.mirror"] !== pod.metadata.uid || mirror.metadata.deletionTimestamp !== undefined)) {
    deleteMirror(ctx, mirror);
    return;
  }
  if (mirror || ctx.node.mirrorsAsked.has(fullName(pod))) return;
  const node = ctx.sources.node(ctx.node.name);
  if (!node) return;
  ctx.node.mirrorsAsked.add(fullName(pod));
  const answered = toKubelet({ target: "kubelet", type: "MirrorAnswered", node: ctx.node.name, uid: pod.metadata.uid });
  ctx.client.send({ verb: "create", group: "", version: "v1", resource: "pods", namespace: pod.metadata.namespace ?? "default", body: asJson(mirrorPod(pod, node.metadata.uid)), userAgent: "kubelet" }, answered);
}

/** The mirror goes at once; what it stood for is not asked. */
export function deleteMirror(ctx: NodeContext, { metadata }: Pod): void {
  ctx.client.send({
    verb: "delete",
    group: "",
    version: "v1",
    resource: "pods",
    namespace: metadata.namespace ?? "default",
    name: metadata.name,
    body: { gracePeriodSeconds: 0, preconditions: { uid: metadata.uid } },
    userAgent: "kubelet",
  });
}

/** A mirror was seen: what is known of the pod is told to it. Gives the uid of the static pod behind it, where it runs here. */
export function mirrorSeen(ctx: NodeContext, type: string, mirror: Pod): string | undefined {
  const name = fullName(mirror);
  if (type === "DELETED") ctx.node.mirrors.delete(name);
  else ctx.node.mirrors.set(name, mirror);
  ctx.node.mirrorsAsked.delete(name);
  const worker = [...ctx.node.workers.values()].find(({ pod, deleted }) => isStatic(pod) && !deleted && fullName(pod) === name);
  if (!worker) {
    if (type !== "DELETED" && mirror.metadata.deletionTimestamp === undefined && !wantedPods(ctx).some((pod) => fullName(pod) === name)) deleteMirror(ctx, mirror);
    return undefined;
  }
  return type === "ADDED" || type === "DELETED" || mirror.metadata.deletionTimestamp !== undefined ? worker.uid : undefined;
}
