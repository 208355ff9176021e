import { Dialog } from "radix-ui";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import styles from "./title-block.module.css";

/** What this is, what it is not, and whose work is in it. */
export function About() {
  const { about } = useTexts(shellTexts);
  return (
    <Dialog.Root>
      <Dialog.Trigger className={styles.act} aria-label={about.title} title={about.title}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
          <circle cx="8" cy="8" r="5.5" />
          <path d="M8 7.2v3.8M8 4.6v1.3" />
        </svg>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.dialog}>
          <Dialog.Title className={styles.dialogTitle}>{about.title}</Dialog.Title>
          <Dialog.Description asChild>
            <div className={styles.prose}>{about.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}</div>
          </Dialog.Description>
          <p><a href="/licenses.txt" target="_blank" rel="noreferrer">{about.licences}</a></p>
          <Dialog.Close className={styles.act} autoFocus>{about.close}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
