import { memo, useId, useState } from "react";
import { useOwnKeys } from "../shell/use-own-keys.ts";
import { select, useSelection } from "../state/selection.ts";
import { useTexts } from "../strings/language.ts";
import { timelineTexts } from "../strings/timeline.ts";
import type { Row } from "./rows.ts";
import { toggleRow } from "./time-window.ts";
import styles from "./timeline.module.css";
import { probeField } from "./words.ts";

/** The names of the rows that can be seen: one stop of the Tab key, with arrow keys between them, since they stand as close as their lanes. */
export const LaneNames = memo(function LaneNames({ rows, current }: { readonly rows: readonly Row[]; readonly current: string | undefined }) {
  const { panel } = useTexts(timelineTexts);
  const hint = useId();
  const [visited, setVisited] = useState<string>();
  const names = useOwnKeys<HTMLDivElement>(walk);
  const named = rows.filter(({ kind }) => kind === "system" || kind === "pod" || kind === "container");
  const stop = (named.find(({ id }) => id === visited) ?? named[0])?.id;
  return (
    <div ref={names} role="group" aria-label={panel.lanes} aria-describedby={hint}>
      {rows.map((row) => <LaneName key={row.id} row={row} current={row.id === current} isStop={row.id === stop} onVisit={setVisited} />)}
      <p id={hint} className={styles.unseen}>{panel.lanesHint}</p>
    </div>
  );
});

/** Up and down from name to name, right and left open and close what a name stands for; left of what is within leads to it. */
function walk(event: KeyboardEvent): void {
  const { key, currentTarget, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !(currentTarget instanceof HTMLElement) || !(target instanceof HTMLElement)) return;
  const names = [...currentTarget.querySelectorAll<HTMLElement>("[data-name]")];
  const row = target.closest("[data-row]");
  const at = names.findIndex((name) => row?.contains(name));
  const opener = row?.querySelector<HTMLElement>("[aria-expanded]");
  const isOpen = opener?.ariaExpanded === "true";
  if (key === "ArrowDown") names[at + 1]?.focus();
  else if (key === "ArrowUp") names[at - 1]?.focus();
  else if (key === "ArrowRight" && isOpen) names[at + 1]?.focus();
  else if (opener && ((key === "ArrowRight" && !isOpen) || (key === "ArrowLeft" && isOpen))) opener.click();
  else if (key === "ArrowLeft" && !opener) names.findLast((name, i) => i < at && name.parentElement?.querySelector("[aria-expanded]"))?.focus();
  else return;
  event.preventDefault();
}

interface LaneNameProps {
  readonly row: Row;
  readonly current: boolean;
  /** The Tab key stops here. */
  readonly isStop: boolean;
  readonly onVisit: (row: string) => void;
}

const LaneName = memo(function LaneName({ row, current, isStop, onVisit }: LaneNameProps) {
  const { panel } = useTexts(timelineTexts);
  const selected = useSelection((state) => "lane" in row && state.selected === row.lane.key);
  const lead = row.kind === "you" || row.kind === "cluster" || row.kind === "pod" || row.kind === "system" || (row.kind === "other" && row.alone);
  return (
    <div className={styles.row} style={{ top: row.top, height: row.height }} data-row={row.id} data-kind={row.kind} data-lead={lead} data-selected={selected} data-current={current}>
      <div className={styles.name}><RowLabel row={row} panel={panel} selected={selected} name={{ "data-name": "", tabIndex: isStop ? 0 : -1, onFocus: () => onVisit(row.id) }} /></div>
    </div>
  );
});

type PanelTexts = (typeof timelineTexts)["en"]["panel"];

interface RowLabelProps {
  readonly row: Row;
  readonly panel: PanelTexts;
  readonly selected: boolean;
  /** Of what bears the row's name. */
  readonly name: { readonly "data-name": string; readonly tabIndex: number; readonly onFocus: () => void };
}

function RowLabel({ row, panel, selected, name: ofName }: RowLabelProps) {
  switch (row.kind) {
    case "you":
    case "cluster":
      return <span className={styles.aside}>{panel[row.kind]}</span>;
    case "system":
      return (
        <>
          <Opener name="kube-system" open={row.open} toggle={() => toggleRow(row.id, !row.open)} panel={panel} />
          <button type="button" {...ofName} className={styles.pod} onClick={() => toggleRow(row.id, !row.open)} title="kube-system"><span className={styles.head}>kube-system</span><span className={styles.count}>{row.pods.length}</span></button>
        </>
      );
    case "pod": {
      const { name, key } = row.lane;
      const cut = name.lastIndexOf("-");
      const tail = cut > 0 && name.length - cut <= 7 && name.length > 16 ? cut : name.length;
      return (
        <>
          <Opener name={name} open={row.open} toggle={() => toggleRow(row.id, !row.open)} panel={panel} />
          <button type="button" {...ofName} className={styles.pod} data-inner={row.inner} aria-pressed={selected} onClick={() => select(selected ? undefined : key)} onPointerEnter={() => useSelection.setState({ hovered: key })} onPointerLeave={() => useSelection.setState({ hovered: undefined })} title={name} lang="en">
            <span className={styles.head}>{name.slice(0, tail)}</span>
            {tail < name.length && <span>{name.slice(tail)}</span>}
          </button>
        </>
      );
    }
    case "container":
      return <button type="button" {...ofName} className={styles.container} onClick={() => select(row.lane.key, row.container)} title={row.container} lang="en">{row.container}</button>;
    case "other":
      return <span className={styles.other} data-alone={row.alone} title={row.title}><span aria-hidden="true">{row.text}</span><span className={styles.unseen}>{row.title}</span></span>;
    case "probe":
      return <span className={styles.field} lang="en">{probeField(row.probe)}</span>;
  }
}

function Opener({ name, open, toggle, panel }: { readonly name: string; readonly open: boolean; readonly toggle: () => void; readonly panel: PanelTexts }) {
  const label = open ? panel.close(name) : panel.open(name);
  return (
    <button type="button" tabIndex={-1} className={styles.opener} aria-expanded={open} aria-label={label} title={label} onClick={toggle}>
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true"><path d={open ? "M1 2.500l3 3 3-3" : "M2.500 1l3 3-3 3"} fill="none" stroke="currentColor" strokeWidth="1.4" /></svg>
    </button>
  );
}
