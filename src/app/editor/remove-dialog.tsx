import { AlertDialog } from "radix-ui";
import { editorTexts } from "../strings/editor.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./file-tabs.module.css";

interface Props {
  readonly name: string;
  readonly onYes: () => void;
  readonly onEnd: () => void;
}

/** Asks before text is lost. */
export function RemoveDialog({ name, onYes, onEnd }: Props) {
  const { removing } = useTexts(editorTexts);
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onEnd()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.overlay} />
        <AlertDialog.Content className={styles.dialog}>
          <AlertDialog.Title className={styles.title}>{removing.title(name)}</AlertDialog.Title>
          <AlertDialog.Description>{removing.why}</AlertDialog.Description>
          <div className={styles.answers}>
            <AlertDialog.Cancel className={styles.answer}>{removing.no}</AlertDialog.Cancel>
            <AlertDialog.Action className={styles.answer} data-yes onClick={onYes}>{removing.yes}</AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
