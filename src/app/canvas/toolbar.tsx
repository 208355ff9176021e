import { useState, type KeyboardEvent } from "react";
import { useKeys } from "../state/model-store.ts";
import { useSelection } from "../state/selection.ts";
import { canvasTexts } from "../strings/canvas.ts";
import { useTexts } from "../strings/language.ts";
import { fit, zoomToCapsule } from "./camera.ts";
import { closeFind, focusFind, goToMatch, seek, useFind } from "./find.ts";
import { LegendKey } from "../legend/legend-key.tsx";
import { BY_NODE, labelGroupings } from "./grouping.ts";
import { goNear, zoomStep } from "./nearness.ts";
import styles from "./plate.module.css";
import { groupBy, usePlate } from "./plate-store.ts";

interface ToolbarProps {
  readonly narrow: boolean;
}

/** Under the plate: how much is in view, the search, the scale. */
export function Toolbar({ narrow }: ToolbarProps) {
  const texts = useTexts(canvasTexts);
  const finding = useFind((state) => state.open);
  const asList = usePlate((state) => state.asList);
  const list = asList ? texts.asPlate : texts.asList;
  return (
    <div className={styles.bar} role="toolbar" aria-label={texts.scale}>
      <Count />
      {finding ? <FindBox /> : <Key label={texts.find} onClick={focusFind}><path d="M7 2.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9M10.300 10.300L14 14" /></Key>}
      <Key label={list} pressed={asList} onClick={() => usePlate.setState({ asList: !asList, listFrom: undefined })}><path d="M2.500 4h2M2.500 8h2M2.500 12h2M6.500 4h7M6.500 8h7M6.500 12h7" /></Key>
      <LegendKey className={styles.key} />
      {!(narrow && finding) && (
        <>
          <RelationsKey />
          <GroupMenu />
          <Key label={texts.zoomOut} onClick={() => zoomStep(1 / 1.4)}><path d="M3 8h10" /></Key>
          {!narrow && <Ruler />}
          <Key label={texts.zoomIn} onClick={() => zoomStep(1.4)}><path d="M3 8h10M8 3v10" /></Key>
          <Key label={texts.fit} onClick={() => fit()}><path d="M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10" /></Key>
        </>
      )}
    </div>
  );
}

interface KeyProps {
  readonly label: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}

function Key({ label, pressed, onClick, children }: KeyProps) {
  return (
    <button type="button" className={styles.key} aria-label={label} aria-pressed={pressed} title={label} onClick={onClick}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">{children}</svg>
    </button>
  );
}

/** What pods stand together by. The labels are read when the menu is opened. */
function GroupMenu() {
  const texts = useTexts(canvasTexts);
  const grouping = usePlate((state) => state.grouping);
  const [labels, setLabels] = useState<readonly string[]>([]);
  const read = (): void => setLabels(labelGroupings());
  const shown = grouping.startsWith("label:") && !labels.includes(grouping) ? [...labels, grouping] : labels;
  return (
    <select className={styles.group} aria-label={texts.groupBy} title={texts.groupBy} value={grouping} onPointerDown={read} onFocus={read} onChange={(event) => groupBy(event.target.value)}>
      <option value={BY_NODE}>{texts.byNode}</option>
      <option value="owner">{texts.byOwner}</option>
      <option value="namespace">{texts.byNamespace}</option>
      {shown.map((label) => <option key={label} value={label}>{texts.byLabel(label.slice("label:".length))}</option>)}
    </select>
  );
}

/** Leaders of everything that stands on the rail; only where something does. */
function RelationsKey() {
  const texts = useTexts(canvasTexts);
  const all = usePlate((state) => state.allRelations);
  const isThere = usePlate((state) => state.layout.rail !== undefined);
  return isThere ? <Key label={texts.relations} pressed={all} onClick={() => usePlate.setState({ allRelations: !all })}><path d="M6 3.500h4M8 3.500v4.500M3.500 12.500V8h9v4.500M8 8v4.500M2.500 12.500h2M7 12.500h2M11.500 12.500h2" /></Key> : null;
}

/** Said only where not everything is in view, or where there is much. */
function Count() {
  const texts = useTexts(canvasTexts);
  const all = useKeys("pod").length;
  const inView = usePlate((state) => state.inView);
  const found = usePlate((state) => state.found);
  if (found) return <span className={styles.count}>{texts.standOut(found.size, all)}</span>;
  return <span className={styles.count}>{inView < all || all > 100 ? texts.showing(inView, all) : ""}</span>;
}

const WIDTH = 168;

/** One zoom, three drawings: the ruler shows which, and goes there. */
function Ruler() {
  const texts = useTexts(canvasTexts);
  const { drawing, section } = usePlate((state) => state.drawn);
  const at = section ? WIDTH - 1 : drawing === "dots" ? 1 : WIDTH / 2;
  const ticks = Array.from({ length: 17 }, (_, i) => `M${1 + (i * (WIDTH - 2)) / 16} 8v-${i % 8 === 0 ? 6 : 3}`).join("");
  return (
    <span className={styles.ruler} role="group" aria-label={texts.scale}>
      <svg width={WIDTH} height="14" aria-hidden="true">
        <path d={`M1 8.500H${WIDTH - 1}`} stroke="var(--ink)" />
        <path d={ticks} stroke="var(--rule-2)" />
        <path d={`M${at} 8l-4.500 -7h9z`} fill="var(--blue)" />
      </svg>
      <button type="button" aria-pressed={drawing === "dots"} onClick={() => zoomToCapsule(0.3)}>{texts.dots}</button>
      <button type="button" aria-pressed={drawing === "capsules" && !section} onClick={() => zoomToCapsule(1, undefined)}>{texts.capsules}</button>
      <button type="button" aria-pressed={section} onClick={toSection}>{texts.section}</button>
    </span>
  );
}

function toSection(): void {
  const { selected } = useSelection.getState();
  if (selected?.startsWith("pod/")) goNear(selected);
  else zoomToCapsule(3);
}

function FindBox() {
  const texts = useTexts(canvasTexts);
  const { words, found, at } = useFind();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") goToMatch(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") closeFind();
  };
  return (
    <search className={styles.find}>
      <input
        id="plate-find" type="search" value={words} placeholder={texts.findBy} aria-label={texts.find} autoComplete="off" spellCheck={false}
        onChange={(event) => seek(event.target.value)} onKeyDown={onKeyDown}
      />
      <output>{words.trim() === "" ? "" : found.length === 0 ? texts.noMatch : at < 0 ? `${found.length}` : texts.match(at + 1, found.length)}</output>
      <Key label={texts.previous} onClick={() => goToMatch(-1)}><path d="M4 10l4 -4l4 4" /></Key>
      <Key label={texts.next} onClick={() => goToMatch(1)}><path d="M4 6l4 4l4 -4" /></Key>
      <Key label={texts.closeFind} onClick={closeFind}><path d="M4 4l8 8M12 4l-8 8" /></Key>
    </search>
  );
}
