import { useEffect } from "react";
import { useBranches } from "../state/branches.ts";
import { useCompare } from "../state/compare.ts";
import { compareWith, goToBranch } from "../state/world.ts";
import { branchTexts } from "../strings/branches.ts";
import { useTexts } from "../strings/language.ts";
import { nameOf } from "./branch-rows.ts";
import styles from "./branches.module.css";

/** How long it stands; the branch itself stays in the tree. */
const SHOWN_MS = 12_000;

/** The past was changed: where the other future is, and how to get back. */
export default function BranchNotice() {
  const texts = useTexts(branchTexts);
  const left = useBranches((state) => state.left);
  const redone = useBranches((state) => state.redo);
  const id = left?.id;
  useEffect(() => {
    const timer = setTimeout(forget, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  // Both futures are before one's eyes there, and it would lie over their names.
  const compares = useCompare((state) => state.id !== undefined);
  if (!left || compares) return null;
  return (
    <div className={styles.notice} role="status" data-testid="branch-notice">
      <p>
        {texts.left(left.name ?? redone ?? nameOf(left))}
        <small>{texts.wayBack}</small>
      </p>
      <button type="button" onClick={() => goToBranch(left.id)}>{texts.back}</button>
      <button type="button" title={texts.compareTitle(nameOf(left))} onClick={() => { compareWith(left.id); forget(); }}>{texts.compare}</button>
      <button type="button" onClick={forget}>{texts.dismiss}</button>
    </div>
  );
}

const forget = (): void => useBranches.setState({ left: undefined });
