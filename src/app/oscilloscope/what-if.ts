import type { ProbeView } from "../../graph/model.ts";
import type { ContainerLife, ProbeAttempt, ProbeTrack } from "../../worker/protocol.ts";

/** What a probe's spec says in figures; seconds as in the spec. */
export interface Figures {
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
}

export type Figure = keyof Figures;

export const figuresOf = (probe: ProbeView): Figures => ({
  initialDelaySeconds: probe.initialDelayMs / 1000,
  periodSeconds: probe.periodMs / 1000,
  timeoutSeconds: probe.timeoutMs / 1000,
  successThreshold: probe.successThreshold,
  failureThreshold: probe.failureThreshold,
});

/** What the kubelet would have gone by, from an instant on. */
export interface Verdict {
  readonly atMs: number;
  readonly verdict: "success" | "failure" | "unknown";
}

/**
 * The recorded answers counted with other figures. It goes as far as these answers can tell: a container that would have
 * been restarted earlier, or would have lived on, was not asked then.
 */
export interface Counted {
  readonly verdicts: readonly Verdict[];
  /** Restarts that it would have asked for; the last may be the one at which the record ends to tell. */
  readonly restarts: readonly number[];
  /** Where the counting has to end; undefined: never. */
  readonly end?:
    | { readonly why: "earlier"; readonly atMs: number }
    /** The record's container was stopped there; this count stood at `inARow` by then. `soonestMs`: if all others failed too. */
    | { readonly why: "livesOn"; readonly atMs: number; readonly inARow: number; readonly soonestMs: number }
    /** This answer was cut off by the time-out: what it would have been is not known. */
    | { readonly why: "cutOff"; readonly atMs: number };
  /** How the run of equal results stood after each counted answer: positive for successes, negative for failures. */
  readonly counts: readonly { readonly atMs: number; readonly run: number }[];
}

const initial = { readiness: "failure", liveness: "success", startup: "unknown" } as const;

/** Whether other figures can be counted out of what was recorded with these. */
export function canCount(figure: Figure, value: number, was: Figures, { probe, anchorMs }: Pick<ProbeTrack, "probe" | "anchorMs">): boolean {
  if (!Number.isInteger(value) || value < (figure === "initialDelaySeconds" ? 0 : 1)) return false;
  switch (figure) {
    // Others are refused: must be 1.
    case "successThreshold": return probe === "readiness" || value === 1;
    case "failureThreshold": return true;
    // Between the ticks that were, nobody asked.
    case "periodSeconds": return value === was.periodSeconds || (anchorMs !== undefined && value % was.periodSeconds === 0);
    case "timeoutSeconds": return true;
    // Before the first question nobody asked.
    case "initialDelaySeconds": return value >= was.initialDelaySeconds;
  }
}

/** Mirrors doProbe (pkg/kubelet/prober/worker.go): counts the answers of a track that came until an instant. */
export function count({ probe, attempts, anchorMs }: ProbeTrack, lives: readonly ContainerLife[], was: Figures, figures: Figures, untilMs = Number.POSITIVE_INFINITY): Counted {
  const verdicts: Verdict[] = [];
  const restarts: number[] = [];
  const counts: { atMs: number; run: number }[] = [];
  let [life, run, last, verdict, onHold] = ["", 0, "", initial[probe] as Verdict["verdict"], false];
  const say = (atMs: number, next: Verdict["verdict"]): void => {
    if (verdicts.length === 0 || next !== verdict) verdicts.push({ atMs, verdict: next });
    verdict = next;
  };
  const done = (end?: Counted["end"]): Counted => ({ verdicts, restarts, counts, ...(end && { end }) });
  for (const attempt of attempts) {
    if (attempt.atMs > untilMs) break;
    const { atMs } = attempt;
    const began = lives.find(({ id }) => id === attempt.life)?.startedAtMs;
    if (attempt.life !== life) {
      life = attempt.life;
      onHold = false;
      say(began ?? attempt.startedAtMs, initial[probe]);
    }
    const asked = !onHold && isTick(attempt, anchorMs, was, figures) && !isDelayed(attempt, began, was, figures);
    const result = answerAt(attempt, was, figures);
    if (asked && result === "cutOff") return done({ why: "cutOff", atMs });
    if (asked && result !== "unknown" && result !== "cutOff") {
      // Of a long record the beginning is gone: its row goes on.
      if (counts.length === 0 && attempt === attempts[0] && attempt.inARow > 1) [run, last] = [attempt.inARow - 1, attempt.result];
      run = last === result ? run + 1 : 1;
      last = result;
      counts.push({ atMs, run: result === "success" ? run : -run });
      const reached = run >= (result === "success" ? figures.successThreshold : figures.failureThreshold);
      if (reached) {
        say(atMs, result);
        onHold = probe === "startup" || (probe === "liveness" && result === "failure");
        if (onHold) run = 0;
      }
      if (reached && onHold && result === "failure") {
        restarts.push(atMs);
        if (!isKill(probe, attempt)) return done({ why: "earlier", atMs });
        continue;
      }
    }
    if (!isKill(probe, attempt)) continue;
    const inARow = last === "failure" ? run : 0;
    return done({ why: "livesOn", atMs, inARow, soonestMs: atMs + (figures.failureThreshold - inARow) * figures.periodSeconds * 1000 });
  }
  return done();
}

/** The kubelet stopped the container because of this answer. */
const isKill = (probe: ProbeTrack["probe"], { verdict, changed }: ProbeAttempt): boolean => probe !== "readiness" && changed && verdict === "failure";

/** A longer period has fewer of the ticks that were. */
const isTick = ({ startedAtMs }: ProbeAttempt, anchorMs: number | undefined, was: Figures, { periodSeconds }: Figures): boolean =>
  periodSeconds === was.periodSeconds || anchorMs === undefined || Math.round((startedAtMs - anchorMs) / (was.periodSeconds * 1000)) % (periodSeconds / was.periodSeconds) === 0;

const isDelayed = ({ startedAtMs }: ProbeAttempt, began: number | undefined, was: Figures, { initialDelaySeconds }: Figures): boolean =>
  initialDelaySeconds > was.initialDelaySeconds && began !== undefined && Math.floor((startedAtMs - began) / 1000) < initialDelaySeconds;

function answerAt({ result, startedAtMs, atMs }: ProbeAttempt, was: Figures, { timeoutSeconds }: Figures): ProbeAttempt["result"] | "cutOff" {
  const tookMs = atMs - startedAtMs;
  if (tookMs > timeoutSeconds * 1000 || (tookMs === timeoutSeconds * 1000 && timeoutSeconds < was.timeoutSeconds)) return "failure";
  return timeoutSeconds > was.timeoutSeconds && result === "failure" && tookMs >= was.timeoutSeconds * 1000 ? "cutOff" : result;
}

/** How long what the kubelet goes by was not "success", in milliseconds, and how often that began. */
export function outOfService({ verdicts }: Counted, untilMs: number): { readonly ms: number; readonly times: number } {
  let [ms, times] = [0, 0];
  verdicts.forEach(({ atMs, verdict }, at) => {
    if (verdict === "success") return;
    ms += Math.max(0, Math.min(verdicts[at + 1]?.atMs ?? untilMs, untilMs) - atMs);
    times += 1;
  });
  return { ms, times };
}
