import { useMemo } from "react";
import type { PodView } from "../../graph/model.ts";
import type { EventRow } from "../../worker/protocol.ts";
import { whenTime } from "./changes.ts";
import { useAnswer } from "./use-answer.ts";

/** The Events about a pod or something else, the last one first; undefined until they are known. */
export function useEvents({ namespace, name, uid }: Pick<PodView, "namespace" | "name" | "uid">, kind = "Pod"): { readonly events: readonly EventRow[] | undefined; readonly failed: boolean } {
  const query = useMemo(() => ({ type: "events", namespace, kind, name, uid }) as const, [namespace, kind, name, uid]);
  const { answer, failed } = useAnswer<"events">(query, whenTime);
  return { events: useMemo(() => answer?.events.toReversed(), [answer]), failed };
}
