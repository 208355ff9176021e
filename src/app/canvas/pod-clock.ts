import type { PodView } from "../../graph/model.ts";
import type { canvasTexts } from "../strings/canvas.ts";
import { durationText } from "./duration-text.ts";

type Texts = (typeof canvasTexts)["en"];
type Seen = Pick<PodView, "glyph" | "clock" | "steps" | "deletion">;

/** The pull that is under way, if its end is known. */
export const pullOf = ({ glyph, steps }: Pick<PodView, "glyph" | "steps">): PodView["steps"][number] | undefined =>
  glyph === "creating" || glyph === "init" || glyph === "initializing"
    ? steps.find(({ name, state, untilMs }) => name === "pull" && state === "now" && untilMs !== undefined)
    : undefined;

/** A pull's share, 0 to 100. */
export const percentOf = ({ atMs = 0, untilMs = 0 }: PodView["steps"][number], viewMs: number): number =>
  untilMs <= atMs ? 100 : Math.floor(Math.min(Math.max((viewMs - atMs) / (untilMs - atMs), 0), 1) * 100);

/** What runs on in a pod, in words, at a moment: "62 %", "back-off 3.7 s", "grace 29 s". "" for nothing. */
export function clockWords(pod: Seen, viewMs: number, texts: Pick<Texts, "backOff" | "grace">, brief: boolean): string {
  const pull = pullOf(pod);
  if (pull) return `${percentOf(pull, viewMs)} %`;
  const { clock, deletion, glyph } = pod;
  const untilMs = clock?.untilMs ?? (glyph === "terminating" && deletion ? deletion.requestedAtMs + deletion.graceSeconds * 1000 : undefined);
  if (untilMs === undefined || untilMs <= viewMs) return "";
  const left = durationText(untilMs - viewMs);
  if (brief) return left;
  return clock && clock.what !== "grace" ? texts.backOff(left) : texts.grace(left);
}
