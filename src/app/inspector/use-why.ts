import { useEffect, useMemo, useState } from "react";
import type { EntityKey } from "../../graph/model.ts";
import { toneOf } from "../../graph/why/tone.ts";
import type { Why } from "../../graph/why/why.ts";
import { useMoment } from "../state/moment.ts";
import { useSelection } from "../state/selection.ts";
import { look } from "../state/world.ts";
import { whenAny, whenEntity } from "./changes.ts";
import { useAnswer } from "./use-answer.ts";

/** A chain that is being walked: its own instants are looked at, and it stays as it was asked. */
interface Held {
  readonly subject: string;
  readonly why: Why;
  /** The moment that it is about. */
  readonly askedMs: number;
  /** The instant of it that is looked at. */
  readonly seenMs: number;
}

export interface WhyState {
  readonly why: Why | undefined;
  readonly asking: boolean;
  readonly failed: boolean;
  /** The moment that the chain is about, while another is looked at. */
  readonly heldMs: number | undefined;
  /** Keeps the chain while one of its instants is looked at. */
  readonly hold: (seenMs: number) => void;
  /** Back to the moment that it is about. */
  readonly back: () => void;
}

/** The same object as long as it says the same: whoever draws it need not draw anew. */
function useSame(why: Why | undefined): Why | undefined {
  const text = why && JSON.stringify(why);
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as Why)), [text]);
}

/** Numbers are red for what is broken only, wherever they stand: the document says which. */
function showTone(why: Why | undefined): void {
  if (why) document.documentElement.dataset["why"] = toneOf(why);
}

/** The answer to "why?" of a pod or of one of its containers; the canvas, the timeline and the editor show the same. */
export function useWhy(pod: EntityKey, container: string | undefined): WhyState {
  const podUid = pod.slice("pod/".length);
  const query = useMemo(() => ({ type: "why", podUid, ...(container === undefined ? {} : { container }) }) as const, [podUid, container]);
  return useChain(query, useAnswer<"why">(query, useMemo(() => whenEntity(pod), [pod])));
}

/** The same of a workload, a Service or a node. */
export function useWhyOf(key: EntityKey): WhyState {
  const query = useMemo(() => ({ type: "whyOf", key }) as const, [key]);
  return useChain(query, useAnswer<"whyOf">(query, whenAny));
}

function useChain(query: object, { answer, failed }: { readonly answer: { readonly why?: Why } | undefined; readonly failed: boolean }): WhyState {
  const subject = JSON.stringify(query);
  const [lastHeld, setHeld] = useState<Held>();
  const held = lastHeld?.subject === subject ? lastHeld : undefined;

  // Whoever goes on, or elsewhere, asks about that moment.
  useEffect(() => {
    if (held === undefined) return;
    return useMoment.subscribe(({ viewMs }) => {
      if (viewMs !== held.seenMs && viewMs !== held.askedMs) setHeld(undefined);
    });
  }, [held]);

  const why = useSame(held?.why ?? answer?.why);
  useEffect(() => {
    if (useSelection.getState().why !== why) useSelection.setState({ why, step: undefined });
    showTone(why);
  }, [why]);

  return {
    why,
    asking: answer === undefined && !failed,
    failed,
    heldMs: held?.askedMs,
    hold: (seenMs) => {
      if (why) setHeld({ subject, why, askedMs: held?.askedMs ?? useMoment.getState().viewMs, seenMs: Math.max(seenMs, 0) });
    },
    back: () => {
      if (held) look(held.askedMs);
      setHeld(undefined);
    },
  };
}
