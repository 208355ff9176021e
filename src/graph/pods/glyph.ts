import { isPodReady } from "../../api/pods.ts";
import type { Pod } from "../../api/types.ts";
import type { Clock, PodGlyph } from "../model.ts";

const byWord: Readonly<Record<string, PodGlyph>> = {
  SchedulingGated: "gated",
  Pending: "pending",
  ContainerCreating: "creating",
  PodInitializing: "initializing",
  Completed: "completed",
  Succeeded: "completed",
  Terminating: "terminating",
  Unknown: "unknown",
  NodeLost: "unknown",
  Evicted: "evicted",
  OOMKilled: "oomKilled",
  CrashLoopBackOff: "crashLoop",
  ImagePullBackOff: "imagePull",
  ErrImagePull: "imagePull",
  ErrImageNeverPull: "imagePull",
  InvalidImageName: "imagePull",
  ErrInvalidImageName: "imagePull",
  ImageInspectError: "imagePull",
  RegistryUnavailable: "imagePull",
  NotReady: "notReady",
};

const INIT_COUNT = /^Init:(\d+)\/(\d+)$/;

/** "Init:1/2" as a pair. */
export function initCount(status: string): { readonly done: number; readonly of: number } | undefined {
  const match = INIT_COUNT.exec(status);
  return match ? { done: Number(match[1]), of: Number(match[2]) } : undefined;
}

/** The word of the design's grammar for what STATUS says; a wait before a restart turns an error into a crash loop. */
export function podGlyph(pod: Pod, status: string, clock: Clock | undefined): PodGlyph {
  if (initCount(status)) return "init";
  const known = byWord[status.replace(/^Init:/, "")];
  if (known) return known;
  if (status === "Running") return isPodReady(pod) ? "ready" : "notReady";
  return clock?.what === "crashBackoff" ? "crashLoop" : "error";
}
