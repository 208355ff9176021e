import { useEffect, useRef, useState, type RefObject } from "react";
import { useWindowKind } from "../../shell/window-kind.ts";
import { otherModel, useCompare } from "../../state/compare.ts";
import { modelStore } from "../../state/model-store.ts";
import { useSelection } from "../../state/selection.ts";
import { compareWith, goToBranch } from "../../state/world.ts";
import { compareTexts } from "../../strings/compare.ts";
import { useTexts } from "../../strings/language.ts";
import { useBeside } from "../beside.ts";
import styles from "./compare.module.css";
import { pairedRows, sameCount, type Compared } from "./compare-rows.ts";
import { Differences } from "./differences.tsx";
import { useNames } from "./names.ts";
import { createBeside } from "./other-lanes.ts";
import { PairedNodes, type Side } from "./paired-nodes.tsx";
import { Parting } from "./parting.tsx";

/** Two futures at the moment of the clock: each thing in one row, and in words what is not the same. */
export default function CompareView() {
  const texts = useTexts(compareTexts);
  const narrow = useWindowKind() === "narrow";
  const [side, setSide] = useState<Side>("both");
  const rows = useCompared();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  useEffect(() => {
    // In the hand the sheet below makes room.
    if (narrow) useSelection.setState({ sheet: "plate" });
  }, [narrow]);
  useLanes();
  const view = useEscape();
  const shown = narrow && side === "both" ? "a" : side;
  return (
    <section ref={view} className={styles.view} aria-label={texts.title} data-testid="compare">
      <header className={styles.head}>
        <h2 ref={head} tabIndex={-1}>{texts.title}</h2>
        {narrow && <Sides side={shown} choose={setSide} />}
        <button type="button" className={styles.close} aria-label={texts.close} title={`${texts.close} (Esc)`} onClick={close}>
          <svg width="14" height="14" viewBox="0 0 14 14" stroke="currentColor" strokeWidth="1.5" aria-hidden="true"><path d="M2 2l10 10M12 2L2 12" /></svg>
        </button>
      </header>
      <Parting />
      <Differences rows={rows} same={sameCount(modelStore.model, otherModel.model)} />
      <div className={styles.body} tabIndex={0}>
        <Names side={shown} />
        <PairedNodes rows={rows} side={shown} />
      </div>
    </section>
  );
}

/** While both are seen, the timeline has a lane for what becomes of each pod there. */
function useLanes(): void {
  const texts = useTexts(compareTexts);
  const [, there] = useNames();
  useEffect(() => {
    const beside = createBeside({
      text: texts.lane(there),
      title: (pod) => texts.laneTitle(pod, there),
      onlyText: texts.onlyLane,
      onlyTitle: (pod) => texts.onlyLaneTitle(pod, there),
      there: texts.there,
    });
    useBeside.setState({ beside });
    return () => useBeside.setState({ beside: undefined });
  }, [texts, there]);
}

/** Escape closes it, wherever in it the focus is. */
function useEscape(): RefObject<HTMLElement | null> {
  const view = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = view.current;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    };
    element?.addEventListener("keydown", press);
    return () => element?.removeEventListener("keydown", press);
  }, []);
  return view;
}

function close(): void {
  compareWith(undefined);
  document.querySelector<HTMLElement>("[data-testid='branches']")?.focus();
}

/** While time runs both are read so often. */
const READ_EVERY_MS = 150;

/** Read again when either has changed, not more often than one can follow. */
function useCompared(): Compared {
  const [rows, setRows] = useState(() => pairedRows(modelStore.model, otherModel.model));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (): void => {
      timer = undefined;
      setRows(pairedRows(modelStore.model, otherModel.model));
    };
    const soon = (): void => void (timer ??= setTimeout(read, READ_EVERY_MS));
    const ends = [modelStore.onAny(soon), otherModel.onAny(soon)];
    // What came after it was drawn first and before it was listened to.
    read();
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, []);
  return rows;
}

const SIDES = ["a", "b"] as const;

function Sides({ side, choose }: { readonly side: Side; readonly choose: (side: Side) => void }) {
  const texts = useTexts(compareTexts);
  const words = { a: texts.here, b: texts.there };
  return (
    <div className={styles.sides} role="group" aria-label={texts.show}>
      {SIDES.map((each) => <button key={each} type="button" aria-pressed={side === each} onClick={() => choose(each)}>{words[each]}</button>)}
    </div>
  );
}

/** Above each column its branch; the other one can be gone to. */
function Names({ side }: { readonly side: Side }) {
  const texts = useTexts(compareTexts);
  const id = useCompare((state) => state.id);
  const [here, there] = useNames();
  return (
    <div className={styles.names} data-side={side}>
      {side !== "b" && <p><small>{texts.here}</small><span>{here}</span></p>}
      {side !== "a" && (
        <p>
          <small>{texts.there}</small>
          <button type="button" title={texts.goThere(there)} onClick={() => id !== undefined && goToBranch(id)}>{there}</button>
        </p>
      )}
    </div>
  );
}
