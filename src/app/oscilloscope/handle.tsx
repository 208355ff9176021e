import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import styles from "./oscilloscope.module.css";

interface HandleProps {
  readonly name: string;
  readonly value: number;
  readonly was: number;
  readonly least: number;
  readonly most: number;
  readonly y: number;
  readonly width: number;
  /** Px of one more; negative where more is higher. */
  readonly unit: number;
  readonly says: string;
  readonly onLook: () => void;
  readonly onChange: (value: number) => void;
}

/** A threshold's line with its grip at the right: looked at with pointer or focus, moved by dragging or with the arrow keys. */
export function Handle({ name, value, was, least, most, y, width, unit, says, onLook, onChange }: HandleProps) {
  const grip = useRef<{ readonly y: number; readonly value: number }>(undefined);
  const to = (next: number): void => onChange(Math.min(most, Math.max(least, Math.round(next))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (step !== undefined) to(value + step);
    else if (event.key === "Home") to(least);
    else if (event.key === "End") to(most);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerDown = (event: PointerEvent<SVGGElement>): void => {
    grip.current = { y: event.clientY, value };
    event.currentTarget.setPointerCapture(event.pointerId);
    onLook();
  };
  const onPointerMove = (event: PointerEvent<SVGGElement>): void => {
    if (grip.current) to(grip.current.value + (event.clientY - grip.current.y) / unit);
    else onLook();
  };
  const release = (): void => {
    grip.current = undefined;
  };
  const changed = value !== was;
  return (
    <g
      role="slider" tabIndex={0} aria-label={name} aria-orientation="vertical" aria-valuemin={least} aria-valuemax={most} aria-valuenow={value} aria-valuetext={says}
      className={styles.handle} data-changed={changed} onFocus={onLook} onKeyDown={onKeyDown} onPointerDown={onPointerDown} onPointerMove={onPointerMove} onPointerUp={release} onPointerCancel={release}
    >
      <path d={`M0 ${y}H${width}`} className={styles.target} />
      <path d={`M0 ${y}H${width - 12}`} className={styles.threshold} />
      <rect x={width - 12} y={y - 5} width={11} height={10} className={styles.grip} />
      <path d={`M${width - 9.5} ${y - 1.5}h6M${width - 9.5} ${y + 1.5}h6`} className={styles.gripLines} />
      <text x={width - 18} y={y + (unit < 0 ? -4 : 12)} className={styles.thresholdText}>{name} {value}</text>
    </g>
  );
}
