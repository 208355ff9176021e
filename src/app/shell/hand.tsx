import { GalleryButton } from "../gallery/gallery-button.tsx";
import { ShareButton } from "../share/share-button.tsx";
import { useSelection, type Sheet } from "../state/selection.ts";
import { shellTexts } from "../strings/shell.ts";
import { useTexts } from "../strings/language.ts";
import { Transport } from "../timeline/transport.tsx";
import { BrandMark } from "./brand-mark.tsx";
import { Editor, Inspector, Plate, Terminal, Timeline } from "./panels.tsx";
import styles from "./hand.module.css";
import { Menu } from "./menu.tsx";
import { SheetIcon } from "./sheet-icon.tsx";

const SHEETS: readonly Sheet[] = ["plate", "yaml", "why", "time", "shell"];

/** The page in the hand: the plate above, one sheet below it, keys at the thumb. */
export function Hand() {
  const texts = useTexts(shellTexts);
  const sheet = useSelection((state) => state.sheet);
  return (
    <div className={styles.hand}>
      <header className={styles.title}>
        <h1 aria-label="Kubarium"><BrandMark /></h1>
        <div className={styles.scene}><GalleryButton /></div>
        <ShareButton />
        <Menu />
      </header>
      <div className={styles.transport}><Transport /></div>
      <section className={styles.plate} data-alone={sheet === "plate"} aria-label={texts.panels.plate}><Plate /></section>
      {sheet !== "plate" && (
        <section className={styles.sheet} data-sheet={sheet} aria-label={texts.sheets[sheet]}>
          {sheet === "yaml" && <Editor />}
          {sheet === "why" && <Inspector />}
          {sheet === "time" && <Timeline />}
          {sheet === "shell" && <Terminal />}
        </section>
      )}
      <nav className={styles.keys}>
        {SHEETS.map((each) => (
          <button key={each} type="button" aria-pressed={each === sheet} onClick={() => useSelection.setState({ sheet: each })}>
            <SheetIcon sheet={each} />
            {texts.sheets[each]}
          </button>
        ))}
      </nav>
    </div>
  );
}
