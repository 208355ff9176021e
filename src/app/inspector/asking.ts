/** One question that is asked again and again while it is of interest. */
export interface Asking {
  /** What it is about may have changed: asks soon, once for many calls. */
  again(): void;
  end(): void;
}

export interface AskingDeps<Answer> {
  readonly send: () => Promise<Answer>;
  /** An answer, or undefined where none came. Never called for a question that has ended. */
  readonly settle: (answer: Answer | undefined) => void;
  /** Page milliseconds from a change to the next question: changes that come faster are answered together. */
  readonly pauseMs: () => number;
}

/** Asks at once, and then after changes; never a second time while an answer is owed. */
export function startAsking<Answer>({ send, settle, pauseMs }: AskingDeps<Answer>): Asking {
  let [ended, owed, changed] = [false, false, false];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answered = (answer: Answer | undefined): void => {
    owed = false;
    if (ended) return;
    settle(answer);
    if (changed) later();
  };
  const ask = (): void => {
    timer = undefined;
    owed = true;
    changed = false;
    send().then(answered, () => answered(undefined));
  };
  const later = (): void => {
    changed = true;
    if (!owed && !ended) timer ??= setTimeout(ask, pauseMs());
  };
  ask();
  return {
    again: later,
    end: () => {
      ended = true;
      clearTimeout(timer);
    },
  };
}
