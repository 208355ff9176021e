import { instantText } from "../../graph/why/instant.ts";
import { useMoment } from "../state/moment.ts";
import { playheadX } from "./lane-drawing.ts";
import { useMoving } from "./moving.ts";
import styles from "./oscilloscope.module.css";

const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800];
const LEAST_STEP_PX = 56;

interface TimeRulerProps {
  readonly width: number;
  readonly pxPerMs: number;
}

/** Seconds along the top, and the moment that is shown. */
export function TimeRuler({ width, pxPerMs }: TimeRulerProps) {
  const group = useMoving(width, pxPerMs);
  const page = Math.max(1, width / pxPerMs);
  const from = useMoment((state) => Math.floor(state.viewMs / page) - 1);
  const now = useMoment((state) => Math.floor(state.viewMs / 10));
  const stepMs = (STEPS.find((seconds) => seconds * 1000 * pxPerMs >= LEAST_STEP_PX) ?? 3600) * 1000;
  const first = Math.max(0, Math.ceil((from * page) / stepMs));
  const count = Math.ceil((page * 3) / stepMs);
  const at = playheadX(width);
  return (
    <svg className={styles.ruler} width={width} height={24} aria-hidden="true">
      <g ref={group}>
        {Array.from({ length: count }, (_, i) => {
          const ms = (first + i) * stepMs;
          return (
            <g key={ms}>
              <path d={`M${ms * pxPerMs} 24v-7`} className={styles.tick} />
              <text x={ms * pxPerMs + 3} y={21} className={styles.tickText}>{tickText(ms / 1000)}</text>
            </g>
          );
        })}
      </g>
      <rect x={at - 28} y={2} width={56} height={16} className={styles.now} />
      <text x={at} y={14} className={styles.nowText}>{instantText(now * 10)}</text>
    </svg>
  );
}

/** "0 s", "45", "1:20", "1:00:00". */
function tickText(seconds: number): string {
  if (seconds < 60) return seconds === 0 ? "0 s" : String(seconds);
  const two = (value: number): string => String(value).padStart(2, "0");
  const [minutes, rest] = [Math.floor(seconds / 60), two(seconds % 60)];
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
