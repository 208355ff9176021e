import { Dialog } from "radix-ui";
import { useRef, type ReactNode } from "react";
import styles from "./sheet-dialog.module.css";

interface SheetDialogProps {
  readonly title: string;
  /** Beside the title, in the author's hand. */
  readonly aside: string;
  /** Name of the key that puts it away. */
  readonly close: string;
  /** CSS pixels; no wider than the window. */
  readonly widest: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A sheet in front of the whole page: the rest waits until it is put away, and the focus goes back to where it was. Its
 * head stays while the rest scrolls; in the hand it is the page.
 */
export function SheetDialog({ title, aside, close, widest, onClose, children }: SheetDialogProps) {
  const opener = useRef(document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content
          className={styles.sheet}
          style={{ maxWidth: widest }}
          onOpenAutoFocus={(event) => {
            // The sheet itself: one reads from its top, and Enter chooses nothing by chance.
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus({ preventScroll: true });
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const from = opener.current;
            if (from instanceof HTMLElement || from instanceof SVGElement) from.focus({ preventScroll: true });
          }}
        >
          <header className={styles.head}>
            <div className={styles.words}>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              <Dialog.Description className={styles.aside}>{aside}</Dialog.Description>
            </div>
            <Dialog.Close className={styles.close} aria-label={close} title={close}>
              <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="1.4" /></svg>
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
