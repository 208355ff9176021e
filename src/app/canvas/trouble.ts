import type { PodGlyph } from "../../graph/model.ts";

const broken: ReadonlySet<PodGlyph> = new Set<PodGlyph>(["error", "crashLoop", "imagePull", "oomKilled", "evicted"]);

/** What is square: drawn larger from far. */
export const isTrouble = (glyph: PodGlyph): boolean => broken.has(glyph);
