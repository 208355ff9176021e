import type { ReactNode } from "react";
import { isPast, useMoment } from "../state/moment.ts";
import { clockText } from "../clock.ts";
import { useTexts } from "../strings/language.ts";
import { branchTexts } from "../strings/branches.ts";
import { timelineTexts } from "../strings/timeline.ts";
import { BranchesTool } from "./branches-tool.tsx";
import { loopWithin } from "./loop.ts";
import { spanNow } from "./plot.ts";
import { msAt, xOf } from "./scale.ts";
import { fit, follow, useTimelineView, zoom } from "./time-window.ts";
import styles from "./timeline.module.css";
import { UndoKeys } from "./undo-keys.tsx";
import { UntilTool } from "./until-tool.tsx";

/** A press of a key comes so much closer. */
const ZOOM = 1.6;

/** Closer or farther around the playhead, or around the middle when it is out of sight. */
export function zoomBy(direction: 1 | -1, widthPx: number): void {
  const span = spanNow(widthPx);
  const { viewMs } = useMoment.getState();
  const x = xOf(span, viewMs);
  zoom(direction === 1 ? 1 / ZOOM : ZOOM, x >= 0 && x <= widthPx ? viewMs : msAt(span, widthPx / 2));
}

/** What of the time in sight was seen is watched again and again, until asked again. */
function toggleLoop(widthPx: number): void {
  const span = spanNow(widthPx);
  const { loop } = useTimelineView.getState();
  useTimelineView.setState({ loop: loop ? undefined : loopWithin(span.fromMs, msAt(span, widthPx), useMoment.getState().liveMs) });
}

/** The head of the panel: its name, what the shading means, and how to look at it. */
export function Tools({ widthPx, far, named }: { readonly widthPx: number; readonly far: boolean; readonly named: boolean }) {
  const { panel } = useTexts(timelineTexts);
  const branches = useTexts(branchTexts);
  const mode = useTimelineView(({ window }) => window.mode);
  const table = useTimelineView((view) => view.table);
  const looping = useTimelineView((view) => view.loop !== undefined);
  const past = useMoment(isPast);
  const coarseMs = useMoment(({ viewMs, coarseBeforeMs }) => (viewMs < coarseBeforeMs ? coarseBeforeMs : undefined));
  return (
    <div className={styles.tools}>
      {named && <h2>{panel.title}</h2>}
      <div className={styles.undoing} role="group" aria-label={branches.title}>
        <UndoKeys />
        <BranchesTool />
      </div>
      <span className={styles.caption}>{coarseMs !== undefined ? panel.coarse(clockText(coarseMs)) : far && !table ? panel.areaTitle : past ? panel.seen : panel.planned}</span>
      <div className={styles.keys} role="group" aria-label={panel.title}>
        <UntilTool />
        <Tool name={panel.zoomOut} press={() => zoomBy(-1, widthPx)} keys="-"><path d="M3 8h10" /></Tool>
        <Tool name={panel.zoomIn} press={() => zoomBy(1, widthPx)} keys="+"><path d="M3 8h10M8 3v10" /></Tool>
        <Tool name={panel.fit} press={fit} pressed={mode === "fit"} keys="f"><path d="M2 3v10M14 3v10M4.500 8h7M6.500 5.800L4.300 8l2.200 2.200M9.500 5.800L11.700 8l-2.200 2.200" /></Tool>
        <Tool name={panel.follow} press={follow} pressed={mode === "follow"} keys="p"><path d="M8 1.500v13M5 1.500h6v3.500L8 7.500 5 5z" /></Tool>
        <Tool name={panel.loop} press={() => toggleLoop(widthPx)} pressed={looping}><path d="M11 2.500l2.500 2.500L11 7.500M13.500 5H5a2.500 2.500 0 0 0-2.500 2.500M5 13.500L2.500 11 5 8.500M2.500 11H11a2.500 2.500 0 0 0 2.500-2.500" /></Tool>
        <Tool name={far ? panel.lanes : panel.area} press={() => useTimelineView.setState({ far: !far, table: false })}>
          {far ? <path d="M2 4h8M2 8h12M2 12h6" /> : <path d="M2 13.500V10h3V6h4V3h4v10.500z" />}
        </Tool>
        <Tool name={panel.table} press={() => useTimelineView.setState({ table: !table })} pressed={table}><path d="M2 3.500h12v9H2zM2 6.500h12M6 6.500v6" /></Tool>
      </div>
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly press: () => void;
  readonly pressed?: boolean;
  readonly keys?: string;
  readonly children: ReactNode;
}

function Tool({ name, press, pressed, keys, children }: ToolProps) {
  return (
    <button type="button" className={styles.tool} aria-label={name} title={keys === undefined ? name : `${name} (${keys})`} aria-pressed={pressed} onClick={press}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" aria-hidden="true">{children}</svg>
    </button>
  );
}
