import { Dialog } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { useSettings } from "../state/settings.ts";
import { useOpened } from "../state/opened.ts";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import styles from "./gallery.module.css";

const Gallery = lazy(() => import("./gallery.tsx"));

/** Which scene is on the plate; pressed, the others. */
export function GalleryButton() {
  const texts = useTexts(galleryTexts);
  const language = useSettings((state) => state.language);
  const scenario = useOpened((state) => state.scenario);
  const [open, setOpen] = useState(false);
  if (!scenario) return null;
  const title = scenario.title?.[language] ?? scenario.title?.["en"] ?? scenario.name;
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className={styles.scene} aria-label={`${texts.open}: ${title}`} title={texts.open}>
        <span className={styles.title}>{title}</span>
        <span className={styles.facts}>{scenario.name} · v{scenario.cluster.version} · {texts.seed(scenario.seed)}</span>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <Dialog.Title className={styles.heading}>{texts.heading} <em>{texts.aside}</em></Dialog.Title>
          <Suspense fallback={<p>{texts.opening}</p>}><Gallery onChosen={() => setOpen(false)} /></Suspense>
          <Dialog.Close className={styles.close} aria-label={texts.close}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.4" /></svg>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
