import { Dialog } from "radix-ui";
import { AboutFace } from "./about-face.tsx";
import { useTexts } from "../strings/language.ts";
import { shellTexts } from "../strings/shell.ts";
import styles from "./title-block.module.css";

/** What this is, what it is not, and whose work is in it. */
export default function AboutDialog() {
  const { about } = useTexts(shellTexts);
  return (
    <Dialog.Root defaultOpen>
      <Dialog.Trigger asChild><AboutFace /></Dialog.Trigger>
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
