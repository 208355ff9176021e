import type { Container } from "../../api/types.ts";
import type { PullImageResult } from "../container-runtime/cri.ts";
import type { Credentials } from "../images/registry-settings.ts";
import { imageLimits, isInBackoffSinceUpdate, nextBackoff } from "./backoff.ts";
import { decided, fieldPath, type NodeContext } from "./context.ts";
import { watchImages } from "./image-gc.ts";
import { ensuresSecrets, presentMessage, pullBackoffMessage, pullCause, pulledMessage } from "./messages.ts";
import { imagesChanged, imageUsed } from "./node-images.ts";
import { credentialsFor } from "./pull-secrets.ts";
import type { PodWorker, StartFailure } from "./state.ts";
import type { ContainerKind } from "./sync.ts";
import { imageNameProblem, repositoryOf } from "../container-runtime/image-name.ts";

/** An image that is there, one that has to be pulled, or why there will be none. */
export type ImageDecision =
  | { readonly kind: "present"; readonly imageRef: string }
  | { readonly kind: "pull" }
  | { readonly kind: "failed"; readonly failure: StartFailure };

/** The credentials that a pull of the image is tried with, in order. */
export const pullCredentials = (ctx: NodeContext, worker: PodWorker, image: string): readonly Credentials[] => secretsFor(ctx, worker, image).map(({ username, password }) => ({ username, password }));

const secretsFor = (ctx: NodeContext, worker: PodWorker, image: string): ReturnType<typeof credentialsFor> => credentialsFor(ctx, worker.pod, repositoryOf(image));

/**
 * Whether a pod may use an image that is on the node: one that was pulled with a secret is for pods that have it.
 */
// Mirrors MustAttemptImagePull (pkg/kubelet/images/pullmanager/image_pull_manager.go) with NeverVerifyPreloadedImages, from v1.35 on.
function mayUse(ctx: NodeContext, worker: PodWorker, image: string, id: string): boolean {
  const needed = ctx.node.imageRecords.get(id)?.secrets;
  if (needed === undefined || !ensuresSecrets(ctx.node.version)) return true;
  return secretsFor(ctx, worker, image).some(({ secret }) => needed.includes(secret));
}

const backoffKey = (worker: PodWorker, image: string): string => `${worker.uid}_${image}`;

// Mirrors EnsureImageExists (pkg/kubelet/images/image_manager.go), up to the pull.
export function ensureImage(ctx: NodeContext, worker: PodWorker, spec: Container, kind: ContainerKind): ImageDecision {
  const path = fieldPath(kind, spec.name);
  const event = (type: "Normal" | "Warning", reason: string, message: string): void => ctx.recorder.event(worker.pod, type, reason, message, path);
  const fail = (reason: string, message: string): ImageDecision => ({ kind: "failed", failure: { reason, message } });
  const invalid = imageNameProblem(spec.image);
  if (invalid !== undefined) {
    const message = `Failed to apply default image tag "${spec.image}": couldn't parse image name "${spec.image}": ${invalid}`;
    event("Warning", "InspectFailed", message);
    return fail("InvalidImageName", message);
  }
  const present = ctx.runtime.image(spec.image);
  const allowed = present !== undefined && mayUse(ctx, worker, spec.image, present.id);
  if (present && allowed && spec.imagePullPolicy !== "Always") {
    event("Normal", "Pulled", presentMessage(ctx.node.version, spec.image));
    imageUsed(ctx, present.id);
    return { kind: "present", imageRef: present.repoDigests[0] ?? present.id };
  }
  if (spec.imagePullPolicy === "Never") {
    const message = present
      ? `Container image "${spec.image}" is present with pull policy of Never but does not have the proper credentials to access the image`
      : `Container image "${spec.image}" is not present with pull policy of Never`;
    event("Warning", "ErrImageNeverPull", message);
    return fail("ErrImageNeverPull", message);
  }
  return pullUnlessInBackoff(ctx, worker, spec, event, fail);
}

function pullUnlessInBackoff(
  ctx: NodeContext,
  worker: PodWorker,
  { image, name }: Container,
  event: (type: "Normal" | "Warning", reason: string, message: string) => void,
  fail: (reason: string, message: string) => ImageDecision,
): ImageDecision {
  const entry = ctx.node.imageBackoff.get(backoffKey(worker, image));
  if (isInBackoffSinceUpdate(entry, ctx.kernel.now, imageLimits)) {
    event("Normal", "BackOff", `Back-off pulling image "${image}"`);
    return fail("ImagePullBackOff", pullBackoffMessage(ctx.node.version, image, pullErrors(ctx, worker, name)));
  }
  event("Normal", "Pulling", `Pulling image "${image}"`);
  return { kind: "pull" };
}

/** "ErrImagePull: <cause>", of the pull that the wait follows, out of the last status of this container. */
function pullErrors(ctx: NodeContext, worker: PodWorker, container: string): string {
  const last = ctx.node.reasons.get(`${worker.uid}_${container}`);
  if (last?.reason === "ErrImagePull") return `ErrImagePull: ${last.message}`;
  const at = last?.message.indexOf("ErrImagePull: ") ?? -1;
  return at < 0 ? "" : last!.message.slice(at);
}

/** What a pull's answer means: events, back-off, and the image or the failure. */
export function imagePulled(ctx: NodeContext, worker: PodWorker, spec: Container, kind: ContainerKind, result: PullImageResult): ImageDecision {
  const path = fieldPath(kind, spec.name);
  const { image } = spec;
  if (result.ok) {
    ctx.recorder.event(worker.pod, "Normal", "Pulled", pulledMessage(ctx.node.version, image, result.value), path);
    ctx.node.imageBackoff.delete(backoffKey(worker, image));
    noteImage(ctx, worker, image);
    return { kind: "present", imageRef: result.value.imageRef };
  }
  // Mirrors the pull's error path (pkg/kubelet/images).
  const message = pullCause(ctx.node.version, result.error);
  ctx.recorder.event(worker.pod, "Warning", "Failed", `Failed to pull image "${image}": ${message}`, path);
  const { now } = ctx.kernel;
  const key = backoffKey(worker, image);
  const backoff = nextBackoff(ctx.node.imageBackoff.get(key), now, now, imageLimits);
  ctx.node.imageBackoff.set(key, ctx.kernel.freeze(backoff));
  decided(ctx, worker.pod, "backoff", { what: "image", container: spec.name, image, fromMs: now, delayMs: backoff.delayMs, untilMs: now + backoff.delayMs });
  return { kind: "failed", failure: { reason: "ErrImagePull", message } };
}

/** An image has come: who may use it, what the node's status will list, and whether the disk is getting full. */
function noteImage(ctx: NodeContext, worker: PodWorker, image: string): void {
  const id = ctx.runtime.image(image)?.id;
  if (id === undefined) return;
  const given = secretsFor(ctx, worker, image).map(({ secret }) => secret);
  const before = ctx.node.imageRecords.get(id);
  const secrets = [...new Set([...(before?.secrets ?? []), ...given])];
  const forAll = given.length === 0 || (before !== undefined && before.secrets === undefined);
  ctx.node.imageRecords.set(id, ctx.kernel.freeze({ detectedAtMs: before?.detectedAtMs ?? ctx.kernel.now, usedAtMs: ctx.kernel.now, ...(!forAll && { secrets }) }));
  if (!before) imagesChanged(ctx);
  watchImages(ctx);
}
