import { Plate } from "../canvas/plate.tsx";
import { Editor } from "../editor/editor.tsx";
import { GalleryButton } from "../gallery/gallery-button.tsx";
import { Inspector } from "../inspector/inspector.tsx";
import { Terminal } from "../terminal/terminal.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { Transport } from "../timeline/transport.tsx";
import styles from "./page.module.css";

/** The sheet: title block, editor, plate, inspector, timeline and terminal. */
export function Page() {
  return (
    <div className={styles.sheet}>
      <header className={styles.title}>
        <h1>Kubarium</h1>
        <GalleryButton />
        <Transport />
      </header>
      <div className={styles.editor}><Editor /></div>
      <main className={styles.plate}><Plate /></main>
      <div className={styles.inspector}><Inspector /></div>
      <div className={styles.timeline}><Timeline /></div>
      <div className={styles.terminal}><Terminal /></div>
    </div>
  );
}
