import { instantText } from "../../graph/why/instant.ts";
import type { FieldChange, PathMessage, PathWrite } from "../../worker/protocol.ts";
import { controlPlaneTexts } from "../strings/control-plane.ts";
import { useTexts } from "../strings/language.ts";
import styles from "./control-plane.module.css";
import { shortWords, wholeWords } from "./message-words.ts";

interface DetailProps {
  readonly message: PathMessage;
  /** All of them, and under which number each stands. */
  readonly all: ReadonlyMap<number, { readonly message: PathMessage; readonly number: number }>;
  readonly onChoose: (message: PathMessage) => void;
}

/** One message: which step it is, who sent what to whom and why, and what it changed. */
export function MessageDetail({ message, all, onChoose }: DetailProps) {
  const texts = useTexts(controlPlaneTexts);
  const { steps, from, to, actor, write, watchers, aside } = message;
  const cause = all.get(message.cause);
  const number = all.get(message.id)?.number ?? 0;
  const told = !write && (message.what === "watch" || message.what === "response") ? writeBefore(message, all) : undefined;
  const goTo = ({ message: other, number: its }: { readonly message: PathMessage; readonly number: number }) => (
    <button type="button" className={styles.cause} onClick={() => onChoose(other)}>{its} · <span lang="en">{shortWords(other)}</span> · {instantText(other.atMs)}</button>
  );
  return (
    <div className={styles.detail} data-testid="message-detail">
      <p className={styles.stepWords}>{aside ? texts.beside : steps.map((step) => <span key={step}><b>{step}</b> {texts.steps[step - 1]}</span>)}</p>
      <p className={styles.wire2}><b>{number}</b> <span>{texts.lanes[from]}{message.to.length === 1 && to[0] === from ? "" : ` → ${to.map((lane) => texts.lanes[lane]).join(", ")}`}</span> <span className={styles.kind}>{texts.what[message.what]}</span></p>
      <pre className={styles.whole} lang="en">{wholeWords(message)}</pre>
      <dl className={styles.facts}>
        <dt>{texts.at}</dt><dd>{instantText(message.atMs)}</dd>
        <dt>{texts.who}</dt><dd lang="en">{actor}</dd>
        <dt>{texts.because}</dt><dd>{cause ? goTo(cause) : texts.root}</dd>
        {watchers && <><dt>{texts.told}</dt><dd lang="en" className={styles.watchers}>{watchers.map((watcher) => <span key={watcher}>{watcher}</span>)}</dd></>}
      </dl>
      {write ? <Changes write={write} /> : <p className={styles.noWrite}>{told ? <>{texts.tells(told.number)} {goTo(told)}</> : texts.noWrite}</p>}
    </div>
  );
}

/** The write that a watch event or an answer tells of. */
function writeBefore(message: PathMessage, all: DetailProps["all"]): { readonly message: PathMessage; readonly number: number } | undefined {
  for (let at = all.get(message.cause); at; at = all.get(at.message.cause)) {
    if (at.message.write) return at;
    if (at.message.what === "request") return undefined;
  }
  return undefined;
}

const GROUPS = ["metadata", "spec", "status", "other"] as const;
type Group = (typeof GROUPS)[number];
const groupOf = ({ path }: FieldChange): Group => GROUPS.find((group) => path === group || path.startsWith(`${group}.`) || path.startsWith(`${group}[`)) ?? "other";

/** What a write changed, spec and status apart, and by which manager. */
function Changes({ write: { type, object, revision, writer, changes } }: { readonly write: PathWrite }) {
  const texts = useTexts(controlPlaneTexts);
  const title = { ADDED: texts.created, MODIFIED: texts.changes, DELETED: texts.deleted }[type](object, revision);
  const how = writer ? ` (${[writer.operation, writer.subresource].filter(Boolean).join(", ")})` : "";
  return (
    <section className={styles.changes} aria-label={title}>
      <h4>{title}</h4>
      <p className={styles.writer}>{writer ? texts.writer(writer.manager, how) : texts.noWriter}</p>
      {changes.length === 0 && <p className={styles.writer}>{texts.nothing}</p>}
      {GROUPS.map((group) => {
        const own = changes.filter((change) => groupOf(change) === group);
        if (own.length === 0) return null;
        return (
          <details key={group} open={type === "MODIFIED" || group === "spec"}>
            <summary><b lang="en">{texts.groups[group]}</b> <span>{texts.fields(own.length)}</span></summary>
            <ul lang="en">
              {own.map(({ path, before, after }) => (
                <li key={path}>
                  <code>{path.replace(/^(metadata|spec|status)\.?/, "") || path}</code>
                  {before !== undefined && <del>{before}</del>}
                  {after !== undefined && <ins>{after}</ins>}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
