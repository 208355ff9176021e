import type { PersistentVolumeClaim } from "../../api/storage.ts";
import type { Event } from "../../api/types.ts";
import type { Facts } from "./facts.ts";
import { link, onVolume } from "./link.ts";
import type { Field } from "./manifest-lines.ts";
import type { WhyLink } from "./why.ts";

/** Claims of a pod that keep it from its node: each with what was said of it last. */
export function claimLinks(facts: Facts, message: string, atMs: number): { readonly links: readonly WhyLink[]; readonly fields: readonly Field[] } {
  if (!/persistentvolumeclaim|PersistentVolumeClaim|persistent volume/.test(message)) return { links: [], fields: [] };
  const { store } = facts.cluster.parts.server;
  const namespace = facts.pod.metadata.namespace ?? "";
  const found = (facts.pod.spec.volumes ?? []).flatMap((volume, index) => {
    const name = (volume["persistentVolumeClaim"] as { readonly claimName?: string } | undefined)?.claimName;
    if (name === undefined) return [];
    const claim = store.get("persistentvolumeclaims", `${namespace}/${name}`) as PersistentVolumeClaim | undefined;
    if (claim?.status?.phase === "Bound") return [];
    const at = { atMs, at: onVolume(volume.name) };
    const says = claim ? link("claimPending", { claim: name, storageClass: claim.spec.storageClassName ?? "" }, { ...at, quote: lastSaid(facts, claim.metadata.uid, namespace) }) : link("claimMissing", { claim: name }, at);
    return [{ link: says, field: { path: `/spec/volumes/${index}/persistentVolumeClaim/claimName` } }];
  });
  return { links: found.map((each) => each.link), fields: found.map(({ field }) => field) };
}

/** The last Event about it. */
function lastSaid({ cluster }: Facts, uid: string, namespace: string): string | undefined {
  const { store } = cluster.parts.server;
  const events = store.keys("events", namespace).flatMap((key) => (store.get("events", key) as Event | undefined) ?? []).filter(({ involvedObject }) => involvedObject.uid === uid);
  return events.reduce<Event | undefined>((last, event) => (last && Number(last.metadata.resourceVersion) > Number(event.metadata.resourceVersion) ? last : event), undefined)?.message;
}
