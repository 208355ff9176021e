import { GalleryButton } from "../gallery/gallery-button.tsx";
import { OpenLesson } from "../lessons/beside-lesson.tsx";
import { useLessons } from "../lessons/lesson-store.ts";
import { ShareButton } from "../share/share-button.tsx";
import { useSelection, type Sheet } from "../state/selection.ts";
import { lessonFaceTexts } from "../strings/lesson-face.ts";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { Transport } from "../timeline/transport.tsx";
import { BrandMark } from "./brand-mark.tsx";
import { Editor, Inspector, Plate, Terminal, Timeline } from "./panels.tsx";
import styles from "./hand.module.css";
import { Menu } from "./menu.tsx";
import { PlateSheet } from "./plate-sheet.tsx";
import { SheetIcon } from "./sheet-icon.tsx";

const SHEETS: readonly Sheet[] = ["plate", "lesson", "yaml", "why", "time", "shell"];

/** The page in the hand: the plate above, one sheet below it, keys at the thumb. */
export function Hand() {
  const texts = useTexts(shellTexts);
  const lesson = useLessons((state) => state.lesson !== undefined);
  const chosen = useSelection((state) => state.sheet);
  const sheet = chosen === "lesson" && !lesson ? "why" : chosen;
  const names = { ...texts.sheets, lesson: useTexts(lessonFaceTexts).lesson };
  return (
    <div className={styles.hand}>
      <header className={styles.title}>
        <h1 aria-label="Kubarium"><BrandMark /></h1>
        <div className={styles.scene}><GalleryButton /></div>
        <ShareButton />
        <Menu />
      </header>
      <div className={styles.transport}><Transport /></div>
      <main className={styles.main}>
        <section className={styles.plate} data-alone={sheet === "plate"} aria-label={texts.panels.plate}><Plate /></section>
        {sheet !== "plate" && (
          <section className={styles.sheet} data-sheet={sheet} aria-label={names[sheet]}>
            {sheet === "lesson" && <OpenLesson />}
            {sheet === "yaml" && <Editor />}
            {sheet === "why" && <Inspector />}
            {sheet === "time" && <Timeline />}
            {sheet === "shell" && <Terminal />}
          </section>
        )}
        <PlateSheet />
      </main>
      <nav className={styles.keys} aria-label={texts.sheetKeys}>
        {SHEETS.filter((each) => each !== "lesson" || lesson).map((each) => (
          <button key={each} type="button" aria-pressed={each === sheet} onClick={() => useSelection.setState({ sheet: each })}>
            <SheetIcon sheet={each} />
            {names[each]}
          </button>
        ))}
      </nav>
    </div>
  );
}
