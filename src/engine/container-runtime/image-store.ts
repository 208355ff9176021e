import { transfersOf } from "../images/layers.ts";
import type { RegistryImage, Resolved } from "../images/registry.ts";
import type { Credentials } from "../images/registry-settings.ts";
import { formatReference, parseReference, withDefaultTag } from "../images/reference.ts";
import type { PullDetail } from "../simulation/journal-details.ts";
import type { Payload } from "../simulation/payload.ts";
import { fail, ok, type Core } from "./core.ts";
import type { ImageOnNode, PullImageResult } from "./cri.ts";
import { dockerPullError } from "./docker-words.ts";
import type { Pull, StoredImage } from "./state.ts";

export interface ImageStore {
  find(ref: string): StoredImage | undefined;
  /** The largest first, as the kubelet reports them. */
  list(): readonly ImageOnNode[];
  /** Puts images on the node at no cost: those of its disk before t=0. Unknown ones are left out. */
  preload(refs: readonly string[]): void;
  pull(ref: string, reply: Payload, credentials?: readonly Credentials[]): void;
  pullDone(id: number): void;
  /** Takes an image off the node's disk. False where there is none. */
  remove(ref: string): boolean;
}

/** The images of one node, and the queue of its pulls: as many at once as the kubelet asks for, by default one. */
export function createImageStore(core: Core): ImageStore {
  const { kernel, state, registry } = core;
  const parallel = core.parallelPulls ?? 1;

  const find = (ref: string): StoredImage | undefined => {
    const byId = state.images.get(ref);
    if (byId) return byId;
    const parsed = parseReference(ref);
    if (!parsed.ok) return undefined;
    const reference = withDefaultTag(parsed.reference);
    const byDigest = reference.digest === undefined ? undefined : `${reference.repository}@${reference.digest}`;
    const name = byDigest === undefined ? formatReference(reference) : undefined;
    for (const image of state.images.values()) {
      if ((name !== undefined && image.repoTags.includes(name)) || (byDigest !== undefined && image.repoDigests.includes(byDigest))) return image;
    }
    return undefined;
  };

  const store = (image: RegistryImage): StoredImage => {
    const { reference, id, digest, definition } = image;
    const known = state.images.get(id);
    const tag = reference.tag === undefined || reference.digest !== undefined ? [] : [`${reference.repository}:${reference.tag}`];
    for (const moved of tag) untag(moved, id);
    const stored: StoredImage = {
      id,
      ref: known?.ref ?? formatReference(reference),
      repoTags: union(known?.repoTags ?? [], tag),
      repoDigests: union(known?.repoDigests ?? [], [`${reference.repository}@${digest}`]),
      sizeBytes: image.sizeBytes,
      layers: image.layers.map((layer) => layer.digest),
      ...(definition.uid !== undefined && { uid: definition.uid }),
      ...(definition.user !== undefined && { username: definition.user }),
    };
    state.images.set(id, kernel.freeze(stored));
    return stored;
  };

  /** A tag names one image only. */
  const untag = (tag: string, owner: string): void => {
    for (const image of state.images.values()) {
      if (image.id !== owner && image.repoTags.includes(tag)) state.images.set(image.id, kernel.freeze({ ...image, repoTags: image.repoTags.filter((each) => each !== tag) }));
    }
  };

  const tell = ({ id, ref, reply }: Pull, what: Pick<PullDetail, "what" | "untilMs" | "ok" | "message" | "sizeBytes" | "layers">): void => {
    if (!kernel.journal.wants("detail")) return;
    const { uid = "", container = "" } = reply as { readonly uid?: string; readonly container?: string };
    const detail: PullDetail = { pull: id, image: ref, podUid: uid, container, ...what };
    kernel.journal.write("detail", { actor: `containerd ${core.node}`, type: "pull", subject: `image/${ref}`, detail });
  };

  /** What a pull brings and until when; a second pull of what is on its way ends with the first. */
  const planned = (resolved: Resolved): Pick<Pull, "untilMs" | "layers" | "image"> => {
    if (!resolved.ok) return { untilMs: kernel.now + resolved.error.afterMs };
    const { image } = resolved;
    const same = [...state.pulls.values()].find((pull) => pull.image === image.id && pull.untilMs > kernel.now);
    if (same) return { image: image.id, untilMs: Math.max(same.untilMs, kernel.now + registry.settings.roundTripMs), ...(same.layers && { layers: same.layers }) };
    const present = new Set(state.images.has(image.id) ? image.layers.map((layer) => layer.digest) : [...state.images.values()].flatMap((stored) => stored.layers));
    const layers = transfersOf(image.layers, present, registry.bytesPerSecond(image), kernel.now + registry.settings.roundTripMs);
    return { image: image.id, untilMs: layers.at(-1)?.untilMs ?? kernel.now + registry.settings.roundTripMs, layers };
  };

  /** Begins a pull of the queue. */
  const begin = (pull: Pull): void => {
    const { untilMs, layers, image } = planned(registry.resolve(pull.ref, pull.credentials));
    kernel.journal.cause = pull.cause;
    state.pulls.set(pull.id, kernel.freeze({ ...pull, startedAtMs: kernel.now, untilMs, ...(layers && { layers }), ...(image !== undefined && { image }) }));
    tell(pull, { what: "start", untilMs, ...(layers && { layers }) });
    core.later(untilMs - kernel.now, { type: "PullDone", pull: pull.id });
  };

  /** Begins as many as may run. */
  const beginMore = (): void => {
    let running = [...state.pulls.values()].filter((pull) => pull.untilMs >= 0).length;
    for (const pull of [...state.pulls.values()]) {
      if (running >= parallel) return;
      if (pull.untilMs >= 0) continue;
      begin(pull);
      running += 1;
    }
  };

  return {
    find,
    list: () => [...state.images.values()].sort((a, b) => b.sizeBytes - a.sizeBytes),
    preload(refs) {
      for (const ref of refs) {
        const image = registry.lookup(ref);
        if (image) store(image);
      }
    },
    pull(ref, reply, credentials = []) {
      core.note("PullImage", `image/${ref}`);
      state.lastPull += 1;
      const asked: Pull = { id: state.lastPull, ref, reply, queuedAtMs: kernel.now, startedAtMs: kernel.now, untilMs: -1, cause: 0, ...(credentials.length > 0 && { credentials }) };
      tell(asked, { what: "queued" });
      state.pulls.set(asked.id, kernel.freeze({ ...asked, cause: kernel.journal.cause }));
      beginMore();
    },
    pullDone(id) {
      const pull = state.pulls.get(id);
      if (!pull) return;
      state.pulls.delete(id);
      const result = pullResult(pull);
      tell(pull, { what: "end", ok: result.ok, ...(result.ok ? { sizeBytes: result.value.sizeBytes } : { message: result.error.message }) });
      core.answer(pull.reply, result);
      beginMore();
    },
    remove(ref) {
      const image = find(ref);
      if (!image) return false;
      core.note("RemoveImage", `image/${image.ref}`);
      return state.images.delete(image.id);
    },
  };

  function pullResult(pull: Pull): PullImageResult {
    const resolved = registry.resolve(pull.ref, pull.credentials);
    if (!resolved.ok) return fail(core.runtimeName === "docker" ? dockerPullError(pull.ref, resolved.error) : { code: resolved.error.code, message: resolved.error.message });
    const { repoDigests, sizeBytes, id } = store(resolved.image);
    const own = `${resolved.image.reference.repository}@`;
    const imageRef = repoDigests.find((digest) => digest.startsWith(own)) ?? repoDigests[0] ?? id;
    return ok({ imageRef, sizeBytes, tookMs: kernel.now - pull.startedAtMs, waitedMs: pull.startedAtMs - pull.queuedAtMs });
  }
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];
