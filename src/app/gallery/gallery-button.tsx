import { lazy, Suspense, useState } from "react";
import { useOpened } from "../state/opened.ts";
import { useSettings } from "../state/settings.ts";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import styles from "./gallery-button.module.css";

const GalleryDialog = lazy(() => import("./gallery-dialog.tsx"));

/** Which scene is on the plate; pressed, the others. */
export function GalleryButton() {
  const texts = useTexts(galleryTexts);
  const language = useSettings((state) => state.language);
  const scenario = useOpened((state) => state.scenario);
  const [open, setOpen] = useState(false);
  if (!scenario) return null;
  const title = scenario.title?.[language] ?? scenario.title?.["en"] ?? scenario.name;
  const facts = `${scenario.name} · v${scenario.cluster.version} · ${texts.seed(scenario.seed)}`;
  return (
    <>
      <button type="button" className={styles.scene} aria-label={`${texts.open}: ${title} ${facts}`} aria-haspopup="dialog" title={title} onClick={() => setOpen(true)}>
        <span className={styles.title}>{title}</span>
        <span className={styles.facts}>{facts}</span>
        <svg className={styles.more} width="10" height="10" viewBox="0 0 10 10" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true"><path d="M1.5 3.500l3.500 3.500L8.500 3.500" /></svg>
      </button>
      {open && <Suspense fallback={null}><GalleryDialog onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
