import { memo } from "react";
import { select, useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import type { Row } from "./rows.ts";
import { toggleRow } from "./time-window.ts";
import styles from "./timeline.module.css";
import { probeField } from "./words.ts";

/** The names of the rows that can be seen. */
export const LaneNames = memo(function LaneNames({ rows, current }: { readonly rows: readonly Row[]; readonly current: string | undefined }) {
  return rows.map((row) => <LaneName key={row.id} row={row} current={row.id === current} />);
});

const LaneName = memo(function LaneName({ row, current }: { readonly row: Row; readonly current: boolean }) {
  const { panel } = useTexts(timelineTexts);
  const selected = useSelection((state) => "lane" in row && state.selected === row.lane.key);
  const lead = row.kind === "you" || row.kind === "cluster" || row.kind === "pod" || row.kind === "system" || (row.kind === "other" && row.alone);
  return (
    <div className={styles.row} style={{ top: row.top, height: row.height }} data-kind={row.kind} data-lead={lead} data-selected={selected} data-current={current}>
      <div className={styles.name}><RowLabel row={row} panel={panel} selected={selected} /></div>
    </div>
  );
});

type PanelTexts = (typeof timelineTexts)["en"]["panel"];

function RowLabel({ row, panel, selected }: { readonly row: Row; readonly panel: PanelTexts; readonly selected: boolean }) {
  switch (row.kind) {
    case "you":
    case "cluster":
      return <span className={styles.aside}>{panel[row.kind]}</span>;
    case "system":
      return (
        <>
          <Opener name="kube-system" open={row.open} toggle={() => toggleRow(row.id, !row.open)} panel={panel} />
          <button type="button" className={styles.pod} onClick={() => toggleRow(row.id, !row.open)} tabIndex={-1} title="kube-system"><span className={styles.head}>kube-system</span><span className={styles.count}>{row.pods.length}</span></button>
        </>
      );
    case "pod": {
      const { name, key } = row.lane;
      const cut = name.lastIndexOf("-");
      const tail = cut > 0 && name.length - cut <= 7 && name.length > 16 ? cut : name.length;
      return (
        <>
          <Opener name={name} open={row.open} toggle={() => toggleRow(row.id, !row.open)} panel={panel} />
          <button type="button" className={styles.pod} data-inner={row.inner} aria-pressed={selected} onClick={() => select(selected ? undefined : key)} onPointerEnter={() => useSelection.setState({ hovered: key })} onPointerLeave={() => useSelection.setState({ hovered: undefined })} title={name} lang="en">
            <span className={styles.head}>{name.slice(0, tail)}</span>
            {tail < name.length && <span>{name.slice(tail)}</span>}
          </button>
        </>
      );
    }
    case "container":
      return <button type="button" className={styles.container} onClick={() => select(row.lane.key, row.container)} title={row.container} lang="en">{row.container}</button>;
    case "other":
      return <span className={styles.other} data-alone={row.alone} title={row.title}><span aria-hidden="true">{row.text}</span><span className={styles.unseen}>{row.title}</span></span>;
    case "probe":
      return <span className={styles.field} lang="en">{probeField(row.probe)}</span>;
  }
}

function Opener({ name, open, toggle, panel }: { readonly name: string; readonly open: boolean; readonly toggle: () => void; readonly panel: PanelTexts }) {
  const label = open ? panel.close(name) : panel.open(name);
  return (
    <button type="button" className={styles.opener} aria-expanded={open} aria-label={label} title={label} onClick={toggle}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true"><path d={open ? "M1 2.500l3 3 3-3" : "M2.500 1l3 3-3 3"} fill="none" stroke="currentColor" strokeWidth="1.4" /></svg>
    </button>
  );
}
