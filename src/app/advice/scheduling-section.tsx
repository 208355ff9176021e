import { useMemo, useState } from "react";
import type { PodView } from "../../graph/model.ts";
import { instantText } from "../../graph/why/instant.ts";
import type { NodeVerdict, Scheduling, SchedulingAdvice, SchedulingBeyond, SchedulingEdit } from "../../graph/why/why.ts";
import { whenEntity } from "../inspector/changes.ts";
import { MarkedText } from "../inspector/marked-text.tsx";
import { useAnswer } from "../inspector/use-answer.ts";
import { useFiles } from "../state/files.ts";
import { modelStore } from "../state/model-store.ts";
import { useMoment } from "../state/moment.ts";
import { select, useSelection } from "../state/selection.ts";
import { saveAndType } from "../state/world.ts";
import { adviceTexts } from "../strings/advice.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./advice.module.css";
import { changedLines } from "./changed-lines.ts";
import { makerOf, successorOf } from "./successor.ts";

/** The scheduler's table of a pod, and what would place it. Of one that has its node the table is there when it is asked for. */
export default function SchedulingSection({ pod }: { readonly pod: PodView }) {
  const texts = useTexts(adviceTexts);
  const waits = pod.node === "";
  const [open, setOpen] = useState(waits);
  const query = useMemo(() => (open || waits ? ({ type: "scheduling", podUid: pod.uid } as const) : undefined), [open, waits, pod.uid]);
  const { answer } = useAnswer<"scheduling">(query, useMemo(() => whenEntity(pod.key), [pod.key]));
  const scheduling = answer?.scheduling;
  if (waits && !scheduling) return null;
  return (
    <>
      {waits && scheduling && <AdviceList pod={pod} scheduling={scheduling} />}
      <details className={styles.table} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{texts.tableTitle}</summary>
        {scheduling && <Table scheduling={scheduling} />}
      </details>
    </>
  );
}

function Table({ scheduling: { nodes, attempts, atMs } }: { readonly scheduling: Scheduling }) {
  const texts = useTexts(adviceTexts);
  const plugins = [...new Set(nodes.flatMap(({ points }) => Object.keys(points?.plugins ?? {})))];
  return (
    <>
      <p className={styles.note}>{texts.attempts(attempts, instantText(atMs))}</p>
      <table>
        <thead><tr><th scope="col">{texts.node}</th><th scope="col">{texts.filter}</th>{plugins.length > 0 && <th scope="col">{texts.points}</th>}</tr></thead>
        <tbody>{nodes.map((node) => <NodeRow key={node.node} verdict={node} withPoints={plugins.length > 0} />)}</tbody>
      </table>
    </>
  );
}

function NodeRow({ verdict: { node, refused, points, chosen }, withPoints }: { readonly verdict: NodeVerdict; readonly withPoints: boolean }) {
  const texts = useTexts(adviceTexts);
  return (
    <tr data-chosen={chosen} data-refused={refused !== undefined}>
      <th scope="row" lang="en">{node}</th>
      <td>{refused ? <span lang="en"><small>{refused.plugin}</small> {refused.reasons.join("; ")}</span> : chosen ? (points ? texts.chosen : texts.onlyOne) : texts.fits}</td>
      {withPoints && (
        <td lang="en">
          {points && <><strong>{points.total}</strong> <small>{Object.entries(points.plugins).filter(([, each]) => each > 0).map(([name, each]) => `${name} ${each}`).join(", ")}</small></>}
        </td>
      )}
    </tr>
  );
}

/** So long the pod that takes the other's place is waited for. */
const FOLLOWED_MS = 60_000;

/** Who takes its place is looked at instead, as long as the person looks at nothing else. */
function followSuccessor(pod: PodView): void {
  const maker = makerOf(modelStore, pod);
  const sinceMs = useMoment.getState().viewMs;
  let shown = pod.key;
  const stop = (): void => {
    clearTimeout(late);
    for (const end of ends) end();
  };
  const look = (): void => {
    // Looking back before the edit is not its doing.
    if (useMoment.getState().viewMs < sinceMs) return;
    const next = successorOf(modelStore, pod, maker, sinceMs);
    if (next === undefined || next === shown) return;
    shown = next;
    select(next);
    // The maker is looked at only until there is a pod.
    if (next.startsWith("pod/")) stop();
  };
  const ends = [
    modelStore.onKeys("pod", look),
    useSelection.subscribe(({ selected }) => { if (selected !== shown) stop(); }),
  ];
  const late = setTimeout(stop, FOLLOWED_MS);
}

function AdviceList({ pod, scheduling: { advice, beyond } }: { readonly pod: PodView; readonly scheduling: Scheduling }) {
  const texts = useTexts(adviceTexts);
  return (
    <section className={styles.advice}>
      <h3>{texts.adviceTitle}</h3>
      <p className={styles.note}>{advice.length > 0 ? texts.adviceNote : texts.noAdvice}</p>
      <ol>{advice.map((one, i) => <Advice key={`${i} ${one.line}`} pod={pod} advice={one} />)}</ol>
      {beyond && <Beyond beyond={beyond} />}
    </section>
  );
}

/** More than an edit would do it, or not even that. */
function Beyond({ beyond }: { readonly beyond: SchedulingBeyond }) {
  const texts = useTexts(adviceTexts);
  if (beyond.what === "obstacle") {
    return (
      <p className={styles.beyond}>
        <MarkedText text={texts.obstacle(beyond.plugin)} /> <q lang="en">{beyond.says}</q>
      </p>
    );
  }
  const { like, labels, size } = beyond;
  const more = [...Object.entries(labels).map(([key, value]) => `${key}=${value}`), ...Object.entries(size).map(([resource, amount]) => `${resource}: ${amount}`)];
  return (
    <p className={styles.beyond}>
      <MarkedText text={texts.addNode(like, more)} /> <small>{texts.addNodeHow}</small>
    </p>
  );
}

type Say = (edit: SchedulingEdit) => string;

function Advice({ pod, advice: { edits, nodes, file, line } }: { readonly pod: PodView; readonly advice: SchedulingAdvice }) {
  const texts = useTexts(adviceTexts);
  const words = edits.map((edit) => (texts.edits[edit.what] as Say)(edit)).join("; ");
  // What the person has not saved is not written over.
  const draft = useFiles(({ files }) => file !== undefined && files.some(({ name, text, saved }) => name === file.name && text !== saved));
  // A second press would type it again before the first has come to anything.
  const [done, setDone] = useState(false);
  const act = (): void => {
    setDone(true);
    followSuccessor(pod);
    saveAndType(file, line);
  };
  return (
    <li>
      <p className={styles.what}><MarkedText text={words} /> <small>{texts.goesTo(nodes.join(texts.or))}</small></p>
      {file && (
        <figure>
          <figcaption>{texts.inFile(file.name)}</figcaption>
          <pre lang="en">{changedLines(file.before, file.text).map(({ sign, line: at, text }) => <span key={`${sign}${at}`} data-sign={sign}>{sign} {text}{"\n"}</span>)}</pre>
        </figure>
      )}
      <div className={styles.do}>
        <code lang="en">{line}</code>
        <button type="button" disabled={draft || done} aria-label={texts.applyName(words.replaceAll("`", ""))} onClick={act}>{texts.apply}</button>
      </div>
      {draft && file && <p className={styles.note}>{texts.draft(file.name)}</p>}
    </li>
  );
}
