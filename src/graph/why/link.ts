import type { links, LinkWord, notes, NoteWord, ValuesOf } from "./words.ts";
import type { Why, WhyLink, WhyPlace } from "./why.ts";

/** One step of a chain, with all the values that its sentence needs. */
export function link<Key extends LinkWord>(says: Key, values: ValuesOf<typeof links, Key>, rest: { readonly atMs: number; readonly at: WhyPlace; readonly quote?: string | undefined }): WhyLink {
  const { atMs, at, quote } = rest;
  return { says, values, atMs, at, ...(quote ? { quote } : {}) };
}

/** What stands beside a chain. */
export const note = <Key extends NoteWord>(says: Key, values: ValuesOf<typeof notes, Key>): NonNullable<Why["note"]> => ({ says, values });

export const onPod: WhyPlace = { part: "pod" };
export const onScheduler: WhyPlace = { part: "scheduler" };
export const onImage: WhyPlace = { part: "image" };
export const onNode: WhyPlace = { part: "node" };
export const onGrace: WhyPlace = { part: "grace" };
export const onPause: WhyPlace = { part: "pause" };
export const onInput: WhyPlace = { part: "input" };
export const onContainer = (container: string): WhyPlace => ({ part: "container", container });
export const onProbe = (container: string, probe: string): WhyPlace => ({ part: "probe", container, probe });
export const onVolume = (volume: string): WhyPlace => ({ part: "volume", volume });
