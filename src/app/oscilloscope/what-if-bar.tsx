import type { ContainerLife, ProbeTrack } from "../../worker/protocol.ts";
import { oscilloscopeTexts } from "../strings/oscilloscope.ts";
import { useTexts } from "../strings/language.ts";
import { choicesOf, outcomeOf } from "./outcome.ts";
import styles from "./oscilloscope.module.css";
import type { Figure, Figures } from "./what-if.ts";

const FIGURES: readonly Figure[] = ["failureThreshold", "successThreshold", "periodSeconds", "timeoutSeconds", "initialDelaySeconds"];

interface WhatIfBarProps {
  readonly track: ProbeTrack;
  readonly lives: readonly ContainerLife[];
  readonly was: Figures;
  readonly figures: Figures;
  /** The one that is looked at. */
  readonly looked: Figure | undefined;
  readonly untilMs: number;
  readonly onLook: (figure: Figure | undefined) => void;
  readonly onChange: (figure: Figure, value: number) => void;
}

/** The figures of the spec; of the one that is looked at, what other values would have led to. */
export function WhatIfBar({ track, lives, was, figures, looked, untilMs, onLook, onChange }: WhatIfBarProps) {
  const texts = useTexts(oscilloscopeTexts);
  const outcome = (more: Partial<Figures>) => outcomeOf({ track, lives, was, figures: { ...was, ...more }, untilMs }, texts.outcomes);
  const value = looked && figures[looked];
  return (
    <div className={styles.whatIf}>
      <div className={styles.figures} role="group" aria-label={texts.whatIf}>
        <span className={styles.ask}>{texts.whatIf}</span>
        {FIGURES.filter((each) => each !== "successThreshold" || track.probe === "readiness").map((each) => (
          <button key={each} type="button" lang="en" aria-expanded={looked === each} data-changed={figures[each] !== was[each]} onClick={() => onLook(looked === each ? undefined : each)}>
            {each} <b>{figures[each]}</b>
          </button>
        ))}
      </div>
      {looked && value !== undefined && (
        <div className={styles.looked}>
          <ul className={styles.choices}>
            {[...new Set([...choicesOf(looked, was, track), value])].toSorted((a, b) => a - b).map((each) => (
              <li key={each}>
                <button type="button" aria-pressed={each === value} data-was={each === was[looked]} onClick={() => onChange(looked, each)}>
                  <b>{each}</b> {outcome({ [looked]: each }).short}
                </button>
              </li>
            ))}
          </ul>
          <output className={styles.outcome} aria-live="polite">
            <span>{value === was[looked] ? texts.asItWas(looked, value) : <><b>{texts.withFigure(looked, value)}</b> {outcome({ [looked]: value }).long}</>}</span>
            <small>{texts.honest[looked]}</small>
          </output>
        </div>
      )}
    </div>
  );
}
