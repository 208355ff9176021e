import { useBranches } from "../state/branches.ts";
import { redo, undo } from "../state/world.ts";
import { branchTexts } from "../strings/branches.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./timeline.module.css";

/** Takes back what was typed last, and does it again. */
export function UndoKeys() {
  const texts = useTexts(branchTexts);
  const undone = useBranches((state) => state.undo);
  const redone = useBranches((state) => state.redo);
  return (
    <>
      <UndoKey name={undone === undefined ? texts.nothingToUndo : texts.undo(undone)} keys={["Ctrl+Z", "Control+Z"]} off={undone === undefined} press={undo} d="M6 2.500L2.500 6 6 9.500M2.500 6H10a3.500 3.500 0 0 1 0 7H6" />
      <UndoKey name={redone === undefined ? texts.nothingToRedo : texts.redo(redone)} keys={["Ctrl+Shift+Z", "Control+Shift+Z"]} off={redone === undefined} press={redo} d="M10 2.500L13.500 6 10 9.500M13.500 6H6a3.500 3.500 0 0 0 0 7h4" />
    </>
  );
}

interface UndoKeyProps {
  readonly name: string;
  /** As it is said, and as aria-keyshortcuts has it. */
  readonly keys: readonly [string, string];
  readonly off: boolean;
  readonly press: () => void;
  readonly d: string;
}

/** Not disabled while there is nothing: the focus would be lost with the last one. */
function UndoKey({ name, keys, off, press, d }: UndoKeyProps) {
  return (
    <button type="button" className={styles.tool} data-undo aria-label={name} aria-disabled={off} aria-keyshortcuts={keys[1]} title={`${name} (${keys[0]})`} onClick={() => off || press()}>
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" aria-hidden="true"><path d={d} /></svg>
    </button>
  );
}
