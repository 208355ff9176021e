import type { RegistryImage } from "../images/registry.ts";
import { formatReference, parseReference, withDefaultTag } from "../images/reference.ts";
import type { PullDetail } from "../simulation/journal-details.ts";
import type { Payload } from "../simulation/payload.ts";
import { fail, ok, type Core } from "./core.ts";
import type { ImageOnNode, PullImageResult } from "./cri.ts";
import type { Pull, StoredImage } from "./state.ts";

export interface ImageStore {
  find(ref: string): StoredImage | undefined;
  list(): readonly ImageOnNode[];
  /** Puts images on the node at no cost: those of its disk before t=0. Unknown ones are left out. */
  preload(refs: readonly string[]): void;
  pull(ref: string, reply: Payload): void;
  pullDone(id: number): void;
}

/** The images of one node, and the queue of its pulls: one after the other, as the kubelet asks by default. */
export function createImageStore(core: Core): ImageStore {
  const { kernel, state, registry } = core;

  const find = (ref: string): StoredImage | undefined => {
    const byId = state.images.get(ref);
    if (byId) return byId;
    const parsed = parseReference(ref);
    if (!parsed.ok) return undefined;
    const reference = withDefaultTag(parsed.reference);
    const name = formatReference(reference);
    const byDigest = reference.digest === undefined ? undefined : `${reference.repository}@${reference.digest}`;
    for (const image of state.images.values()) {
      if (image.repoTags.includes(name) || (byDigest !== undefined && image.repoDigests.includes(byDigest))) return image;
    }
    return undefined;
  };

  const store = (image: RegistryImage): StoredImage => {
    const { reference, id, digest, definition } = image;
    const known = state.images.get(id);
    const tag = reference.tag === undefined ? [] : [`${reference.repository}:${reference.tag}`];
    const stored: StoredImage = {
      id,
      ref: known?.ref ?? formatReference(reference),
      repoTags: union(known?.repoTags ?? [], tag),
      repoDigests: union(known?.repoDigests ?? [], [`${reference.repository}@${digest}`]),
      sizeBytes: image.sizeBytes,
      ...(definition.uid !== undefined && { uid: definition.uid }),
      ...(definition.user !== undefined && { username: definition.user }),
    };
    state.images.set(id, kernel.freeze(stored));
    return stored;
  };

  const tell = ({ id, ref, reply }: Pull, what: Pick<PullDetail, "what" | "untilMs" | "ok" | "message" | "sizeBytes">): void => {
    if (!kernel.journal.wants("detail")) return;
    const { uid = "", container = "" } = reply as { readonly uid?: string; readonly container?: string };
    const detail: PullDetail = { pull: id, image: ref, podUid: uid, container, ...what };
    kernel.journal.write("detail", { actor: `containerd ${core.node}`, type: "pull", subject: `image/${ref}`, detail });
  };

  /** Begins the first pull of the queue. */
  const begin = (pull: Pull): void => {
    const resolved = registry.resolve(pull.ref);
    const takesMs = resolved.ok ? registry.pullTimeMs(resolved.image, state.images.has(resolved.image.id)) : resolved.error.afterMs;
    kernel.journal.cause = pull.cause;
    state.pulls.set(pull.id, kernel.freeze({ ...pull, startedAtMs: kernel.now, untilMs: kernel.now + takesMs }));
    tell(pull, { what: "start", untilMs: kernel.now + takesMs });
    core.later(takesMs, { type: "PullDone", pull: pull.id });
  };

  return {
    find,
    list: () => [...state.images.values()],
    preload(refs) {
      for (const ref of refs) {
        const image = registry.lookup(ref);
        if (image) store(image);
      }
    },
    pull(ref, reply) {
      core.note("PullImage", `image/${ref}`);
      state.lastPull += 1;
      const asked: Pull = { id: state.lastPull, ref, reply, queuedAtMs: kernel.now, startedAtMs: kernel.now, untilMs: -1, cause: 0 };
      tell(asked, { what: "queued" });
      const pull: Pull = { ...asked, cause: kernel.journal.cause };
      const idle = state.pulls.size === 0;
      state.pulls.set(pull.id, kernel.freeze(pull));
      if (idle) begin(pull);
    },
    pullDone(id) {
      const pull = state.pulls.get(id);
      if (!pull) return;
      state.pulls.delete(id);
      const result = pullResult(pull);
      tell(pull, { what: "end", ok: result.ok, ...(result.ok ? { sizeBytes: result.value.sizeBytes } : { message: result.error.message }) });
      core.answer(pull.reply, result);
      for (const next of state.pulls.values()) return begin(next);
    },
  };

  function pullResult(pull: Pull): PullImageResult {
    const resolved = registry.resolve(pull.ref);
    if (!resolved.ok) return fail({ code: resolved.error.code, message: resolved.error.message });
    const { repoDigests, sizeBytes, id } = store(resolved.image);
    const imageRef = repoDigests[0] ?? id;
    return ok({ imageRef, sizeBytes, tookMs: kernel.now - pull.startedAtMs, waitedMs: pull.startedAtMs - pull.queuedAtMs });
  }
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];
