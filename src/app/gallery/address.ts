import { durationMs } from "../../scenario/duration.ts";

/** What the page's address asks for. */
export interface Asked {
  /** The name of a scene of the gallery. */
  readonly scene: string | undefined;
  /** Opens paused at this instant instead of playing. */
  readonly atMs: number | undefined;
}

/** `?scene=crash-loop&t=45s`: a scene by its name, and a moment as Go writes durations. What cannot be read is not asked for. */
export function askedBy(search: string): Asked {
  const query = new URLSearchParams(search);
  const at = durationMs(query.get("t") ?? "");
  return { scene: query.get("scene") ?? undefined, atMs: typeof at === "number" ? at : undefined };
}

/** `?embed=1`: the page stands in another one, as the plate and its clock. */
export const asksForEmbed = (search: string): boolean => new URLSearchParams(search).get("embed") === "1";

/** The address without what was opened: a reload shows what was done since. */
export function withoutAsked(search: string): string {
  const rest = search.replace(/^\?/, "").split("&").filter((part) => /^(?:lang|theme|embed)=/.test(part));
  return rest.length > 0 ? `?${rest.join("&")}` : "";
}
