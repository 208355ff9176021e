import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { speedText } from "../clock.ts";
import { MAX_SPEED, MIN_SPEED, useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { transportTexts } from "../strings/transport.ts";
import { DECADE_SPEEDS, fractionOf, nextSpeed, speedAt } from "./speed.ts";
import { setSpeed } from "./transport-actions.ts";
import styles from "./speed-scale.module.css";

const LEFT = 14;
const LENGTH = 184;
const HEIGHT = 38;
const LINE_Y = 14;
/** The figures are below this: a press there means the figure. */
const FIGURES_Y = 19;
const xOfSpeed = (speed: number): number => LEFT + fractionOf(speed) * LENGTH;
const SMALL = DECADE_SPEEDS.slice(0, -1).flatMap((decade) => [2, 3, 4, 5, 6, 7, 8, 9].map((factor) => decade * factor));

/** The speed at which time goes by, from a tenth of life's to a thousand times as fast. */
export function SpeedScale() {
  const { transport } = useTexts(transportTexts);
  const speed = useMoment((moment) => moment.chosenSpeed);
  const box = useRef<HTMLDivElement>(null);
  const take = (event: PointerEvent, pressed: boolean): void => {
    const rect = box.current?.getBoundingClientRect();
    if (!rect) return;
    const fraction = (event.clientX - rect.left - LEFT) / LENGTH;
    const figure = pressed && event.clientY - rect.top > FIGURES_Y ? DECADE_SPEEDS.find((each) => Math.abs(fractionOf(each) - fraction) < 0.1) : undefined;
    const next = figure ?? speedAt(fraction);
    if (next !== useMoment.getState().chosenSpeed) setSpeed(next);
  };
  const press = (event: KeyboardEvent): void => {
    const next = keySpeed(event.key, speed);
    if (next === undefined) return;
    event.preventDefault();
    setSpeed(next);
  };
  const labelled = DECADE_SPEEDS.includes(speed);
  return (
    <div
      ref={box}
      className={styles.scale}
      role="slider"
      tabIndex={0}
      aria-label={transport.speed}
      aria-valuemin={MIN_SPEED}
      aria-valuemax={MAX_SPEED}
      aria-valuenow={speed}
      aria-valuetext={transport.speedValue(speedText(speed))}
      title={transport.speedValue(speedText(speed))}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        take(event, true);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && take(event, false)}
    >
      <svg width={LEFT + LENGTH + 24} height={HEIGHT} aria-hidden="true">
        <path d={`M${LEFT} ${LINE_Y}H${LEFT + LENGTH}${DECADE_SPEEDS.map((each) => `M${xOfSpeed(each)} 8V${LINE_Y}`).join("")}`} className={styles.line} />
        <path d={SMALL.map((each) => `M${xOfSpeed(each)} 11V${LINE_Y}`).join("")} className={styles.small} />
        {DECADE_SPEEDS.map((each) => (
          <text key={each} x={xOfSpeed(each)} y={32} className={styles.figure} data-now={each === speed}>{each}{each === MAX_SPEED && <tspan>×</tspan>}</text>
        ))}
        <path d={`M${xOfSpeed(speed)} 16l-5 -6v-8h10v8z`} className={styles.slide} />
        {!labelled && (
          <text x={xOfSpeed(speed)} y={32} className={styles.reading}>{speedText(speed)}</text>
        )}
      </svg>
    </div>
  );
}

function keySpeed(key: string, speed: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return nextSpeed(speed, 1);
    case "ArrowLeft":
    case "ArrowDown":
      return nextSpeed(speed, -1);
    case "PageUp":
      return Math.min(speed * 10, MAX_SPEED);
    case "PageDown":
      return Math.max(speed / 10, MIN_SPEED);
    case "Home":
      return MIN_SPEED;
    case "End":
      return MAX_SPEED;
    default:
      return undefined;
  }
}
