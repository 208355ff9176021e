import { useEffect, useState } from "react";
import type { Answer, Query } from "../../worker/protocol.ts";
import { isPast, useMoment } from "../state/moment.ts";
import { ask } from "../state/world.ts";
import { startAsking } from "./asking.ts";

const PAUSE_MS = 250;
/** While the past is looked at: it has to be played again for each answer. */
const PAST_PAUSE_MS = 600;
const pauseMs = (): number => (isPast(useMoment.getState()) ? PAST_PAUSE_MS : PAUSE_MS);

export interface Asked<Type extends Query["type"]> {
  /** The last answer to this very question; kept while it is asked anew. */
  readonly answer: Extract<Answer, { type: Type }> | undefined;
  /** No answer came the last time. */
  readonly failed: boolean;
}

/**
 * Asks the world, and again whenever `onChange` says so; an answer to another question is dropped. `onChange` is handed a
 * function to call and returns how to end it; it must keep its identity.
 */
export function useAnswer<Type extends Query["type"]>(query: Extract<Query, { type: Type }> | undefined, onChange: (again: () => void) => () => void): Asked<Type> {
  const key = query === undefined ? "" : JSON.stringify(query);
  const [state, setState] = useState<Asked<Type> & { readonly key: string }>({ key: "", answer: undefined, failed: false });
  useEffect(() => {
    if (key === "") return;
    const asking = startAsking({
      send: () => ask<Type>(JSON.parse(key) as Extract<Query, { type: Type }>),
      settle: (answer) => setState((before) => ({ key, failed: answer === undefined, answer: answer ?? (before.key === key ? before.answer : undefined) })),
      pauseMs,
    });
    const endChanges = onChange(asking.again);
    return () => {
      endChanges();
      asking.end();
    };
  }, [key, onChange]);
  return state.key === key ? state : { answer: undefined, failed: false };
}
