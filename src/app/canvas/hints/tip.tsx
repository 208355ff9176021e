import type { CSSProperties, ReactNode } from "react";
import type { Box } from "../../../graph/layout/geometry.ts";
import styles from "./hints.module.css";

/** A tip has room below what it is about, or it stands above. */
const HIGH = 110;
const APART = 5;

interface TipProps {
  /** What it is about, in the window of the plate. */
  readonly about: Box;
  readonly room: { readonly width: number; readonly height: number };
  readonly children: ReactNode;
}

/** Beside what it is about, and always whole in the window. */
export function Tip({ about, room, children }: TipProps) {
  const across: CSSProperties = about.x + about.width / 2 > room.width / 2 ? { right: Math.max(4, room.width - about.x - about.width) } : { left: Math.max(4, about.x) };
  const down: CSSProperties = about.y + about.height + HIGH > room.height ? { bottom: Math.max(4, room.height - about.y + APART) } : { top: Math.max(4, about.y + about.height + APART) };
  return <div className={styles.tip} style={{ ...across, ...down }} data-tip="" aria-hidden="true">{children}</div>;
}
