import { Dialog } from "radix-ui";
import { useTexts } from "../strings/language.ts";
import { galleryTexts } from "../strings/gallery.ts";
import { Gallery } from "./gallery.tsx";
import styles from "./gallery.module.css";

/** The index of scenes, over the plate. */
export default function GalleryDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts(galleryTexts);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
          <Dialog.Title className={styles.heading}>{texts.heading} <em>{texts.aside}</em></Dialog.Title>
          <Gallery onChosen={onClose} />
          <Dialog.Close className={styles.close} aria-label={texts.close}>
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.4" /></svg>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
