import { Popover } from "radix-ui";
import { useMemo, useState, type FormEvent, type KeyboardEvent } from "react";
import type { BranchNode } from "../../worker/protocol.ts";
import { clockText } from "../clock.ts";
import { useBranches } from "../state/branches.ts";
import { useMoment } from "../state/moment.ts";
import { compareWith, goToBranch, nameBranch, redo, undo } from "../state/world.ts";
import { branchTexts } from "../strings/branches.ts";
import { useTexts } from "../strings/language.ts";
import { branchRows, nameOf, type BranchRow } from "./branch-rows.ts";
import { BranchesFace } from "./branches-face.tsx";
import styles from "./branches.module.css";

/** The futures of this world as a list: which is played, from where each parts, and the ways to go there. */
export default function BranchesPopover() {
  const texts = useTexts(branchTexts);
  const nodes = useBranches((state) => state.nodes);
  const undone = useBranches((state) => state.undo);
  const redone = useBranches((state) => state.redo);
  const rows = useMemo(() => branchRows(nodes), [nodes]);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger asChild><BranchesFace /></Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.sheet} align="start" sideOffset={6} collisionPadding={8} aria-label={texts.title} onEscapeKeyDown={(event) => event.target instanceof HTMLInputElement && event.preventDefault()}>
          <h3>{texts.title}</h3>
          <p className={styles.intro}>{texts.intro}</p>
          <div className={styles.keys}>
            <button type="button" disabled={undone === undefined} onClick={undo}>{undone === undefined ? texts.nothingToUndo : texts.undo(undone)}</button>
            <button type="button" disabled={redone === undefined} onClick={redo}>{redone === undefined ? texts.nothingToRedo : texts.redo(redone)}</button>
          </div>
          <ol className={styles.list}>
            {rows.map((row) => <Row key={row.node.id} row={row} />)}
          </ol>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Deeper than this the list is not indented further. */
const MOST_DEPTH = 6;

function Row({ row: { node, depth } }: { readonly row: BranchRow }) {
  const texts = useTexts(branchTexts);
  const [naming, setNaming] = useState(false);
  const called = nameOf(node);
  const name = called === "" ? texts.untouched : called;
  const own = node.name === undefined && called !== "";
  return (
    <li style={{ marginLeft: 14 * Math.min(depth, MOST_DEPTH) }} data-current={node.current} data-depth={depth}>
      <Shape current={node.current} />
      <div className={styles.words}>
        {naming ? (
          <NewName node={node} done={() => setNaming(false)} />
        ) : (
          <button type="button" className={styles.go} data-go aria-current={node.current} disabled={node.current} title={node.current ? name : texts.goTo(name)} onClick={() => goToBranch(node.id)} onKeyDown={moveInList}>
            <span className={own ? styles.command : styles.name} lang={own ? "en" : undefined}>{name}</span>
            {node.current && <span className={styles.here}>{texts.played}</span>}
          </button>
        )}
        <Facts node={node} />
      </div>
      <div className={styles.also}>
        {!node.current && node.parent !== undefined && (
          <button type="button" title={texts.goToFork(clockText(node.forkMs, 2))} aria-label={`${name}: ${texts.goToFork(clockText(node.forkMs, 2))}`} onClick={() => goToBranch(node.id, "fork")}>{texts.fork}</button>
        )}
        {!node.current && <Popover.Close asChild><button type="button" title={texts.compareTitle(name)} aria-label={texts.compareTitle(name)} onClick={() => compareWith(node.id)}>{texts.compare}</button></Popover.Close>}
        {!naming && <button type="button" aria-label={texts.rename(name)} onClick={() => setNaming(true)}>{texts.renameShort}</button>}
      </div>
    </li>
  );
}

/** The branch that is played goes on. */
function Facts({ node }: { readonly node: BranchNode }) {
  const texts = useTexts(branchTexts);
  const untilMs = useMoment(({ liveMs }) => (node.current ? Math.max(Math.floor(liveMs / 100) * 100, node.untilMs) : node.untilMs));
  return <small className={styles.facts}>{texts.facts(node.parent === undefined ? undefined : clockText(node.forkMs, 2), clockText(untilMs, 2), node.inputs)}</small>;
}

function NewName({ node, done }: { readonly node: BranchNode; readonly done: () => void }) {
  const texts = useTexts(branchTexts);
  const [name, setName] = useState(node.name ?? "");
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    nameBranch(node.id, name);
    done();
  };
  return (
    <form onSubmit={keep}>
      <input value={name} maxLength={80} aria-label={texts.newName} placeholder={node.label} autoFocus onChange={(event) => setName(event.target.value)} onKeyDown={({ key }) => key === "Escape" && done()} />
      <button type="submit">{texts.keepName}</button>
    </form>
  );
}

/** Filled and ringed: the one that is played. */
function Shape({ current }: { readonly current: boolean }) {
  return (
    <svg className={styles.shape} width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <circle cx="7" cy="7" r={current ? 5.800 : 3.800} />
      {current && <circle cx="7" cy="7" r="3" fill="currentColor" stroke="none" />}
    </svg>
  );
}

/** Up and down go from branch to branch. */
function moveInList(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...(event.currentTarget.closest("ol")?.querySelectorAll<HTMLButtonElement>("[data-go]:enabled") ?? [])];
  event.preventDefault();
  buttons[buttons.indexOf(event.currentTarget) + step]?.focus();
}
