import { stepFraction } from "../glyphs/motion.ts";
import { StepMark } from "../glyphs/step-glyph.tsx";
import type { StepView } from "../../graph/model.ts";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { stateTexts } from "../strings/states.ts";
import type { TextPlace } from "./boxes.ts";
import styles from "./detail.module.css";
import { firstThatFits } from "./text-fit.ts";
import { Words } from "./words.tsx";

const PITCH = 15;

/** The seven steps to Running, and the word of the one under way. */
export function StepsStrip({ steps, at }: { readonly steps: readonly StepView[]; readonly at: TextPlace }) {
  const texts = useTexts(stateTexts);
  const current = steps.find(({ state }) => state === "now" || state === "failed") ?? steps.find(({ state }) => state === "todo");
  const fraction = useMoment(({ viewMs }) => (current ? Math.round(stepFraction(current, viewMs) * 50) / 50 : 0));
  const room = at.w - PITCH * 6 - 20;
  const words = current ? stepWords(current, fraction, room, texts) : "";
  const x = (i: number): number => at.x + 6 + PITCH * i;
  return (
    <g role="img" aria-label={words}>
      <path d={`M${x(0)} ${at.y}H${x(6)}`} className={styles.stepLine} />
      {steps.map((step, i) => (
        <g key={step.name}>
          <circle cx={x(i)} cy={at.y} r={6.5} className={styles.stepGround} />
          <StepMark state={step.state} fraction={step === current ? fraction : undefined} x={x(i)} y={at.y} r={5} />
          <title>{texts.steps[step.name] + (step.detail ? ` · ${step.detail}` : "")}</title>
        </g>
      ))}
      <Words at={{ x: x(6) + 12, y: at.y + 4, w: room }} face="note" tone={current?.state === "failed" ? "bad" : "wait"}>{words}</Words>
    </g>
  );
}

function stepWords({ name, state, detail }: StepView, fraction: number, room: number, { steps }: typeof stateTexts.en): string {
  if (state === "failed" && detail) return firstThatFits([`${steps[name]} ${detail}`, detail], room, "note");
  return fraction > 0 ? `${steps[name]} ${Math.round(fraction * 100)} %` : steps[name];
}
