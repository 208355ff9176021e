import { instantText, spanText } from "../../graph/why/instant.ts";
import type { ContainerLife, ProbeTrack } from "../../worker/protocol.ts";
import type { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { canCount, count, outOfService, type Figure, type Figures } from "./what-if.ts";

type Texts = typeof oscilloscopeTexts.en.outcomes;

interface Asked {
  readonly track: ProbeTrack;
  readonly lives: readonly ContainerLife[];
  readonly was: Figures;
  readonly figures: Figures;
  /** Only what had come by then counts. */
  readonly untilMs: number;
}

interface Outcome {
  readonly long: string;
  readonly short: string;
}

/** What would have come of other figures, in words. */
export function outcomeOf(asked: Asked, texts: Texts): Outcome {
  const { track, lives, was, figures, untilMs } = asked;
  const counted = count(track, lives, was, figures, untilMs);
  const recorded = count(track, lives, was, was, untilMs);
  const { end } = counted;
  if (end?.why === "cutOff") return { long: texts.cutOff(instantText(end.atMs)), short: texts.short.unknown };
  if (track.probe === "readiness") {
    const [now, then] = [outOfService(counted, untilMs), outOfService(recorded, untilMs)];
    const same = now.ms === then.ms && now.times === then.times;
    return { long: texts.readiness(now.times, spanText(now.ms), then.times, spanText(then.ms)), short: same ? texts.short.same : texts.short.out(spanText(now.ms)) };
  }
  if (end?.why === "earlier") {
    const at = instantText(end.atMs);
    const after = recorded.restarts.find((ms) => ms > end.atMs);
    return { long: after === undefined ? texts.unasked(at) : texts.earlier(at, spanText(after - end.atMs)), short: texts.short.restart(at) };
  }
  if (end?.why === "livesOn") return { long: texts.livesOn(instantText(end.atMs), end.inARow, figures.failureThreshold, instantText(end.soonestMs)), short: texts.short.noRestart };
  return { long: recorded.restarts.length > 0 ? texts.same : texts.noneYet, short: texts.short.same };
}

const MOST_CHOICES = 6;

/** Values of a figure that can be looked at beside the one that is. */
export function choicesOf(figure: Figure, was: Figures, track: ProbeTrack): readonly number[] {
  const own = was[figure];
  const near = Array.from({ length: MOST_CHOICES }, (_, i) => i);
  const all = {
    failureThreshold: near.map((i) => Math.max(1, own - 2) + i),
    successThreshold: near.slice(0, 4).map((i) => i + 1),
    periodSeconds: near.slice(0, 4).map((i) => own * (i + 1)),
    timeoutSeconds: near.slice(0, 4).map((i) => Math.max(1, own - 2) + i),
    initialDelaySeconds: near.slice(0, 5).map((i) => own + i * 5),
  }[figure];
  return all.filter((value) => canCount(figure, value, was, track));
}
