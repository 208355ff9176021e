import type { Clock, Mark, PodGlyph, ProbeType } from "../../graph/model.ts";

/** Marks for tests, as short as they can be told. */

type Untold<M> = M extends Mark ? Omit<M, "id"> : never;
export type Told = Untold<Mark>;

/** In order of time, with ids. */
export const marksOf = (...told: readonly Told[]): Mark[] => told.toSorted((a, b) => a.atMs - b.atMs).map((mark, id) => ({ id, ...mark }) as Mark);

export const created = (atMs: number, pod: string, namespace = "default", name = pod.slice(4)): Told => ({ atMs, kind: "podCreated", pod, name, namespace });
export const deleted = (atMs: number, pod: string): Told => ({ atMs, kind: "podDeleted", pod, name: pod.slice(4), namespace: "default" });
export const status = (atMs: number, pod: string, text: string, glyph: PodGlyph): Told => ({ atMs, kind: "status", pod, status: text, glyph });
export const container = (atMs: number, pod: string, state: "waiting" | "running" | "terminated", reason = "", exitCode?: number, name = "app"): Told => ({
  atMs, kind: "container", pod, container: name, state, reason, ...(exitCode === undefined ? {} : { exitCode }),
});
export const probe = (atMs: number, pod: string, result: "success" | "failure" | "unknown", type: ProbeType = "liveness", inARow = 1): Told => ({
  atMs, kind: "probe", pod, container: "app", probe: type, result, inARow, threshold: 3,
});
export const event = (atMs: number, pod: string, type: string, reason: string): Told => ({ atMs, kind: "event", pod, object: pod.replace("pod/", "Pod/"), type, reason, message: reason });
export const clock = (atMs: number, pod: string, what: Clock["what"], untilMs: number, name: string | undefined = "app"): Told => ({
  atMs, kind: "clock", pod, clock: { what, fromMs: atMs, untilMs, ...(name === undefined ? {} : { container: name }) },
});
export const input = (atMs: number, text: string): Told => ({ atMs, kind: "input", text, session: "main" });
