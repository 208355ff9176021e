import type { ComponentProps } from "react";
import { speedText } from "../clock.ts";
import { useMoment } from "../state/moment.ts";
import { useTexts } from "../strings/language.ts";
import { transportTexts } from "../strings/transport.ts";
import styles from "./transport.module.css";

/** The key that shows the chosen speed. */
export function SpeedFace(props: ComponentProps<"button">) {
  const { transport } = useTexts(transportTexts);
  const speed = speedText(useMoment((moment) => moment.chosenSpeed));
  return <button type="button" {...props} className={styles.speedKey} aria-label={`${transport.speed} ${speed}`} title={transport.speedValue(speed)}>{speed}</button>;
}
