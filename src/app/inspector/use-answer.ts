import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Query } from "../../worker/protocol.ts";
import { isPast, useMoment } from "../state/moment.ts";
import { ask } from "../state/world.ts";

/** Page milliseconds between two questions of one panel: changes that come faster are answered together. */
const PAUSE_MS = 250;
/** The same while the past is looked at: it has to be played again for each answer. */
const PAST_PAUSE_MS = 600;
const pauseMs = (): number => (isPast(useMoment.getState()) ? PAST_PAUSE_MS : PAUSE_MS);

export interface Asked<Type extends Query["type"]> {
  /** The last answer to this very question; kept while it is asked anew. */
  readonly answer: Extract<Answer, { type: Type }> | undefined;
  readonly failed: boolean;
}

/**
 * Asks the world, and again whenever `onChange` says so; an answer that was overtaken, or that is to another question, is
 * dropped. `onChange` is handed a function to call and returns how to end it; it must keep its identity.
 */
export function useAnswer<Type extends Query["type"]>(query: Extract<Query, { type: Type }> | undefined, onChange: (again: () => void) => () => void): Asked<Type> {
  const key = query === undefined ? "" : JSON.stringify(query);
  const [state, setState] = useState<Asked<Type> & { readonly key: string }>({ key: "", answer: undefined, failed: false });
  const send = useCallback((): Promise<Extract<Answer, { type: Type }>> => ask<Type>(JSON.parse(key) as Extract<Query, { type: Type }>), [key]);
  const latest = useRef(0);

  useEffect(() => {
    if (key === "") return;
    let [ended, under, again] = [false, false, false];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const now = (): void => {
      timer = undefined;
      under = true;
      const number = (latest.current += 1);
      const settle = (next: Asked<Type>): void => {
        under = false;
        if (ended) return;
        if (number === latest.current) setState(({ key: before, answer }) => ({ ...next, answer: next.failed && before === key ? answer : next.answer, key }));
        timer = again ? setTimeout(now, pauseMs()) : undefined;
        again = false;
      };
      send().then((answer) => settle({ answer, failed: false }), () => settle({ answer: undefined, failed: true }));
    };
    const soon = (): void => {
      if (under) again = true;
      else timer ??= setTimeout(now, pauseMs());
    };
    now();
    const end = onChange(soon);
    return () => {
      ended = true;
      clearTimeout(timer);
      end();
    };
  }, [key, send, onChange]);

  return state.key === key ? state : { answer: undefined, failed: false };
}
