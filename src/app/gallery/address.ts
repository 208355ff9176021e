import { bounds } from "../../scenario/bounds.ts";
import { durationMs } from "../../scenario/duration.ts";

/** What the page's address asks for. */
export interface Asked {
  /** The name of a scene of the gallery. */
  readonly scene: string | undefined;
  /** Opens paused at this instant instead of playing. */
  readonly atMs: number | undefined;
  /** What is to be said of the moment: it lies beyond the end of virtual time, which is shown instead, or is none. */
  readonly moment?: AskedMoment;
}

export interface AskedMoment {
  readonly code: "beyond" | "unread";
  /** As the address has it. */
  readonly text: string;
}

/** `?scene=crash-loop&t=45s`: a scene by its name, and a moment as Go writes durations. */
export function askedBy(search: string): Asked {
  const query = new URLSearchParams(search);
  const scene = query.get("scene") ?? undefined;
  const text = query.get("t");
  if (text === null) return { scene, atMs: undefined };
  const at = durationMs(text);
  if (typeof at !== "number") return { scene, atMs: undefined, moment: { code: "unread", text } };
  return at > bounds.durationMs ? { scene, atMs: bounds.durationMs, moment: { code: "beyond", text } } : { scene, atMs: at };
}

/** `?embed=1`: the page stands in another one, as the plate and its clock. */
export const asksForEmbed = (search: string): boolean => new URLSearchParams(search).get("embed") === "1";

/** The address without what was opened: a reload shows what was done since. */
export function withoutAsked(search: string): string {
  const rest = search.replace(/^\?/, "").split("&").filter((part) => /^(?:lang|theme|embed)=/.test(part));
  return rest.length > 0 ? `?${rest.join("&")}` : "";
}
