import { useEffect, useState, type ReactNode } from "react";
import { Panel, Separator, usePanelRef } from "react-resizable-panels";
import { noteFolded, usePanels } from "../state/panels.ts";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./desk.module.css";

interface FoldingPanelProps {
  readonly id: string;
  /** The edge of the window that it folds to. */
  readonly side: "left" | "right" | "bottom";
  readonly name: string;
  readonly sizePx: number;
  readonly leastPx: number;
  readonly foldedPx: number;
  readonly children: ReactNode;
}

/**
 * A panel with a line to drag and a grip on it that folds it away. A folded column is a spine with its name; the foot
 * folds to what its content shows in so little room: the ruler of time.
 */
export function FoldingPanel({ id, side, name, sizePx, leastPx, foldedPx, children }: FoldingPanelProps) {
  const texts = useTexts(shellTexts);
  const panel = usePanelRef();
  const [folded, setFolded] = useState(false);
  const wanted = usePanels((state) => state.wanted);
  useEffect(() => noteFolded(id, folded), [id, folded]);
  useEffect(() => {
    if (wanted?.includes(id)) panel.current?.collapse();
    else if (wanted) panel.current?.expand();
  }, [id, panel, wanted]);
  const label = folded ? texts.unfold(name) : texts.fold(name);
  const toggle = (): void => (folded ? panel.current?.expand() : panel.current?.collapse());
  // The grip lies on the line but not in it: a line is dragged, a grip is pressed.
  const line = (
    <>
      <Separator className={side === "bottom" ? styles.level : styles.upright} aria-label={name} />
      <div className={styles.holder} data-side={side}>
        <button type="button" className={styles.grip} data-side={side} data-folded={folded} onClick={toggle} aria-label={label} title={label} aria-expanded={!folded}>
          <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true"><path d="M5.5 1 2.5 4l3 3" fill="none" stroke="currentColor" strokeWidth="1.4" /></svg>
        </button>
      </div>
    </>
  );
  const spine = folded && side !== "bottom";
  return (
    <>
      {side !== "left" && line}
      <Panel
        id={id}
        panelRef={panel}
        collapsible
        collapsedSize={foldedPx}
        defaultSize={sizePx}
        minSize={leastPx}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }) => setFolded(inPixels <= foldedPx + 1)}
        className={styles.panel}
      >
        {spine && <button type="button" className={styles.spine} onClick={toggle} aria-label={label}>{name}</button>}
        {side === "bottom" ? <div className={styles.content}>{children}</div> : <section className={styles.content} hidden={spine} aria-label={name}>{children}</section>}
      </Panel>
      {side === "left" && line}
    </>
  );
}
