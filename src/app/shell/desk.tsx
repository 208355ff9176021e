import { useState } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { BesideLesson } from "../lessons/beside-lesson.tsx";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { Editor, Inspector, Plate, Terminal, Timeline } from "./panels.tsx";
import styles from "./desk.module.css";
import { FoldingPanel } from "./folding-panel.tsx";
import { PlateSheet } from "./plate-sheet.tsx";
import { TitleBlock } from "./title-block.tsx";

/** Widths and heights of the design's grid, in CSS pixels. */
const SIZES = { editor: 284, inspector: 324, foot: 212, lowFoot: 164, spine: 40, ruler: 27, terminal: 556 };
/** In a lower window the foot leaves more to the plate. */
const LOW_WINDOW_PX = 780;

/** The page on a desk: panels around the plate, each of which folds away. */
export function Desk({ wide }: { readonly wide: boolean }) {
  const { panels } = useTexts(shellTexts);
  return (
    <div className={styles.desk}>
      <TitleBlock />
      <main className={styles.rows}>
        <Group orientation="vertical" id="rows">
          <Panel id="top" minSize={180}>
            <Group orientation="horizontal" id="columns">
              <FoldingPanel id="editor" side="left" name={panels.editor} sizePx={SIZES.editor} leastPx={200} foldedPx={SIZES.spine}>
                {wide ? <Editor /> : <BesideLesson name={panels.editor}><Editor /></BesideLesson>}
              </FoldingPanel>
              <Panel id="plate" minSize={280} className={styles.plate}>
                <section aria-label={panels.plate}><Plate /><PlateSheet /></section>
              </Panel>
              {wide && (
                <FoldingPanel id="inspector" side="right" name={panels.inspector} sizePx={SIZES.inspector} leastPx={240} foldedPx={SIZES.spine}>
                  <BesideLesson name={panels.inspector}><Inspector /></BesideLesson>
                </FoldingPanel>
              )}
            </Group>
          </Panel>
          <FoldingPanel id="foot" side="bottom" name={panels.timeline} sizePx={innerHeight < LOW_WINDOW_PX ? SIZES.lowFoot : SIZES.foot} leastPx={120} foldedPx={SIZES.ruler}>
            {wide ? <WideFoot /> : <TabbedFoot />}
          </FoldingPanel>
        </Group>
      </main>
    </div>
  );
}

function WideFoot() {
  const { panels } = useTexts(shellTexts);
  return (
    <Group orientation="horizontal" id="foot-columns">
      <Panel id="timeline" minSize={240}><section className={styles.timeline} aria-label={panels.timeline}><Timeline /></section></Panel>
      <Separator className={styles.upright} />
      <Panel id="terminal" defaultSize={SIZES.terminal} minSize={220} groupResizeBehavior="preserve-pixel-size"><section className={styles.terminal} aria-label={panels.terminal}><Terminal /></section></Panel>
    </Group>
  );
}

type FootTab = "timeline" | "terminal" | "inspector";
const FOOT_TABS: readonly FootTab[] = ["timeline", "terminal", "inspector"];

/** Where there is no room for a column, the inspector is a tab of the foot. */
function TabbedFoot() {
  const { panels } = useTexts(shellTexts);
  const [tab, setTab] = useState<FootTab>("timeline");
  return (
    <div className={styles.tabbed}>
      <div className={styles.tabs} role="group">
        {FOOT_TABS.map((each) => (
          <button key={each} type="button" aria-pressed={each === tab} onClick={() => setTab(each)}>{panels[each]}</button>
        ))}
      </div>
      <section className={tab === "terminal" ? styles.terminal : styles.timeline} aria-label={panels[tab]}>
        {tab === "timeline" && <Timeline named={false} />}
        {tab === "terminal" && <Terminal />}
        {tab === "inspector" && <Inspector />}
      </section>
    </div>
  );
}
